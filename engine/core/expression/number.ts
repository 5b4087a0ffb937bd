/** Numbers as Go's strconv reads them. */
import { ExpressionError } from "./value.ts";

const MAX_INT = 9_223_372_036_854_775_807n;
const TWO_TO_63 = Number(MAX_INT + 1n);
const DIGITS = /^\d+$/;
const PREFIXED = /^0(?:x[0-9a-f]+|o[0-7]+|b[01]+)$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/;
const HEX_FLOAT = /^([+-]?)0x([0-9a-f]*)\.?([0-9a-f]*)p([+-]?\d+)$/;
const INFINITY = /^[+-]?inf(?:inity)?$/;

/** A number literal of an expression. */
export function readNumber(literal: string, position: number): bigint | number {
  const text = literal.replaceAll("_", "").toLowerCase();
  if (!text.startsWith("0x") && /[.e]/.test(text)) {
    const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
    if (!Number.isFinite(value)) throw new ExpressionError(`invalid float ${literal}`, position);
    return value;
  }
  const valid = DIGITS.test(text) || PREFIXED.test(text);
  const value = valid ? BigInt(text) : MAX_INT + 1n;
  if (value > MAX_INT) throw new ExpressionError(`invalid integer ${literal}`, position);
  return value;
}

/** `strconv.Atoi`: decimal digits with an optional sign; undefined outside int64. */
export function parseInt64(text: string): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text) || text.length > 100) return undefined;
  const size = BigInt(text.replace(/^[+-]/, ""));
  const value = text.startsWith("-") ? -size : size;
  return value > MAX_INT || value < -MAX_INT - 1n ? undefined : value;
}

/** `strconv.ParseFloat(text, 64)`; undefined where it gives an error, a range error included. */
export function parseFloat64(text: string): number | undefined {
  const lower = text.toLowerCase();
  if (lower === "nan") return Number.NaN;
  if (INFINITY.test(lower)) {
    return lower.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  const plain = withoutUnderscores(lower);
  const value = plain === undefined ? undefined : finiteOf(plain);
  return value === undefined || !Number.isFinite(value) ? undefined : value;
}

/** Underscores stand between digits, or after the prefix of a base. */
function withoutUnderscores(text: string): string | undefined {
  if (!text.includes("_")) return text;
  const digits = text.replace(/^([+-]?)0x_?/, "$10x0");
  if (/^[+-]?_|__|_$|_[.e+-]|[.+-]_/.test(digits) || /e_/.test(digits)) return undefined;
  return text.replaceAll("_", "");
}

function finiteOf(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number(text);
  const hex = HEX_FLOAT.exec(text);
  if (hex === null) return undefined;
  const [, sign, whole = "", fraction = "", exponent = ""] = hex;
  if (whole + fraction === "" || whole.length + fraction.length > 13) return undefined;
  let value = Number.parseInt(whole + fraction, 16);
  const power = Math.max(-2_000, Math.min(2_000, Number(exponent))) - 4 * fraction.length;
  for (let i = 0; i < power; i++) value *= 2;
  for (let i = 0; i > power; i--) value /= 2;
  return sign === "-" ? -value : value;
}

/** Go's conversion of a float to int on amd64: towards zero, and the smallest int where none fits. */
export function truncate(value: number): bigint {
  const whole = Math.trunc(value);
  const fits = whole >= -TWO_TO_63 && whole < TWO_TO_63;
  return fits ? BigInt(whole) : -MAX_INT - 1n;
}
