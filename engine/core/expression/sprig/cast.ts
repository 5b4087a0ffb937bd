/** Numbers and texts of any value, as spf13/cast v1.7 and sprig's `strval` make them. */
import { durationText } from "../duration-text.ts";
import { toGoString } from "../go/text.ts";
import { parseFloat64, truncate } from "../number.ts";
import { isDuration, type Value } from "../value.ts";

const LIMIT = 1n << 63n;

/** What is no number counts as 0. */
export function toInt64(value: Value): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "number") return truncate(value);
  if (typeof value === "boolean") return value ? 1n : 0n;
  return typeof value === "string" ? (parseGoInt(value.replace(/\.0+$/, "")) ?? 0n) : 0n;
}

export function toFloat64(value: Value): number {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "string" ? (parseFloat64(value) ?? 0) : 0;
}

/**
 * `strconv.ParseInt(text, 0, 64)`: `10`, `-0x1F`, `0b11`, `0o17`, `017`, `1_000`; undefined where Go
 * gives an error.
 */
function parseGoInt(text: string): bigint | undefined {
  const parts = /^([-+]?)(0[xX]|0[oO]|0[bB]|0(?=[\d_]))?([\da-fA-F_]+)$/.exec(text);
  if (parts === null || text.length > 100) return undefined;
  const [, sign, mark = "", digits = ""] = parts;
  if (!/^(?:_?[\da-fA-F])+$/.test(digits) || (mark === "" && digits.startsWith("_")))
    return undefined;
  const prefix = { "0x": "0x", "0o": "0o", "0b": "0b", "0": "0o" }[mark.toLowerCase()] ?? "";
  const allowed = { "0x": /^[\da-f]+$/i, "0o": /^[0-7]+$/, "0b": /^[01]+$/ }[prefix] ?? /^\d+$/;
  const plain = digits.replaceAll("_", "");
  if (!allowed.test(plain)) return undefined;
  const size = BigInt(prefix + plain);
  const value = sign === "-" ? -size : size;
  return value >= LIMIT || value < -LIMIT ? undefined : value;
}

/** Texts as they are, durations by their name, everything else as `%v`. */
export function toText(value: Value): string {
  if (typeof value === "string") return value;
  return isDuration(value) ? durationText(value.ns) : toGoString(value);
}
