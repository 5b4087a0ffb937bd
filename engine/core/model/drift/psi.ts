/** Population Stability Index of a number: has its distribution moved since the reference was taken? */
import { assert } from "../../assert.ts";
import { type Psi, type PsiClass, psiOfCounts } from "./shares.ts";

export interface PsiOptions {
  /** Bins that the reference fills equally; 10 by default. */
  readonly bins?: number;
}

/** One bin: values above `from` up to and with `to`; both equal for a value with a bin of its own. */
export interface PsiBin extends PsiClass {
  /** -Infinity in the first. */
  readonly from: number;
  /** Infinity in the last. */
  readonly to: number;
}

export interface NumberPsi extends Psi {
  readonly bins: readonly PsiBin[];
}

/** A border between bins; a value that equals it lies before it, or behind it where `closed` is false. */
interface Border {
  readonly at: number;
  readonly closed: boolean;
}

const DEFAULT_BINS = 10;

/**
 * PSI over bins of equal frequency in the reference (see `shares.ts` for formula and sources). Borders are
 * quantiles by linear interpolation. A value so frequent that it is several quantiles has a bin of its own, so
 * that a column of zeros is not mixed with what lies below it.
 *
 * @param reference what the model was trained on; finite numbers
 * @param current what comes in now; finite numbers
 * @returns undefined when one of the samples is empty
 */
export function psi(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  options: PsiOptions = {},
): NumberPsi | undefined {
  if (reference.length === 0 || current.length === 0) return undefined;
  const borders = bordersOf(sortedCopy(reference), options.bins ?? DEFAULT_BINS);
  const counts = {
    reference: countByBin(reference, borders),
    current: countByBin(current, borders),
  };
  const classes = Array.from({ length: borders.length + 1 }, (_, i) => ({
    from: borders[i - 1]?.at ?? Number.NEGATIVE_INFINITY,
    to: borders[i]?.at ?? Number.POSITIVE_INFINITY,
    reference: counts.reference[i] as number,
    current: counts.current[i] as number,
  }));
  const counted = psiOfCounts(classes);
  return counted && { ...counted.psi, bins: counted.classes };
}

function bordersOf(sorted: Float64Array, bins: number): Border[] {
  assert(Number.isInteger(bins) && bins >= 2, () => `${bins} bins tell no distributions apart`);
  const quantiles = Array.from({ length: bins - 1 }, (_, i) => quantile(sorted, (i + 1) / bins));
  const borders: Border[] = [];
  for (const [i, at] of quantiles.entries()) {
    if (at === quantiles[i - 1]) continue;
    if (at === quantiles[i + 1]) borders.push({ at, closed: false });
    borders.push({ at, closed: true });
  }
  return borders;
}

/** Quantile by linear interpolation between order statistics (R. Hyndman and Y. Fan 1996, type 7). */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (place - below);
}

function countByBin(values: ArrayLike<number>, borders: readonly Border[]): Float64Array {
  const counts = new Float64Array(borders.length + 1);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    assert(Number.isFinite(value), () => `${value} in a sample`);
    (counts[binOf(value, borders)] as number) += 1;
  }
  return counts;
}

/** How many borders lie before the value, by bisection. */
function binOf(value: number, borders: readonly Border[]): number {
  let low = 0;
  let high = borders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { at, closed } = borders[middle] as Border;
    if (closed ? value > at : value >= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sortedCopy(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}
