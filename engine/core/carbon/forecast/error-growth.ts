/** How a forecast's error grows with the lead, measured on the history before the issue alone. */
import { pow } from "../../math/pow.ts";
import { CompensatedSum } from "../../math/sum.ts";
import {
  DAY_MS,
  type DurationMs,
  type GramsPerKwh,
  HOUR_MS,
  type InstantMs,
} from "../../units/units.ts";
import type { CarbonTrace } from "../trace.ts";

/** Standard deviation k steps ahead: `sigma x sqrt(1 - rho^(2k))`. */
export interface ErrorGrowth {
  readonly sigmaGPerKwh: GramsPerKwh;
  /** Correlation of the errors of neighbouring steps, 0 to 1. */
  readonly rho: number;
}

const WEEK_MS = 7 * DAY_MS;

/**
 * Misses are compared this far apart. Intensity is smooth from one step to the next, and smoother the
 * shorter the step: what neighbours have in common promises far more than is left hours later.
 */
const APART_MS = 6 * HOUR_MS;

/**
 * The growth that a forecaster has who knows the seasons, and how their last miss fades: sigma is the
 * root mean square of what the mean of the same hour yesterday and last week missed; rho comes from
 * the correlation c of misses 6 hours apart, as `c^(step / 6 h)`.
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
  const apartMs = Math.max(APART_MS, trace.stepMs);
  const squares = new Mean();
  const products = new Mean();
  for (let at = lastMs; at >= earliestMs; at -= trace.stepMs) {
    const miss = missAt(trace, at);
    squares.add(miss * miss);
    if (at - apartMs >= earliestMs) products.add(miss * missAt(trace, at - apartMs));
  }
  const variance = squares.value;
  const correlation = variance === 0 ? 0 : Math.min(1, Math.max(0, products.value / variance));
  return {
    sigmaGPerKwh: Math.sqrt(variance),
    rho: pow(correlation, trace.stepMs / apartMs),
  };
}

class Mean {
  private readonly sum = new CompensatedSum();
  private count = 0;

  add(term: number): void {
    this.sum.add(term);
    this.count += 1;
  }

  get value(): number {
    return this.sum.value / this.count;
  }
}

function missAt(trace: CarbonTrace, instantMs: InstantMs): GramsPerKwh {
  const season = (trace.at(instantMs - DAY_MS) + trace.at(instantMs - WEEK_MS)) / 2;
  return trace.at(instantMs) - season;
}
