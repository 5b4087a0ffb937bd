/** Strings, cut and searched as Go does: by bytes where it counts, by characters where it splits. */
import { byteLength } from "../bytes.ts";
import {
  checkSize,
  type EvaluationContext,
  ExpressionError,
  NO_ITEMS,
  spend,
  type Value,
} from "../value.ts";
import type { Arguments, BuiltinFunction } from "./arguments.ts";

/** Go's `unicode.IsSpace`. */
const SPACE =
  "\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const LEADING = new RegExp(`^[${SPACE}]+`);
const TRAILING = new RegExp(`[${SPACE}]+$`);

function trim(args: Arguments): string {
  const text = args.text(0);
  if (args.length < 2) return trimSpace(text);
  const cut = new Set(args.text(1));
  const chars = [...text];
  const start = chars.findIndex((char) => !cut.has(char));
  const end = chars.findLastIndex((char) => !cut.has(char));
  return start < 0 ? "" : chars.slice(start, end + 1).join("");
}

/** The end is looked for from behind: a pattern would try every run of spaces. */
function trimSpace(text: string): string {
  const start = LEADING.exec(text)?.[0].length ?? 0;
  let end = text.length;
  while (end > start && TRAILING.test(text[end - 1] as string)) end -= 1;
  return text.slice(start, end);
}

function affix(args: Arguments, atEnd: boolean): string {
  const text = args.text(0);
  const part = args.length > 1 ? args.text(1) : " ";
  if (atEnd) return text.endsWith(part) ? text.slice(0, text.length - part.length) : text;
  return text.startsWith(part) ? text.slice(part.length) : text;
}

/** Go maps each character to one other: `ß` stays, `İ` becomes `i`. */
function mapCase(text: string, change: (char: string) => string): string {
  let changed = "";
  for (const char of text) {
    const mapped = change(char);
    if (char === "\u0130" && mapped !== char) changed += "i";
    else changed += [...mapped].length === 1 ? mapped : char;
  }
  return changed;
}

/** `strings.SplitN`: at most `limit` pieces, all of them below zero; an empty separator parts characters. */
function split(args: Arguments, context: EvaluationContext, keep: boolean): Value {
  const text = args.text(0);
  const separator = args.text(1);
  const limit = args.length > 2 ? Number(args.int(2)) : -1;
  if (limit === 0) return NO_ITEMS;
  const pieces = separator === "" ? [...text] : text.split(separator);
  checkSize(context, pieces.length);
  spend(context, pieces.length);
  const count = limit < 0 ? pieces.length : Math.min(limit, pieces.length);
  const parts = pieces.slice(0, count);
  if (count < pieces.length) parts[count - 1] = pieces.slice(count - 1).join(separator);
  return keep ? parts.map((part, i) => (i < count - 1 ? part + separator : part)) : parts;
}

function replace(args: Arguments, context: EvaluationContext): string {
  const [text, from, to] = [args.text(0), args.text(1), args.text(2)];
  const asked = args.length > 3 ? Number(args.int(3)) : -1;
  // An empty text is found before every character and at the end.
  const pieces = from === "" ? ["", ...text] : text.split(from);
  const gaps = from === "" ? pieces.length : pieces.length - 1;
  const count = asked < 0 ? gaps : Math.min(asked, gaps);
  checkSize(context, text.length + count * to.length);
  return pieces
    .map((piece, i) => piece + (i < count ? to : i < pieces.length - 1 ? from : ""))
    .join("");
}

function repeat(args: Arguments, context: EvaluationContext): string {
  const text = args.text(0);
  const count = args.int(1);
  if (count < 0n) throw new ExpressionError(`invalid argument for repeat (got ${count})`);
  checkSize(context, Math.max(text.length, 1) * Number(count));
  return text.repeat(Number(count));
}

function join(args: Arguments, context: EvaluationContext): string {
  const glue = args.length > 1 ? args.text(1) : "";
  const list = args.list(0).map((item) => (typeof item === "string" ? item : args.refuse(0)));
  checkSize(
    context,
    list.reduce((total, item) => total + item.length + glue.length, 0),
  );
  return list.join(glue);
}

/** In bytes; -1 where it is not found. */
function place(args: Arguments, find: (text: string, part: string) => number): bigint {
  const text = args.text(0);
  const index = find(text, args.text(1));
  return BigInt(index < 0 ? -1 : byteLength(text.slice(0, index)));
}

export const TEXTS: readonly (readonly [string, BuiltinFunction])[] = [
  ["trim", trim],
  ["trimPrefix", (args) => affix(args, false)],
  ["trimSuffix", (args) => affix(args, true)],
  ["upper", (args) => mapCase(args.text(0), (char) => char.toUpperCase())],
  ["lower", (args) => mapCase(args.text(0), (char) => char.toLowerCase())],
  ["split", (args, context) => split(args, context, false)],
  ["splitAfter", (args, context) => split(args, context, true)],
  ["replace", replace],
  ["repeat", repeat],
  ["join", join],
  ["indexOf", (args) => place(args, (text, part) => text.indexOf(part))],
  ["lastIndexOf", (args) => place(args, (text, part) => text.lastIndexOf(part))],
  ["hasPrefix", (args) => args.text(0).startsWith(args.text(1))],
  ["hasSuffix", (args) => args.text(0).endsWith(args.text(1))],
];
