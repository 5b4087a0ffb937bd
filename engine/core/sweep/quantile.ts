/** Distributions of a figure: median, 5 % and 95 % quantiles, and the ends. */
import { assert } from "../assert.ts";

/** A figure over the uncertain points. */
export interface Spread {
  /** Points with a figure. */
  readonly count: number;
  readonly median: number;
  /** 5 % and 95 % quantiles. */
  readonly low: number;
  readonly high: number;
  readonly min: number;
  readonly max: number;
}

const LOW = 0.05;
const HIGH = 0.95;

/** The distribution of the finite values; null when there is none. */
export function spreadOf(values: ArrayLike<number>): Spread | null {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  if (sorted.length === 0) return null;
  return {
    count: sorted.length,
    median: quantile(sorted, 0.5),
    low: quantile(sorted, LOW),
    high: quantile(sorted, HIGH),
    min: sorted[0] as number,
    max: sorted[sorted.length - 1] as number,
  };
}

/**
 * Quantile of ascending values, linear between order statistics: the value at position (n - 1) p.
 * This is type 7 of R. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American
 * Statistician 50 (1996), the default of R and NumPy.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  assert(sorted.length > 0 && p >= 0 && p <= 1, "a quantile of at least one value");
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  // Written so that equal neighbours give themselves, whatever the fraction.
  return low + (position - below) * (high - low);
}
