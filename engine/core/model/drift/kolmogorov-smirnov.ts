/** The two-sample Kolmogorov-Smirnov test: could two samples come from one distribution? */
import { assert } from "../../assert.ts";
import { exp } from "../../math/exp.ts";

export interface KolmogorovSmirnov {
  /** Greatest distance of the two empirical distribution functions, 0 to 1. */
  readonly statistic: number;
  /** Probability of such a distance or a greater one when both come from one distribution. */
  readonly pValue: number;
  /** Where the distance is greatest, in the unit of the values. */
  readonly at: number;
}

/** From here on the alternating series needs few terms; below it the other one does. */
const SERIES_CHANGE = 1.18;
const MAX_TERMS = 100;
const NEGLIGIBLE = 1e-17;

/**
 * Statistic and asymptotic p-value. With ties, as in rounded amounts, the true p-value is smaller.
 *
 * M. Stephens, "Use of the Kolmogorov-Smirnov, Cramer-von Mises and related statistics without extensive tables",
 * JRSS B 32, 1970; as in W. Press et al., Numerical Recipes, section 14.3.3.
 *
 * @param a finite numbers, in any order
 * @param b finite numbers, in any order
 * @returns undefined when one of the samples is empty
 */
export function kolmogorovSmirnov(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): KolmogorovSmirnov | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  const { statistic, at } = greatestDistance(sorted(a), sorted(b));
  const size = Math.sqrt((a.length * b.length) / (a.length + b.length));
  const pValue = kolmogorovTail((size + 0.12 + 0.11 / size) * statistic);
  return { statistic, pValue, at };
}

/** Walks through both samples at once; equal values are passed together. */
function greatestDistance(a: Float64Array, b: Float64Array) {
  let [i, j] = [0, 0];
  let statistic = 0;
  let at = Math.min(a[0] as number, b[0] as number);
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] as number, b[j] as number);
    while (i < a.length && (a[i] as number) <= value) i += 1;
    while (j < b.length && (b[j] as number) <= value) j += 1;
    const distance = Math.abs(i / a.length - j / b.length);
    if (distance > statistic) {
      statistic = distance;
      at = value;
    }
  }
  return { statistic, at };
}

/**
 * Probability that Kolmogorov's limiting distribution exceeds x: 2 sum (-1)^(k-1) e^(-2 k^2 x^2), and for
 * small x its transform by Jacobi's theta identity, 1 - sqrt(2 pi)/x sum e^(-(2k-1)^2 pi^2 / (8 x^2)).
 */
export function kolmogorovTail(x: number): number {
  if (x <= 0) return 1;
  let sum = 0;
  if (x < SERIES_CHANGE) {
    for (let k = 1; k <= MAX_TERMS; k++) {
      const odd = 2 * k - 1;
      const term = exp((-odd * odd * Math.PI * Math.PI) / (8 * x * x));
      sum += term;
      if (term < NEGLIGIBLE) break;
    }
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  for (let k = 1; k <= MAX_TERMS; k++) {
    const term = exp(-2 * k * k * x * x);
    sum += k % 2 === 1 ? term : -term;
    if (term < NEGLIGIBLE * sum) break;
  }
  return 2 * sum;
}

function sorted(values: ArrayLike<number>): Float64Array {
  const copy = Float64Array.from(values);
  for (const value of copy) assert(Number.isFinite(value), () => `${value} in a sample`);
  return copy.sort();
}
