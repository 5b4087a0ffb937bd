/** Scenario II: a year of trainings that must be ready by a deadline, in one piece or not. */
import { assert } from "../../assert.ts";
import { cheapestRun } from "../../math/cheapest-run.ts";
import { kthSmallest } from "../../math/kth-smallest.ts";
import { CompensatedSum, sumOf } from "../../math/sum.ts";
import { type Forecast, perfectForecast } from "./forecast.ts";
import type { MlWindows } from "./ml-jobs.ts";
import { type Setting, SLOT_HOURS } from "./setting.ts";

export interface MlRun {
  /** Intensity summed over the active slots of all jobs, in g/kWh x slots. */
  readonly sumGPerKwh: number;
  readonly activeSlots: number;
  /** From the submission to the first active slot, mean over the jobs. */
  readonly startDelayHours: number;
  /** From the end without shifting to the end, mean over the jobs. */
  readonly completionDelayHours: number;
}

/** Mean over the runs, with each of them. */
export interface MlResult extends MlRun {
  readonly runs: readonly MlRun[];
  readonly shiftable: number;
}

/** Every job runs when it is submitted: what the published baseline means to be. */
export function immediate(setting: Setting, windows: MlWindows): MlResult {
  const toSlot = windows.fromSlot.map((from, job) => from + (windows.durationSlots[job] as number));
  return ml(setting, { ...windows, toSlot, shiftable: 0 }, false, [perfectForecast(setting)]);
}

export function ml(
  setting: Setting,
  windows: MlWindows,
  interruptible: boolean,
  forecasts: readonly Forecast[],
): MlResult {
  const runs = forecasts.map((forecast) => mlRun(setting, windows, interruptible, forecast));
  const mean = (figure: (run: MlRun) => number) => sumOf(runs.map(figure)) / runs.length;
  return {
    runs,
    shiftable: windows.shiftable,
    sumGPerKwh: mean((run) => run.sumGPerKwh),
    activeSlots: mean((run) => run.activeSlots),
    startDelayHours: mean((run) => run.startDelayHours),
    completionDelayHours: mean((run) => run.completionDelayHours),
  };
}

/** Decisions use the forecast, emissions the truth. */
export function mlRun(
  setting: Setting,
  windows: MlWindows,
  interruptible: boolean,
  forecast: Forecast,
): MlRun {
  const { gPerKwh, quirks } = setting;
  const { fromSlot, toSlot, durationSlots } = windows;
  const activity = new Activity(gPerKwh.length);
  const allTies = quirks.has("all-ties");
  let startDelay = 0;
  let completionDelay = 0;
  for (let job = 0; job < fromSlot.length; job++) {
    const from = fromSlot[job] as number;
    const slots = durationSlots[job] as number;
    const expected = forecast(job, from, toSlot[job] as number);
    assert(expected.length >= slots, () => `job ${job} does not fit into its window`);
    if (interruptible) {
      const most = allTies ? expected.length : slots;
      activity.cleanest(from, expected, kthSmallest(expected, slots - 1), most);
    } else activity.piece(from + cheapestRun(expected, slots), slots);
    startDelay += activity.first - from;
    completionDelay += activity.end - from - slots;
  }
  const hours = SLOT_HOURS / fromSlot.length;
  return {
    ...activity.total(gPerKwh),
    startDelayHours: startDelay * hours,
    completionDelayHours: completionDelay * hours,
  };
}

/** How many jobs are active in each slot, kept as differences so that a piece costs two steps. */
class Activity {
  private readonly steps: Int32Array;
  /** First slot of the job added last, and the slot after its last. */
  first = 0;
  end = 0;

  constructor(slots: number) {
    this.steps = new Int32Array(slots + 1);
  }

  piece(first: number, slots: number): void {
    this.first = first;
    this.end = first + slots;
    (this.steps[first] as number) += 1;
    (this.steps[this.end] as number) -= 1;
  }

  /** The first `most` slots of a window that are expected to be no dirtier than the limit. */
  cleanest(from: number, expected: Float64Array, limit: number, most: number): void {
    const { steps } = this;
    let left = most;
    let first = -1;
    let last = 0;
    let active = 0;
    for (let i = 0; i < expected.length && left > 0; i++) {
      const runs = (expected[i] as number) <= limit ? 1 : 0;
      (steps[from + i] as number) += runs - active;
      active = runs;
      if (runs === 0) continue;
      left -= 1;
      last = i;
      if (first < 0) first = i;
    }
    this.first = from + first;
    this.end = from + last + 1;
    if (active === 1) (steps[this.end] as number) -= 1;
  }

  total(gPerKwh: Float64Array): Pick<MlRun, "sumGPerKwh" | "activeSlots"> {
    const sum = new CompensatedSum();
    let activeSlots = 0;
    let active = 0;
    for (let slot = 0; slot < gPerKwh.length; slot++) {
      active += this.steps[slot] as number;
      activeSlots += active;
      sum.add(active * (gPerKwh[slot] as number));
    }
    return { sumGPerKwh: sum.value, activeSlots };
  }
}
