/** The figures of scenario II that an expected file may name. */
import { type Issue, problem } from "../../../core/issue.ts";
import type { DeadlineRule } from "../../../core/papers/lets-wait-awhile/deadline.ts";
import {
  type Forecast,
  forecastsOf,
  type Noise,
} from "../../../core/papers/lets-wait-awhile/forecast.ts";
import { immediate, type MlResult, ml } from "../../../core/papers/lets-wait-awhile/ml.ts";
import { type MlJobs, mlWindows } from "../../../core/papers/lets-wait-awhile/ml-jobs.ts";
import { publishedWithout } from "../../../core/papers/lets-wait-awhile/quirks.ts";
import { sampleDeviation, savingPct } from "../../../core/papers/lets-wait-awhile/saving.ts";
import type { Setting } from "../../../core/papers/lets-wait-awhile/setting.ts";
import type { Checked, Figure } from "../check.ts";

/** A configuration beside the two baselines of the file. */
interface Compared {
  readonly result: MlResult;
  readonly baseline: MlResult;
  readonly immediate: MlResult;
}

const FIGURES: Readonly<Record<string, (compared: Compared) => number>> = {
  sum_ci_steps: ({ result }) => result.sumGPerKwh,
  job_steps: ({ result }) => result.activeSlots,
  mean_ci: ({ result }) => result.sumGPerKwh / result.activeSlots,
  mean_start_delay_h: ({ result }) => result.startDelayHours,
  mean_completion_delay_h: ({ result }) => result.completionDelayHours,
  shiftable_jobs: ({ result }) => result.shiftable,
  saving_pct_vs_code_baseline: ({ result, baseline }) =>
    savingPct(result.sumGPerKwh, baseline.sumGPerKwh),
  saving_pct_vs_true_immediate: ({ result, immediate }) =>
    savingPct(result.sumGPerKwh, immediate.sumGPerKwh),
  seed_std_pct: ({ result, baseline }) =>
    sampleDeviation(result.runs.map((run) => savingPct(run.sumGPerKwh, baseline.sumGPerKwh))),
};

/** `next_workday_fixed` is ours: Friday evening leads to Monday. */
const RULES: Readonly<Record<string, { rule: DeadlineRule; fixed: boolean }>> = {
  next_workday: { rule: "next_workday", fixed: false },
  next_workday_fixed: { rule: "next_workday", fixed: true },
  semi_weekly: { rule: "semi_weekly", fixed: false },
};
const MODES = ["interruptible", "non-interruptible"];

/**
 * @param setting as published
 * @param config what the figures are of: `ml|DE`
 */
export function mlFigures(
  setting: Setting,
  config: string,
  expected: Readonly<Record<string, Readonly<Record<string, number>>>>,
  jobs: MlJobs,
  noise: Noise,
): Checked {
  const forecasts = cachedForecasts(setting, noise);
  const none = mlWindows(setting, jobs, "none");
  const baseline = ml(setting, none, false, forecasts(0));
  const baselines = { baseline, immediate: immediate(setting, none) };
  const figures: Figure[] = [];
  const issues: Issue[] = [];
  for (const [name, metrics] of Object.entries(expected)) {
    const result = resultOf(name, baselines);
    if (result === undefined) issues.push(unknownConfiguration(`${config}|${name}`));
    else figures.push(...figuresOf(`${config}|${name}`, metrics, { result, ...baselines }));
  }
  return { figures, issues };

  function resultOf(name: string, { baseline, immediate }: Omit<Compared, "result">) {
    if (name === "baseline_code") return baseline;
    if (name === "baseline_true_immediate") return immediate;
    const [ruleName = "", mode = "", error = ""] = name.split("|");
    const known = Object.hasOwn(RULES, ruleName) ? RULES[ruleName] : undefined;
    const errorShare = error.trim() === "" ? Number.NaN : Number(error);
    if (known === undefined || !MODES.includes(mode) || !isErrorShare(errorShare)) return undefined;
    const where = known.fixed
      ? { ...setting, quirks: publishedWithout("friday-to-saturday") }
      : setting;
    const windows = mlWindows(where, jobs, known.rule);
    return ml(where, windows, mode === "interruptible", forecasts(errorShare));
  }
}

/** More noise than ten times the signal is a mistake. */
function isErrorShare(share: number): boolean {
  return share >= 0 && share <= 10;
}

/** All configurations of an error see the same forecasts. */
function cachedForecasts(setting: Setting, noise: Noise) {
  const known = new Map<number, Forecast[]>();
  return (errorShare: number): Forecast[] => {
    const made = known.get(errorShare) ?? forecastsOf(setting, errorShare, noise);
    known.set(errorShare, made);
    return made;
  };
}

function figuresOf(
  config: string,
  metrics: Readonly<Record<string, number>>,
  compared: Compared,
): Figure[] {
  return Object.entries(metrics).flatMap(([name, expected]) => {
    const figure = Object.hasOwn(FIGURES, name) ? FIGURES[name] : undefined;
    if (figure === undefined) return [];
    return [{ config: `${config}|${name}`, value: figure(compared), expected }];
  });
}

function unknownConfiguration(config: string): Issue {
  const message = `the configuration ${config} is not known`;
  const hint = `Use ${Object.keys(RULES).join(", ")}, a mode and an error, as next_workday|interruptible|0.05.`;
  return problem("papers/unknown-configuration", message, hint);
}
