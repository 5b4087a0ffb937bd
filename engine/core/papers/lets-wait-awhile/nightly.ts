/** Scenario I: one half-hour job a night, nominally at 01:00, anywhere in a window around that. */
import { CompensatedSum, sumOf } from "../../math/sum.ts";
import type { GramsPerKwh } from "../../units/units.ts";
import type { Forecast } from "./forecast.ts";
import { daysOfYear, type Setting, SLOTS_PER_DAY, slotOfWall } from "./setting.ts";

const NOMINAL_SLOT = 2;
const PUBLISHED_DAYS = 365;

export interface NightlyRun {
  /** Jobs that were placed. */
  readonly executed: number;
  /** Intensity summed over them. */
  readonly sumGPerKwh: number;
}

/** The experiment with one window, for each forecast. */
export interface NightlyResult {
  readonly runs: readonly NightlyRun[];
  /** Of each run, divided as the quirks say. */
  readonly runGPerKwh: readonly GramsPerKwh[];
  readonly meanGPerKwh: GramsPerKwh;
}

/** @param window slots that a job may be moved, either way */
export function nightly(
  setting: Setting,
  window: number,
  forecasts: readonly Forecast[],
): NightlyResult {
  const runs = forecasts.map((forecast) => nightlyRun(setting, window, forecast));
  const byCalendar = setting.quirks.has("divided-by-365");
  const runGPerKwh = runs.map(
    ({ executed, sumGPerKwh }) => sumGPerKwh / (byCalendar ? PUBLISHED_DAYS : executed),
  );
  return { runs, runGPerKwh, meanGPerKwh: sumOf(runGPerKwh) / runGPerKwh.length };
}

/** Candidates are the slots nominal ± window, both included; the first of equals wins. */
export function nightlyRun(setting: Setting, window: number, forecast: Forecast): NightlyRun {
  const { gPerKwh, quirks } = setting;
  const days = quirks.has("last-day-omitted") ? PUBLISHED_DAYS : daysOfYear(setting);
  const sum = new CompensatedSum();
  let executed = 0;
  for (let day = 0; day < days; day++) {
    const nominal = slotOfWall(setting, day * SLOTS_PER_DAY + NOMINAL_SLOT);
    if (nominal < window && quirks.has("first-day-dropped")) continue;
    const from = Math.max(0, nominal - window);
    const to = Math.min(gPerKwh.length, nominal + window + 1);
    if (to <= from) continue;
    sum.add(gPerKwh[from + firstLeast(forecast(day, from, to))] as number);
    executed += 1;
  }
  return { executed, sumGPerKwh: sum.value };
}

function firstLeast(values: Float64Array): number {
  let least = 0;
  for (let i = 1; i < values.length; i++) {
    if ((values[i] as number) < (values[least] as number)) least = i;
  }
  return least;
}
