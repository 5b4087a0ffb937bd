/** Decimal fractions for the float functions of sprig, as shopspring/decimal v1.4 computes them. */
import { ExpressionError } from "../value.ts";

/** digits times 10 to the power -scale. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Digits after the point that a division keeps. */
const DIVISION_PLACES = 16;
/** Longer products than any person computes. */
const MAX_SCALE = 20_000;

/** The decimal that Go and JavaScript print for a float. */
export function decimalOf(value: number): Decimal {
  if (!Number.isFinite(value)) throw new ExpressionError("NaN and Inf have no decimal");
  const [mantissa, exponent] = value.toExponential().split("e") as [string, string];
  const [, fraction = ""] = mantissa.split(".");
  const digits = BigInt(mantissa.replace(".", ""));
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { digits, scale } : { digits: digits * powerOfTen(-scale), scale: 0 };
}

export function floatOf({ digits, scale }: Decimal): number {
  return Number(`${digits}e-${scale}`);
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const digits = a.digits * powerOfTen(scale - a.scale) + b.digits * powerOfTen(scale - b.scale);
  return { digits, scale };
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = a.scale + b.scale;
  if (scale > MAX_SCALE || String(a.digits).length > MAX_SCALE) {
    throw new ExpressionError("the product has too many digits");
  }
  return { digits: a.digits * b.digits, scale };
}

/** Rounded half away from zero to 16 places. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  if (b.digits === 0n) throw new ExpressionError("decimal division by 0");
  const shift = DIVISION_PLACES + b.scale - a.scale;
  const numerator = shift >= 0 ? a.digits * powerOfTen(shift) : a.digits;
  const denominator = shift >= 0 ? b.digits : b.digits * powerOfTen(-shift);
  const quotient = numerator / denominator;
  const rest = absolute(numerator - quotient * denominator);
  const up = 2n * rest >= absolute(denominator);
  const away = numerator < 0n === denominator < 0n ? 1n : -1n;
  return { digits: quotient + (up ? away : 0n), scale: DIVISION_PLACES };
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function powerOfTen(power: number): bigint {
  return BigInt(`1${"0".repeat(power)}`);
}
