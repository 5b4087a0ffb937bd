/** Types by name, text, JSON and base64. */
import { fromUtf8, toUtf8 } from "../bytes.ts";
import { fromGoJson } from "../from-json.ts";
import { toGoJson } from "../go/json.ts";
import { toGoString } from "../go/text.ts";
import {
  checkSize,
  type EvaluationContext,
  ExpressionError,
  isArray,
  isCallable,
  isMap,
  typeName,
  type Value,
} from "../value.ts";
import type { Arguments, BuiltinFunction } from "./arguments.ts";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function typeOf(value: Value): string {
  if (typeof value === "number") return "float";
  if (isArray(value)) return "array";
  if (isMap(value)) return "map";
  return isCallable(value) ? "func" : typeName(value);
}

function text(value: Value, context: EvaluationContext): string {
  const made = toGoString(value);
  checkSize(context, made.length);
  return made;
}

function toJson(value: Value, context: EvaluationContext): string {
  const made = toGoJson(value, "  ");
  checkSize(context, made.length);
  return made;
}

function toBase64(args: Arguments, context: EvaluationContext): string {
  const bytes = toUtf8(args.text(0));
  checkSize(context, bytes.length * 2);
  let encoded = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.slice(i, i + 3);
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const digit = (shift: number) => DIGITS[(group >> shift) & 63] as string;
    encoded += digit(18) + digit(12) + (b === undefined ? "=" : digit(6));
    encoded += c === undefined ? "=" : digit(0);
  }
  return encoded;
}

/** Line ends are skipped; what is no UTF-8 becomes U+FFFD. */
function fromBase64(args: Arguments): string {
  const encoded = args.text(0).replace(/[\r\n]/g, "");
  if (!BASE64.test(encoded)) throw new ExpressionError("illegal base64 data");
  const bytes: number[] = [];
  let rest = 0;
  let bits = 0;
  for (const char of encoded.replace(/=+$/, "")) {
    rest = ((rest << 6) | DIGITS.indexOf(char)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((rest >> bits) & 0xff);
  }
  return fromUtf8(bytes);
}

export const ENCODINGS: readonly (readonly [string, BuiltinFunction])[] = [
  ["type", (args) => typeOf(args.any(0))],
  ["string", (args, context) => text(args.any(0), context)],
  ["toJSON", (args, context) => toJson(args.any(0), context)],
  ["fromJSON", (args) => fromGoJson(args.text(0))],
  ["toBase64", toBase64],
  ["fromBase64", fromBase64],
];
