/** The k-th smallest of a few hundred numbers, in linear time where they are spread out. */
import { assert } from "../assert.ts";

const BUCKETS = 256;
const counts = new Uint32Array(BUCKETS);

/**
 * The value that would stand at index k if the values were sorted; none may be NaN.
 *
 * Counts the values by their place between the least and the greatest, and sorts only those that
 * share a bucket with the wanted one: no comparison depends on chance, which a processor likes.
 */
export function kthSmallest(values: Float64Array, k: number): number {
  assert(k >= 0 && k < values.length, () => `no index ${k} in ${values.length} values`);
  let least = values[0] as number;
  let greatest = least;
  for (let i = 1; i < values.length; i++) {
    const value = values[i] as number;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  const scale = (BUCKETS - 1) / (greatest - least);
  // All equal, or so close that the scale is no number any more.
  if (!Number.isFinite(scale)) return values.toSorted()[k] as number;
  counts.fill(0);
  for (let i = 0; i < values.length; i++) {
    const bucket = ((values[i] as number) - least) * scale;
    (counts[bucket | 0] as number) += 1;
  }
  let wanted = 0;
  let below = 0;
  while (below + (counts[wanted] as number) <= k) below += counts[wanted++] as number;
  const shared = values.filter((value) => ((((value - least) * scale) | 0) as number) === wanted);
  return shared.sort()[k - below] as number;
}
