/** The Page-Hinkley test: has the mean of a stream, of a model's error for one, moved away? */
import { assert } from "../../assert.ts";

export interface PageHinkleyOptions {
  /** Values before it may speak; 30 by default. */
  readonly minimum?: number;
  /** Changes of the mean up to this size do not matter; in the unit of the values, 0.005 by default. */
  readonly delta?: number;
  /** How far the sum may leave its extreme; in the unit of the values, 50 by default. */
  readonly threshold?: number;
  /** By how much a sum is weighted one value later, 0 to 1; 0.9999 by default. */
  readonly alpha?: number;
  /** Which changes count; `both` by default. */
  readonly direction?: "up" | "down" | "both";
}

export interface PageHinkleyStep {
  /** The mean has risen or fallen; the test begins anew with the next value. */
  readonly drift: "up" | "down" | null;
  /** The greater of the two distances, to hold against the threshold. */
  readonly statistic: number;
  /** Mean and number of the values since it began. */
  readonly mean: number;
  readonly count: number;
}

export interface PageHinkley {
  /** Takes the next value, a finite number. */
  add(value: number): PageHinkleyStep;
}

/**
 * E. Page, "Continuous inspection schemes", Biometrika 41, 1954, with the cumulated differences from the running
 * mean of J. Gama et al., "A survey on concept drift adaptation", ACM Computing Surveys 46, 2014; parameters,
 * defaults and the fading of the sums are those of the River library.
 */
export function pageHinkley(options: PageHinkleyOptions = {}): PageHinkley {
  const { minimum = 30, delta = 0.005, threshold = 50, alpha = 0.9999 } = options;
  const { direction = "both" } = options;
  assert(threshold > 0 && delta >= 0 && alpha > 0 && alpha <= 1, "a parameter is out of bounds");
  let sums = fresh();
  return {
    add(value) {
      assert(Number.isFinite(value), () => `${value} in a stream`);
      follow(sums, value, delta, alpha);
      const up = direction === "down" ? 0 : sums.up - sums.least;
      const down = direction === "up" ? 0 : sums.most - sums.down;
      const statistic = Math.max(up, down);
      const { mean, count } = sums;
      const drifted = count >= minimum && statistic > threshold;
      if (drifted) sums = fresh();
      return { drift: drifted ? (up >= down ? "up" : "down") : null, statistic, mean, count };
    },
  };
}

interface Sums {
  count: number;
  mean: number;
  /** Sums of the differences from the mean, less and plus the tolerated change. */
  up: number;
  down: number;
  /** The least `up` and the greatest `down` so far. */
  least: number;
  most: number;
}

function fresh(): Sums {
  return {
    count: 0,
    mean: 0,
    up: 0,
    down: 0,
    least: Number.POSITIVE_INFINITY,
    most: Number.NEGATIVE_INFINITY,
  };
}

function follow(sums: Sums, value: number, delta: number, alpha: number): void {
  sums.count += 1;
  sums.mean += (value - sums.mean) / sums.count;
  sums.up = alpha * sums.up + (value - sums.mean - delta);
  sums.down = alpha * sums.down + (value - sums.mean + delta);
  sums.least = Math.min(sums.least, sums.up);
  sums.most = Math.max(sums.most, sums.down);
}
