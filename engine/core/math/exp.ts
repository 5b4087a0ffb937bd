/** Exponential from + - * / alone: built-ins differ in the last bit between JavaScript engines. */
import { LN2_HIGH, LN2_LOW } from "./constants.ts";

/**
 * e^x, within 1 unit in the last place of the true value.
 *
 * Reduces x to k ln 2 + r with |r| <= ln 2 / 2 and sums the Taylor series of e^r.
 */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019411) return 0;
  const k = Math.round(x / Math.LN2);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let series = 1;
  for (let n = 18; n >= 1; n--) series = 1 + (series * r) / n;
  return scaleByPowerOfTwo(series, k);
}

/** Below this power of two the result is subnormal, and halving it is no longer exact. */
const LEAST_EXACT_POWER = -1_021;

/** Halving and doubling are exact; what ends below the normal numbers is rounded once, at the end. */
function scaleByPowerOfTwo(value: number, power: number): number {
  let scaled = value;
  for (let i = 0; i < power; i++) scaled *= 2;
  for (let i = 0; i > Math.max(power, LEAST_EXACT_POWER); i--) scaled /= 2;
  let rest = 1;
  for (let i = LEAST_EXACT_POWER; i > power; i--) rest /= 2;
  return scaled * rest;
}
