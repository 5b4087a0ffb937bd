/** sprig's random texts and numbers, drawn from the stream of the evaluation. */
import { type Callable, checkSize, type EvaluationContext, ExpressionError } from "../value.ts";
import { define } from "./define.ts";
import { encodeBase64 } from "./encoding.ts";

const DIGITS = "0123456789";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** All that ASCII prints, the space included. */
const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("");

export const RANDOM: readonly Callable[] = [
  define("randAlphaNum", ["int"], ([count], context) => text(LETTERS + DIGITS, count, context)),
  define("randAlpha", ["int"], ([count], context) => text(LETTERS, count, context)),
  define("randNumeric", ["int"], ([count], context) => text(DIGITS, count, context)),
  define("randAscii", ["int"], ([count], context) => text(PRINTABLE, count, context)),
  define("randBytes", ["int"], ([count], context) => encodeBase64(bytes(count, context))),
  define("randInt", ["int64", "int64"], ([least, limit], context) => {
    if (limit <= least)
      throw new ExpressionError("sprig.randInt needs a maximum above the minimum");
    return least + BigInt(below(Number(limit - least), context));
  }),
  define("uuidv4", [], (_, context) => uuid(bytes(16, context))),
  define("shuffle", ["string"], ([value], context) => shuffled([...value], context).join("")),
];

/** An integer from 0 up to, and without, the limit. */
function below(limit: number, context: EvaluationContext): number {
  return Math.floor(context.random() * limit);
}

function text(alphabet: string, count: number, context: EvaluationContext): string {
  if (count < 0) return "";
  checkSize(context, count * 8);
  return Array.from({ length: count }, () => alphabet[below(alphabet.length, context)]).join("");
}

function bytes(count: number, context: EvaluationContext): number[] {
  if (count < 0) throw new ExpressionError("sprig.randBytes needs a count of at least 0");
  checkSize(context, count * 8);
  return Array.from({ length: count }, () => below(256, context));
}

/** Version 4, variant 1 (RFC 9562). */
function uuid(random: readonly number[]): string {
  const marked = random.map((byte, i) =>
    i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte,
  );
  const hex = marked.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([a, b]) => hex.slice(a, b))
    .join("-");
}

/** Fisher and Yates, from the end. */
function shuffled(symbols: string[], context: EvaluationContext): string[] {
  for (let i = symbols.length - 1; i > 0; i--) {
    const other = below(i + 1, context);
    [symbols[i], symbols[other]] = [symbols[other] as string, symbols[i] as string];
  }
  return symbols;
}
