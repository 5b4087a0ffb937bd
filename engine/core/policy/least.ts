/** The first of the best candidates, where what differs by rounding alone counts as equal. */
import { assert } from "../assert.ts";
import type { InstantMs } from "../units/units.ts";

const ROUNDING = 1e-9;

/**
 * The first candidate whose score is the least of all, up to rounding: integrals over stretches of equal prices
 * differ in their last digits, and nobody should wait for that.
 */
export function firstOfLeast(
  candidates: readonly InstantMs[],
  score: (candidate: InstantMs) => number,
): InstantMs {
  const scores = candidates.map(score);
  const least = scores.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const enough = least + ROUNDING * Math.abs(least);
  const first = candidates[scores.findIndex((each) => each <= enough)] ?? candidates[0];
  assert(first !== undefined, "there is a candidate");
  return first;
}
