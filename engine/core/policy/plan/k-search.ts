/** Thresholds of k-search: how many CPUs are worth using at an intensity. */
import { lambertW } from "../../math/lambert-w.ts";
import { pow } from "../../math/pow.ts";
import type { GramsPerKwh } from "../../units/units.ts";
import type { Bounds } from "./slots.ts";

/**
 * Intensity up to which the i-th of k things is used: U (1 - (1 - 1/a) (1 + 1/(a k))^(i - 1)) with the
 * competitive ratio for many things, a = 1 / (1 + W((L/U - 1) / e)), L and U the bounds of the hours ahead.
 * Falls from U/a (i = 1) towards L (i = k). Lechowicz et al., "Carbon- and precedence-aware
 * scheduling" (CAP), after J. Lorenz, K. Panagiotou and A. Steger, "Optimal algorithms for k-search"
 * (Algorithmica 55, 2009).
 *
 * @param i from 1
 */
export function searchThreshold(i: number, k: number, { lowest, highest }: Bounds): GramsPerKwh {
  // A forecast with an error may be negative, a ratio of its bounds may not.
  if (highest <= 0) return highest;
  const ratio = Math.max(0, lowest) / highest;
  const inverse = 1 + lambertW((ratio - 1) / Math.E);
  return highest * (1 - (1 - inverse) * pow(1 + inverse / k, i - 1));
}
