/** The figures of scenario I that an expected file may name. */
import { forecastsOf, type Noise } from "../../../core/papers/lets-wait-awhile/forecast.ts";
import { type NightlyResult, nightly } from "../../../core/papers/lets-wait-awhile/nightly.ts";
import { publishedWithout } from "../../../core/papers/lets-wait-awhile/quirks.ts";
import { savingPct } from "../../../core/papers/lets-wait-awhile/saving.ts";
import type { Setting } from "../../../core/papers/lets-wait-awhile/setting.ts";
import type { NightlyBlock } from "../../../formats/papers/lets-wait-awhile.ts";
import type { Figure } from "../check.ts";

interface Window {
  readonly published: NightlyResult;
  readonly perExecuted: NightlyResult;
}

/** What a block may list, for a window and the one of no width. */
const FIGURES: Readonly<Record<string, (window: Window, none: Window) => number | number[]>> = {
  avg_ci_g_per_kwh: ({ published }) => published.meanGPerKwh,
  saving_pct: ({ published }, none) => savingPct(published.meanGPerKwh, none.published.meanGPerKwh),
  corrected_avg_ci_per_executed_job: ({ perExecuted }) => perExecuted.meanGPerKwh,
  corrected_saving_pct: ({ perExecuted }, none) =>
    savingPct(perExecuted.meanGPerKwh, none.perExecuted.meanGPerKwh),
  per_seed_avg_ci: ({ published }) => [...published.runGPerKwh],
};

/**
 * @param setting as published
 * @param config what the figures are of: `nightly|DE|err5`
 */
export function nightlyFigures(
  setting: Setting,
  config: string,
  block: NightlyBlock,
  windowSteps: readonly number[],
  errorShare: number,
  noise: Noise,
): Figure[] {
  const perExecuted = { ...setting, quirks: publishedWithout("divided-by-365") };
  const forecasts = forecastsOf(setting, errorShare, noise);
  const at = (steps: number): Window => ({
    published: nightly(setting, steps, forecasts),
    perExecuted: nightly(perExecuted, steps, forecasts),
  });
  const none = at(0);
  const windows = windowSteps.map(at);
  return Object.entries(block).flatMap(([name, expected]) => {
    const figure = Object.hasOwn(FIGURES, name) ? FIGURES[name] : undefined;
    if (figure === undefined) return [];
    return windows.flatMap((window, index) => {
      const each = `${config}|window ${windowSteps[index]}|${name}`;
      return pairs(each, figure(window, none), expected[index]);
    });
  });
}

/** What is expected but was not computed, or the other way round, is no number and so fails. */
function pairs(
  config: string,
  value: number | number[],
  expected: number | readonly number[] | undefined,
): Figure[] {
  if (typeof value === "number") {
    return [{ config, value, expected: typeof expected === "number" ? expected : Number.NaN }];
  }
  const list = Array.isArray(expected) ? (expected as readonly number[]) : [];
  return Array.from({ length: Math.max(value.length, list.length) }, (_, seed) => ({
    config: `${config}|seed ${seed}`,
    value: value[seed] ?? Number.NaN,
    expected: list[seed] ?? Number.NaN,
  }));
}
