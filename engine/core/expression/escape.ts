/** Backslash escapes of quoted strings, as expr-lang reads them. */
import { ExpressionError } from "./value.ts";

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ["a", "\u0007"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["\\", "\\"],
]);

const CODES: readonly RegExp[] = [
  /\\x([0-9a-fA-F]{2})/y,
  /\\u([0-9a-fA-F]{4})/y,
  /\\u\{([0-9a-fA-F]{1,6})\}/y,
  /\\U([0-9a-fA-F]{8})/y,
];
const OCTAL = /\\([0-7]{3})/y;
const MAX_CODE_POINT = 0x10ffff;

/** Reads the escape that begins with the backslash at `at`. */
export function readEscape(
  text: string,
  at: number,
  quote: string,
): { value: string; end: number } {
  const next = text[at + 1];
  if (next === quote) return { value: quote, end: at + 2 };
  const simple = SIMPLE.get(next ?? "");
  if (simple !== undefined) return { value: simple, end: at + 2 };
  for (const pattern of CODES) {
    const found = matchAt(pattern, text, at);
    if (found !== undefined) return character(Number.parseInt(found, 16), pattern.lastIndex, at);
  }
  const octal = matchAt(OCTAL, text, at);
  if (octal === undefined) throw new ExpressionError("invalid char escape", at);
  const code = Number.parseInt(octal, 8);
  if (code > 0xff) throw new ExpressionError("unable to unescape string", at);
  return character(code, OCTAL.lastIndex, at);
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[1];
}

function character(code: number, end: number, at: number): { value: string; end: number } {
  if (code > MAX_CODE_POINT) throw new ExpressionError("unable to unescape string", at);
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  return { value: surrogate ? "\ufffd" : String.fromCodePoint(code), end };
}
