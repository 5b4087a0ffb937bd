/** Powers from + - * / and square root alone: built-ins differ in the last bit between engines. */
import { exp } from "./exp.ts";
import { log } from "./log.ts";

/** Beyond this a power of two is infinite or zero, whatever its mantissa. */
const MAX_EXPONENT = 4_096;

/**
 * x to the power of y, by repeated squaring of the mantissa (the algorithm of Go's `math.Pow`); a
 * fraction of the exponent goes through exp and log, within a few units in the last place.
 */
export function pow(x: number, y: number): number {
  const special = specialCase(x, y);
  if (special !== undefined) return special;
  const size = Math.abs(y);
  let whole = Math.floor(size);
  let fraction = size - whole;
  let mantissa = 1;
  let exponent = 0;
  if (fraction !== 0) {
    if (fraction > 0.5) {
      fraction -= 1;
      whole += 1;
    }
    mantissa = exp(fraction * log(x));
  }
  let [factor, power] = split(x);
  for (let rest = whole; rest !== 0; rest = Math.floor(rest / 2)) {
    if (power < -MAX_EXPONENT || power > MAX_EXPONENT) {
      exponent += power;
      break;
    }
    if (rest % 2 === 1) {
      mantissa *= factor;
      exponent += power;
    }
    factor *= factor;
    power *= 2;
    if (factor < 0.5) {
      factor += factor;
      power -= 1;
    }
  }
  return y < 0 ? scale(1 / mantissa, -exponent) : scale(mantissa, exponent);
}

/** The cases that IEEE 754 and C99 list by name. */
function specialCase(x: number, y: number): number | undefined {
  if (y === 0 || x === 1) return 1;
  if (y === 1) return x;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const odd = Math.abs(y % 2) === 1;
  if (x === 0) {
    const end = y < 0 ? Number.POSITIVE_INFINITY : 0;
    return odd && Object.is(x, -0) ? -end : end;
  }
  if (!Number.isFinite(y)) {
    if (x === -1) return 1;
    return Math.abs(x) < 1 === y > 0 ? 0 : Number.POSITIVE_INFINITY;
  }
  if (!Number.isFinite(x)) {
    const end = y < 0 ? 0 : Number.POSITIVE_INFINITY;
    return odd && x < 0 ? -end : end;
  }
  if (y === 0.5) return Math.sqrt(x);
  if (y === -0.5) return 1 / Math.sqrt(x);
  return x < 0 && Math.floor(y) !== y ? Number.NaN : undefined;
}

/** x as mantissa * 2^power with a mantissa of 0.5 to 1. */
function split(x: number): [mantissa: number, power: number] {
  let mantissa = x;
  let power = 0;
  while (Math.abs(mantissa) >= 1) {
    mantissa /= 2;
    power += 1;
  }
  while (Math.abs(mantissa) < 0.5) {
    mantissa *= 2;
    power -= 1;
  }
  return [mantissa, power];
}

/** mantissa * 2^power; stops where nothing changes any more. */
function scale(mantissa: number, power: number): number {
  let value = mantissa;
  for (let i = 0; i < power && Number.isFinite(value); i++) value *= 2;
  for (let i = 0; i > power && value !== 0; i--) value /= 2;
  return value;
}
