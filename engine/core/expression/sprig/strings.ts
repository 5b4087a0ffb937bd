/** sprig's texts: cutting, padding, joining and comparing. Positions and lengths count bytes, as in Go. */
import { byteLength, sliceBytes } from "../bytes.ts";
import { toLower, toUpper, trimSpace } from "../go/characters.ts";
import { goQuote } from "../go/quote.ts";
import { toGoString } from "../go/text.ts";
import { type Callable, checkSize, type EvaluationContext, ExpressionError } from "../value.ts";
import { abbreviate } from "./abbreviate.ts";
import { toText } from "./cast.ts";
import { define, defineVariadic } from "./define.ts";
import { splitText } from "./split.ts";
import { kebabCase, pascalCase, snakeCase } from "./word-case.ts";
import { deleteWhiteSpace, initials, swapCase, title, untitle } from "./words.ts";
import { wrap } from "./wrap.ts";

export const STRINGS: readonly Callable[] = [
  define("trim", ["string"], ([text]) => trimSpace(text)),
  ...["trimAll", "trimall"].map((name) =>
    define(name, ["string", "string"], ([symbols, text]) => trimSymbols(text, symbols)),
  ),
  define("trimSuffix", ["string", "string"], ([suffix, text]) =>
    text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text,
  ),
  define("trimPrefix", ["string", "string"], ([prefix, text]) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  define("upper", ["string"], ([text]) => toUpper(text)),
  define("lower", ["string"], ([text]) => toLower(text)),
  define("title", ["string"], ([text]) => title(text)),
  define("untitle", ["string"], ([text]) => untitle(text)),
  define("swapcase", ["string"], ([text]) => swapCase(text)),
  define("initials", ["string"], ([text]) => initials(text)),
  define("nospace", ["string"], ([text]) => deleteWhiteSpace(text)),
  define("snakecase", ["string"], ([text]) => snakeCase(text)),
  define("kebabcase", ["string"], ([text]) => kebabCase(text)),
  define("camelcase", ["string"], ([text]) => pascalCase(text)),
  define("trunc", ["int", "string"], ([count, text]) => truncate(text, count)),
  define("substr", ["int", "int", "string"], ([from, to, text]) => substring(text, from, to)),
  define("abbrev", ["int", "string"], ([width, text]) => abbreviate(text, 0, width)),
  define("abbrevboth", ["int", "int", "string"], ([offset, width, text]) =>
    width < 4 || (offset > 0 && width < 7) ? text : abbreviate(text, offset, width),
  ),
  define("wrap", ["int", "string"], ([width, text], context) =>
    wrap(text, width, "\n", false, context),
  ),
  define("wrapWith", ["int", "string", "string"], ([width, separator, text], context) =>
    wrap(text, width, separator || "\n", true, context),
  ),
  define("contains", ["string", "string"], ([part, text]) => text.includes(part)),
  define("hasPrefix", ["string", "string"], ([prefix, text]) => text.startsWith(prefix)),
  define("hasSuffix", ["string", "string"], ([suffix, text]) => text.endsWith(suffix)),
  define("repeat", ["int", "string"], ([count, text], context) => repeat(text, count, context)),
  define("indent", ["int", "string"], ([spaces, text], context) => indent(text, spaces, context)),
  define(
    "nindent",
    ["int", "string"],
    ([spaces, text], context) => `\n${indent(text, spaces, context)}`,
  ),
  define("replace", ["string", "string", "string"], ([old, now, text], context) =>
    replace(text, old, now, context),
  ),
  define("plural", ["string", "string", "int"], ([one, many, count]) => (count === 1 ? one : many)),
  defineVariadic("quote", [], "tree", (_, rest) =>
    rest.flatMap((value) => (value === null ? [] : [goQuote(toText(value))])).join(" "),
  ),
  defineVariadic("squote", [], "tree", (_, rest) =>
    rest.flatMap((value) => (value === null ? [] : [`'${toGoString(value)}'`])).join(" "),
  ),
  defineVariadic("cat", [], "tree", (_, rest) =>
    rest
      .filter((value) => value !== null)
      .map((value) => toGoString(value))
      .join(" "),
  ),
  define("split", ["string", "string"], ([separator, text]) =>
    numbered(splitText(text, separator, -1)),
  ),
  define("splitn", ["string", "int", "string"], ([separator, limit, text]) =>
    numbered(splitText(text, separator, limit)),
  ),
  define("splitList", ["string", "string"], ([separator, text]) => splitText(text, separator, -1)),
];

function trimSymbols(text: string, symbols: string): string {
  const set = new Set(symbols);
  const points = [...text];
  let start = 0;
  let end = points.length;
  while (start < end && set.has(points[start] as string)) start += 1;
  while (end > start && set.has(points[end - 1] as string)) end -= 1;
  return points.slice(start, end).join("");
}

/** The first bytes, or with a negative count the last ones. */
function truncate(text: string, count: number): string {
  const length = byteLength(text);
  if (count < 0) return length + count > 0 ? sliceBytes(text, length + count, length) : text;
  return length > count ? sliceBytes(text, 0, count) : text;
}

function substring(text: string, from: number, to: number): string {
  const length = byteLength(text);
  const start = Math.max(from, 0);
  const end = from >= 0 && (to < 0 || to > length) ? length : to;
  if (end < start || end > length) {
    throw new ExpressionError(`sprig.substr from ${from} to ${to} of a text of ${length} bytes`);
  }
  return sliceBytes(text, start, end);
}

function repeat(text: string, count: number, context: EvaluationContext): string {
  if (count < 0)
    throw new ExpressionError(`sprig.repeat needs a count of at least 0, not ${count}`);
  checkSize(context, text.length * count);
  return text.repeat(text === "" ? 0 : count);
}

function indent(text: string, spaces: number, context: EvaluationContext): string {
  const pad = repeat(" ", spaces, context);
  return pad + replace(text, "\n", `\n${pad}`, context);
}

/** An empty text is found between all characters, and at both ends. */
function replace(text: string, old: string, now: string, context: EvaluationContext): string {
  const parts = old === "" ? ["", ...text, ""] : text.split(old);
  checkSize(context, text.length + (parts.length - 1) * Math.max(now.length - old.length, 0));
  return parts.join(now);
}

/** `{_0: a, _1: b}`: sprig's way to reach parts in a template. */
function numbered(parts: readonly string[]): ReadonlyMap<string, string> {
  return new Map(parts.map((part, index) => [`_${index}`, part]));
}
