/** Runs both experiments of Let's Wait Awhile with any of their quirks corrected. */
import { failure, problem, type Result, success } from "../../../core/issue.ts";
import type { DeadlineRule } from "../../../core/papers/lets-wait-awhile/deadline.ts";
import { forecastsOf, type Noise } from "../../../core/papers/lets-wait-awhile/forecast.ts";
import { immediate, ml } from "../../../core/papers/lets-wait-awhile/ml.ts";
import { type MlJobs, mlWindows } from "../../../core/papers/lets-wait-awhile/ml-jobs.ts";
import { nightly } from "../../../core/papers/lets-wait-awhile/nightly.ts";
import { ALL_QUIRKS, QUIRKS } from "../../../core/papers/lets-wait-awhile/quirks.ts";
import { savingPct } from "../../../core/papers/lets-wait-awhile/saving.ts";
import { type Setting, SLOT_HOURS } from "../../../core/papers/lets-wait-awhile/setting.ts";
import type { ExperimentTable, PaperExperiment } from "../experiment.ts";
import { jobsTooLong, noiseTooShort, readForecastNoise, readGridYear, readJobs } from "./inputs.ts";

const WINDOWS = Array.from({ length: 17 }, (_, steps) => steps);
const NIGHTLY_ERRORS = [0, 0.05];
const ML_ERRORS = [0, 0.05, 0.1];
const RULES: readonly DeadlineRule[] = ["next_workday", "semi_weekly"];

export const letsWaitAwhileExperiment: PaperExperiment = {
  name: "lets-wait-awhile",
  quirks: QUIRKS,
  run(data, { zone, timeZone, corrected }): Result<readonly ExperimentTable[]> {
    if (corrected.has("utc") && timeZone === undefined) return failure([noTimeZone()]);
    const quirks = new Set(ALL_QUIRKS.filter((quirk) => !corrected.has(quirk)));
    const grid = readGridYear(data, zone, quirks, timeZone === undefined ? {} : { timeZone });
    const jobs = readJobs(data);
    const noise = readForecastNoise(data);
    if (!grid.ok || !jobs.ok || !noise.ok) {
      return failure([grid, jobs, noise].flatMap((each) => (each.ok ? [] : each.issues)));
    }
    const misfits = [
      ...jobsTooLong(grid.value, jobs.value),
      ...noiseTooShort(grid.value, noise.value),
    ];
    if (misfits.length > 0) return failure(misfits);
    const { setting } = grid.value;
    const tables = [nightlyTable(setting, noise.value), mlTable(setting, jobs.value, noise.value)];
    return success(tables, grid.warnings);
  },
};

function nightlyTable(setting: Setting, noise: Noise): ExperimentTable {
  const byError = NIGHTLY_ERRORS.map((error) => {
    const forecasts = forecastsOf(setting, error, noise);
    return WINDOWS.map((steps) => nightly(setting, steps, forecasts).meanGPerKwh);
  });
  const columns = NIGHTLY_ERRORS.flatMap((error) => [
    `${error * 100} % error, g/kWh`,
    `${error * 100} % error, saving %`,
  ]);
  return {
    title: "Nightly jobs: mean intensity and saving by window",
    columns: ["window, ± h", ...columns],
    rows: WINDOWS.map((steps) => [
      (steps * SLOT_HOURS).toFixed(1),
      ...byError.flatMap((means) => {
        const mean = means[steps] as number;
        return [mean, savingPct(mean, means[0] as number)];
      }),
    ]),
  };
}

/** Savings are against the experiment's own baseline; what that saves against no shifting comes first. */
function mlTable(setting: Setting, jobs: MlJobs, noise: Noise): ExperimentTable {
  const none = mlWindows(setting, jobs, "none");
  const byError = ML_ERRORS.map((error) => forecastsOf(setting, error, noise));
  const baseline = ml(setting, none, false, forecastsOf(setting, 0, noise));
  const atOnce = immediate(setting, none);
  const base = savingPct(baseline.sumGPerKwh, atOnce.sumGPerKwh);
  const rows = RULES.flatMap((rule) => {
    const windows = mlWindows(setting, jobs, rule);
    return [false, true].map((interruptible) => {
      const results = byError.map((forecasts) => ml(setting, windows, interruptible, forecasts));
      return [
        `${rule}, ${interruptible ? "interruptible" : "non-interruptible"}`,
        ...results.map(({ sumGPerKwh }) => savingPct(sumGPerKwh, baseline.sumGPerKwh)),
        results[1]?.completionDelayHours ?? Number.NaN,
      ];
    });
  });
  return {
    title: "ML trainings: saving against the baseline",
    columns: [
      "deadline and mode",
      ...ML_ERRORS.map((error) => `${error * 100} % error, %`),
      "delay at 5 %, h",
    ],
    rows: [
      ["the baseline itself, against no shifting", base, base, base, baseline.completionDelayHours],
      ...rows,
    ],
  };
}

function noTimeZone() {
  const message = "the local time of the zone is not known";
  const hint = "Name it, as --time-zone Europe/Berlin, or keep the quirk `utc`.";
  return problem("papers/no-time-zone", message, hint);
}
