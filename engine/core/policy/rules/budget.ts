/**
 * `budget`: start when the run fits into what may be emitted in a window of time, such as a week.
 * Sees what was emitted in this window, the newest forecast, the expected energy and the mean duration. A carbon
 * budget as in Carbon Containers (Thiede et al., SoCC 2023), which cap the rate of emissions; here it caps their sum.
 * What other runs that have begun will still emit is not foreseen, so runs that overlap may exceed the budget.
 */
import { candidateStarts } from "../../carbon/window.ts";
import type { GramsCo2e, InstantMs } from "../../units/units.ts";
import { latestStartMs, type PolicyAnswer, type PolicyInput } from "../contract.ts";
import { LATEST_START, type PolicyRule } from "../rule.ts";
import type { BudgetSpec } from "../spec.ts";

export const budget: PolicyRule<BudgetSpec> = {
  source: "carbon budgets, as in Carbon Containers (Thiede et al., SoCC 2023)",
  sees: ["nowMs", "spentG", "expectedEnergyKwh", "forecast", "intensityGPerKwh", ...LATEST_START],
  decide,
};

function decide(spec: BudgetSpec, input: PolicyInput): PolicyAnswer {
  const { nowMs } = input;
  const spentG = input.spentG(windowOf(spec, nowMs));
  const neededG = neededFrom(input, nowMs);
  const sum = `${text(spentG)} spent and ${text(neededG)} needed`;
  if (spentG + neededG <= spec.grams) {
    return { action: "start", reason: `${sum}, within ${text(spec.grams)}` };
  }
  const over = `${sum}, over ${text(spec.grams)}`;
  const latest = latestStartMs(input);
  if (nowMs >= latest) {
    return { action: spec.onEmpty, reason: `${over}, and the deadline leaves no slack` };
  }
  const untilMs = firstThatFits(spec, input, spentG, latest);
  if (untilMs === undefined) {
    return {
      action: "wait",
      reason: `${over}, as far as is known until the latest start`,
      untilMs: latest,
    };
  }
  return { action: "wait", reason: `${over}; expected to fit later`, untilMs };
}

/** Of the beginnings of windows and the changes of the forecast, the first at which the run would fit. */
function firstThatFits(
  spec: BudgetSpec,
  input: PolicyInput,
  spentG: GramsCo2e,
  latest: InstantMs,
): InstantMs | undefined {
  const { nowMs, expectedDurationMs } = input;
  const forecast = input.forecast();
  const known = Math.min(latest, forecast.untilMs - expectedDurationMs);
  const cleaner = candidateStarts(forecast, expectedDurationMs, nowMs, known);
  const windows = spec.windowsMs.filter((at) => at <= latest);
  const thisWindow = windowOf(spec, nowMs);
  return [...cleaner, ...windows]
    .filter((at) => at > nowMs)
    .sort((a, b) => a - b)
    .find((at) => {
      const spentThen = windowOf(spec, at) === thisWindow ? spentG : 0;
      return spentThen + neededFrom(input, at) <= spec.grams;
    });
}

/** By the forecast where it reaches over the whole run, else by the reading. */
function neededFrom(input: PolicyInput, atMs: InstantMs): GramsCo2e {
  const { expectedDurationMs, expectedEnergyKwh, intensityGPerKwh } = input;
  const forecast = input.forecast();
  const endMs = atMs + expectedDurationMs;
  const mean =
    endMs <= forecast.untilMs
      ? forecast.integral(atMs, endMs) / expectedDurationMs
      : intensityGPerKwh;
  return expectedEnergyKwh * mean;
}

/** Beginning of the window that holds an instant; binary search. */
function windowOf({ windowsMs }: BudgetSpec, atMs: InstantMs): InstantMs {
  let low = 0;
  let high = windowsMs.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((windowsMs[middle] as number) <= atMs) low = middle;
    else high = middle;
  }
  return windowsMs[low] as InstantMs;
}

function text(grams: GramsCo2e): string {
  return `${Math.round(grams * 10) / 10} g`;
}
