/** Natural logarithm from + - * / alone: built-ins differ in the last bit between JavaScript engines. */
import { LN2_HIGH, LN2_LOW } from "./constants.ts";

/**
 * ln(x), within 1 unit in the last place of the true value; NaN below 0, -Infinity at 0.
 *
 * Reduces x to m * 2^k with m in [sqrt(1/2), sqrt(2)), then uses the odd series of atanh in
 * s = (m - 1) / (m + 1), |s| < 0.172, where 14 terms reach double precision.
 */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  let mantissa = x;
  let exponent = 0;
  while (mantissa >= Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2;
    exponent -= 1;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let series = 0;
  for (let n = 27; n >= 3; n -= 2) series = (series + 1 / n) * square;
  return exponent * LN2_HIGH + (2 * s + (2 * s * series + exponent * LN2_LOW));
}
