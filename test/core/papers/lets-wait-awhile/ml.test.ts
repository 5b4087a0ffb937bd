import { describe, expect, it } from "vitest";
import { perfectForecast } from "../../../../engine/core/papers/lets-wait-awhile/forecast.ts";
import { immediate, ml } from "../../../../engine/core/papers/lets-wait-awhile/ml.ts";
import {
  type MlJobs,
  mlWindows,
  slotsNeeded,
} from "../../../../engine/core/papers/lets-wait-awhile/ml-jobs.ts";
import type { Quirk } from "../../../../engine/core/papers/lets-wait-awhile/quirks.ts";
import {
  sampleDeviation,
  savingPct,
} from "../../../../engine/core/papers/lets-wait-awhile/saving.ts";
import { settingOf } from "./small-setting.ts";

const WEEK = 7 * 48;

function jobsOf(...list: (readonly [startSlot: number, durationSlots: number])[]): MlJobs {
  return {
    startSlot: Int32Array.from(list, ([start]) => start),
    durationSlots: Int32Array.from(list, ([, duration]) => duration),
  };
}

/** One job of 3 slots from Wednesday 16:00; its end, 17:30, gives it time until Thursday 09:00. */
const EVENING = jobsOf([32, 3]);

function run(grid: (slot: number) => number, interruptible: boolean, ...without: Quirk[]) {
  const setting = settingOf(WEEK, grid, { without });
  const windows = mlWindows(setting, EVENING, "next_workday");
  return ml(setting, windows, interruptible, [perfectForecast(setting)]);
}

describe("windows", () => {
  it("reach from the start to the slot after the deadline, or to the deadline", () => {
    const windows = (...without: Quirk[]) =>
      mlWindows(
        settingOf(WEEK, () => 1, { without }),
        EVENING,
        "next_workday",
      );
    expect([...windows().fromSlot, ...windows().toSlot]).toEqual([32, 67]);
    expect([...windows("end-slot").toSlot]).toEqual([66]);
    expect(windows().shiftable).toBe(1);
  });

  it("begin with the data where local morning comes before midnight UTC", () => {
    const zone = { timeZone: "+12:00", fromMs: [0], offsetMs: [12 * 3_600_000] };
    const setting = settingOf(WEEK, () => 1, { zone, without: ["utc"] });
    expect([...mlWindows(setting, jobsOf([18, 3]), "none").fromSlot]).toEqual([0]);
  });

  it("end with the data", () => {
    const windows = mlWindows(
      settingOf(50, () => 1),
      EVENING,
      "next_workday",
    );
    expect([...windows.toSlot]).toEqual([50]);
    expect(
      slotsNeeded(
        settingOf(50, () => 1),
        EVENING,
      ),
    ).toBe(35);
  });
});

describe("a job in one piece", () => {
  it("starts at the first of the cheapest runs", () => {
    const result = run((slot) => ([40, 41, 50, 51].includes(slot) ? 10 : 100), false);
    expect(result.sumGPerKwh).toBe(120);
    expect(result.activeSlots).toBe(3);
    // Of 39, 40, 41 and so on the first begins 7 slots after the submission.
    expect(result.startDelayHours).toBe(3.5);
    expect(result.completionDelayHours).toBe(3.5);
  });
});

describe("an interruptible job", () => {
  it("runs in its cleanest slots", () => {
    const result = run((slot) => ({ 33: 10, 50: 20, 60: 30, 66: 5 })[slot] ?? 100, true);
    expect(result.sumGPerKwh).toBe(35);
    expect(result.activeSlots).toBe(3);
    expect(result.startDelayHours).toBe(0.5);
    // It ends with slot 66, which lies after the deadline, instead of with slot 34.
    expect(result.completionDelayHours).toBe(16);
  });

  it("meets the deadline without the end slot", () => {
    const result = run(
      (slot) => ({ 33: 10, 50: 20, 60: 30, 66: 5 })[slot] ?? 100,
      true,
      "end-slot",
    );
    expect(result.sumGPerKwh).toBe(60);
    expect(result.completionDelayHours).toBe(13);
  });

  it("runs longer than it needs when slots tie, and only as long without the quirk", () => {
    expect(run(() => 100, true).activeSlots).toBe(35);
    const exact = run(() => 100, true, "all-ties");
    expect(exact).toMatchObject({ activeSlots: 3, sumGPerKwh: 300, completionDelayHours: 0 });
  });
});

describe("the baseline", () => {
  const grid = (slot: number) => (slot === 35 ? 10 : 100);
  const baseline = (...without: Quirk[]) => {
    const setting = settingOf(WEEK, grid, { without });
    return ml(setting, mlWindows(setting, EVENING, "none"), false, [perfectForecast(setting)]);
  };

  it("slips by a slot where that is cleaner, which a start at once does not", () => {
    expect(baseline()).toMatchObject({ sumGPerKwh: 210, startDelayHours: 0.5, shiftable: 0 });
    expect(baseline("end-slot")).toMatchObject({ sumGPerKwh: 300, startDelayHours: 0 });
    const setting = settingOf(WEEK, grid);
    const windows = mlWindows(setting, EVENING, "semi_weekly");
    expect(immediate(setting, windows)).toMatchObject({ sumGPerKwh: 300, startDelayHours: 0 });
  });
});

describe("several jobs and forecasts", () => {
  it("add up jobs that overlap, and take the mean over the forecasts", () => {
    const setting = settingOf(WEEK, (slot) => slot, { without: ["end-slot"] });
    const windows = mlWindows(setting, jobsOf([20, 4], [22, 4]), "none");
    const forecast = perfectForecast(setting);
    const result = ml(setting, windows, false, [forecast, forecast]);
    expect(result.sumGPerKwh).toBe(20 + 21 + 22 + 23 + 22 + 23 + 24 + 25);
    expect(result.activeSlots).toBe(8);
    expect(result.runs).toHaveLength(2);
  });
});

it("counts savings in percent and spreads like a sample", () => {
  expect(savingPct(75, 100)).toBe(25);
  expect(sampleDeviation([1, 3])).toBeCloseTo(Math.SQRT2, 12);
  expect(sampleDeviation([5])).toBe(0);
});
