/** How a forecast's error grows with the lead, measured on the history before the issue alone. */
import { CompensatedSum } from "../../math/sum.ts";
import { DAY_MS, type DurationMs, type GramsPerKwh, type InstantMs } from "../../units/units.ts";
import type { CarbonTrace } from "../trace.ts";

/** Standard deviation k steps ahead: `sigma x sqrt(1 - rho^(2k))`. */
export interface ErrorGrowth {
  readonly sigmaGPerKwh: GramsPerKwh;
  /** Correlation of the errors of neighbouring steps, 0 to 1. */
  readonly rho: number;
}

const WEEK_MS = 7 * DAY_MS;

/**
 * The growth that a forecaster has who knows the seasons, and how their last miss fades: sigma is the
 * root mean square of what the mean of the same hour yesterday and last week missed, rho the
 * correlation of that miss with the one a step earlier.
 *
 * @param historyMs how much of the history before the issue is looked at
 * @returns undefined when less than a week of misses is known, which takes two weeks of history
 */
export function fitErrorGrowth(
  trace: CarbonTrace,
  issuedAtMs: InstantMs,
  historyMs: DurationMs,
): ErrorGrowth | undefined {
  const lastMs = trace.nextStep(issuedAtMs) - trace.stepMs;
  const earliestMs = Math.max(lastMs - historyMs, trace.startMs + WEEK_MS);
  if (lastMs - earliestMs < WEEK_MS) return undefined;
  const squares = new CompensatedSum();
  const products = new CompensatedSum();
  let before = missAt(trace, lastMs);
  let count = 0;
  for (let at = lastMs - trace.stepMs; at >= earliestMs; at -= trace.stepMs) {
    const miss = missAt(trace, at);
    squares.add(miss * miss);
    products.add(miss * before);
    before = miss;
    count += 1;
  }
  const rho = squares.value === 0 ? 0 : products.value / squares.value;
  return {
    sigmaGPerKwh: Math.sqrt(squares.value / count),
    rho: Math.min(1, Math.max(0, rho)),
  };
}

function missAt(trace: CarbonTrace, instantMs: InstantMs): GramsPerKwh {
  const season = (trace.at(instantMs - DAY_MS) + trace.at(instantMs - WEEK_MS)) / 2;
  return trace.at(instantMs) - season;
}
