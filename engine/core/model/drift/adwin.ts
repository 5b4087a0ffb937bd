/** ADWIN: a window over a stream that keeps as many values as seem to come from one distribution. */
import { assert } from "../../assert.ts";
import { log } from "../../math/log.ts";
import {
  type Bucket,
  EMPTY_BUCKET,
  ExponentialHistogram,
  joined,
} from "./exponential-histogram.ts";

export interface AdwinOptions {
  /** Bound on the probability of a false cut at one look, 0 to 1; 0.002 by default. */
  readonly delta?: number;
  /** Between what values can lie, from the least to the greatest; 1 by default, as errors and accuracies do. */
  readonly range?: number;
  /** Looks for a cut once in so many values; 32 by default. */
  readonly every?: number;
  /** Values that each side of a cut needs; 5 by default. */
  readonly minimum?: number;
  /** Buckets of one size; more keep the window finer. 5 by default. */
  readonly buckets?: number;
}

export interface AdwinStep {
  /** Older values were dropped: the mean after them is higher or lower. */
  readonly drift: "up" | "down" | null;
  /** Values in the window, how many were dropped with this one, and the window's mean. */
  readonly width: number;
  readonly dropped: number;
  readonly mean: number;
}

export interface Adwin {
  /** Takes the next value, a finite number. */
  add(value: number): AdwinStep;
}

/** The difference of means from which on two parts of a window are told apart. */
export interface CutRule {
  readonly delta: number;
  readonly range: number;
  readonly minimum: number;
}

/**
 * A. Bifet and R. Gavalda, "Learning from time-changing data with adaptive windowing", SIAM SDM 2007: the
 * algorithm ADWIN2 with the cut of its section 4.1. Defaults are those of the MOA and River programs.
 */
export function adwin(options: AdwinOptions = {}): Adwin {
  const { delta = 0.002, range = 1, every = 32, minimum = 5, buckets = 5 } = options;
  assert(delta > 0 && delta < 1 && range > 0, "a parameter is out of bounds");
  assert(every >= 1 && minimum >= 1 && buckets >= 2, "a parameter is out of bounds");
  const histogram = new ExponentialHistogram(buckets);
  const rule = { delta, range, minimum };
  let seen = 0;
  let window = EMPTY_BUCKET;
  return {
    add(value) {
      assert(Number.isFinite(value), () => `${value} in a stream`);
      histogram.add(value);
      window = joined(window, { count: 1, sum: value, deviation: 0 });
      seen += 1;
      const before = window.count;
      let drift: AdwinStep["drift"] = null;
      if (seen % every === 0) ({ window, drift } = shrink(histogram, rule));
      const { count: width, sum } = window;
      return { drift, width, dropped: before - width, mean: sum / width };
    },
  };
}

/** Forgets the oldest buckets as long as there is a cut. */
function shrink(histogram: ExponentialHistogram, rule: CutRule) {
  let drift: AdwinStep["drift"] = null;
  for (;;) {
    const parts = histogram.oldestFirst();
    const window = parts.reduce(joined, EMPTY_BUCKET);
    const found = firstCut(parts, window, rule);
    if (found === null) return { window, drift };
    drift ??= found;
    histogram.dropOldest();
  }
}

/** Which way the mean goes at the first border, from the oldest on, that is a cut; null without one. */
export function firstCut(
  parts: readonly Bucket[],
  window: Bucket,
  rule: CutRule,
): "up" | "down" | null {
  let count = 0;
  let sum = 0;
  for (const part of parts) {
    count += part.count;
    sum += part.sum;
    const rest = window.count - count;
    if (rest < rule.minimum) return null;
    if (count < rule.minimum) continue;
    const change = (window.sum - sum) / rest - sum / count;
    if (Math.abs(change) > epsilon(count, rest, window, rule)) return change > 0 ? "up" : "down";
  }
  return null;
}

/**
 * sqrt(2/m v ln(2/d)) + 2/(3m) ln(2/d) with the window's variance v, 1/m = 1/n0 + 1/n1 and d = delta / ln(n),
 * the second term in units of the range.
 */
function epsilon(n0: number, n1: number, window: Bucket, { delta, range }: CutRule): number {
  const variance = window.deviation / window.count;
  const confidence = log((2 * log(window.count)) / delta);
  const inverse = 1 / n0 + 1 / n1;
  return Math.sqrt(2 * inverse * variance * confidence) + (2 / 3) * inverse * range * confidence;
}
