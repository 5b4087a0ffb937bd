/** sprig's conversions between texts and numbers. */

import { toGoString } from "../go/text.ts";
import { type Callable, isArray, type Value } from "../value.ts";
import { toFloat64, toInt64, toText } from "./cast.ts";
import { define } from "./define.ts";

const MOST = (1n << 63n) - 1n;

export const CONVERSION: readonly Callable[] = [
  define("atoi", ["string"], ([text]) => atoi(text)),
  define("int", ["any"], ([value]) => toInt64(value)),
  define("int64", ["any"], ([value]) => toInt64(value)),
  define("float64", ["any"], ([value]) => toFloat64(value)),
  define("toString", ["tree"], ([value]) => toText(value)),
  define("toStrings", ["tree"], ([value]) => toTexts(value)),
  define("toDecimal", ["tree"], ([value]) => ofOctal(toGoString(value))),
];

/** Decimal digits; 0 for what is no number, and the nearest int64 for what does not fit. */
function atoi(text: string): bigint {
  return /^[-+]?\d+$/.test(text) ? clamped(BigInt(text.replace(/^\+/, ""))) : 0n;
}

function clamped(value: bigint): bigint {
  if (value > MOST) return MOST;
  return value < -MOST - 1n ? -MOST - 1n : value;
}

/** Digits of base 8, as of a file mode. */
function ofOctal(text: string): bigint {
  if (!/^[-+]?[0-7]{1,30}$/.test(text)) return 0n;
  const size = BigInt(`0o${text.replace(/^[-+]/, "")}`);
  const value = text.startsWith("-") ? -size : size;
  return clamped(value) === value ? value : 0n;
}

/** The texts of a list's elements; what is no list counts as a list of one, nil as an empty one. */
export function toTexts(value: Value): readonly string[] {
  const items = isArray(value) ? value : [value];
  return items.filter((item) => item !== null).map(toText);
}
