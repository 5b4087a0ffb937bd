/** Cuts an expression of expr-lang v1.17 into tokens. */
import { readEscape } from "./escape.ts";
import { ExpressionError } from "./value.ts";

export interface Token {
  readonly kind: "identifier" | "number" | "string" | "operator" | "bracket" | "end";
  readonly text: string;
  readonly position: number;
}

/** Longest expression, in UTF-16 units. */
export const MAX_EXPRESSION_LENGTH = 65_536;
/** Most tokens of one expression. */
export const MAX_TOKENS = 10_000;

const WORD_OPERATORS: ReadonlySet<string> = new Set(
  "not in or and matches contains startsWith endsWith let if else".split(" "),
);

const SPACE = /[\s\u0085]+/uy;
const WORD = /[\p{L}\p{N}_$][\p{L}\p{N}_$]*/uy;
const LINE_COMMENT = /\/\/[^\n]*/y;
const BLOCK_COMMENT = /\/\*[\s\S]*?\*\//y;
const NUMBER =
  /(?:0[xX][0-9a-fA-F_]*|0[oO][0-7_]*|0[bB][01_]*|[0-9_]+)?(?:\.(?!\.)[0-9_]*)?(?:[eE][+-]?[0-9_]*)?/y;
const HEX = /0[xX][0-9a-fA-F_]*/y;
const OPERATOR = /\|\||\||::|:|\?\.|\?\?|\?|[&!=*<>][&=*]?|\.\.|\.|[,;%+\-^/]|##?/y;

/** Throws `ExpressionError` with a position on what is no token. */
export function lex(text: string): Token[] {
  if (text.length > MAX_EXPRESSION_LENGTH) {
    throw new ExpressionError(`an expression is longer than ${MAX_EXPRESSION_LENGTH} characters`);
  }
  const tokens: Token[] = [];
  for (let at = skip(text, 0); at < text.length; at = skip(text, at)) {
    const token = read(text, at);
    tokens.push(token.token);
    at = token.end;
    if (tokens.length > MAX_TOKENS) throw new ExpressionError("an expression has too many tokens");
  }
  tokens.push({ kind: "end", text: "", position: text.length });
  return tokens;
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/** The place after spaces and comments. */
function skip(text: string, from: number): number {
  let at = from;
  for (;;) {
    const next = at + match(SPACE, text, at).length;
    const comment = match(LINE_COMMENT, text, next) || match(BLOCK_COMMENT, text, next);
    if (comment === "" && text.startsWith("/*", next)) {
      throw new ExpressionError("unclosed comment", next);
    }
    if (comment === "" && next === at) return at;
    at = next + comment.length;
  }
}

function read(text: string, at: number): { token: Token; end: number } {
  const char = text[at] as string;
  if (char === '"' || char === "'") return readString(text, at, char);
  if (char === "`") return readRawString(text, at);
  if (/[0-9]/.test(char) || (char === "." && /[0-9]/.test(text[at + 1] ?? ""))) {
    return readNumber(text, at);
  }
  const word = match(WORD, text, at);
  if (word !== "") {
    return made(WORD_OPERATORS.has(word) ? "operator" : "identifier", word, at, word.length);
  }
  if ("()[]{}".includes(char)) return made("bracket", char, at, 1);
  const operator = match(OPERATOR, text, at);
  if (operator !== "") return made("operator", operator, at, operator.length);
  throw new ExpressionError(`unrecognized character '${char}'`, at);
}

function made(kind: Token["kind"], text: string, position: number, length: number) {
  return { token: { kind, text, position }, end: position + length };
}

function readNumber(text: string, at: number) {
  const hex = match(HEX, text, at);
  const digits = hex === "" ? match(NUMBER, text, at) : hex;
  if (match(WORD, text, at + digits.length) !== "") {
    throw new ExpressionError(`bad number syntax: ${digits}${text[at + digits.length]}`, at);
  }
  return made("number", digits, at, digits.length);
}

function readString(text: string, at: number, quote: string) {
  let value = "";
  let i = at + 1;
  while (text[i] !== quote) {
    const char = text[i];
    if (char === undefined || char === "\n") {
      throw new ExpressionError("literal not terminated", at);
    }
    if (char === "\\") {
      const found = readEscape(text, i, quote);
      value += found.value;
      i = found.end;
    } else {
      value += char;
      i += 1;
    }
  }
  // Escaped bytes and halves of surrogate pairs are invalid UTF-8 in Go, which shows U+FFFD.
  return made("string", value.toWellFormed(), at, i + 1 - at);
}

/** Two backticks stand for one. */
function readRawString(text: string, at: number) {
  let value = "";
  for (let from = at + 1; ; ) {
    const end = text.indexOf("`", from);
    if (end < 0) throw new ExpressionError("literal not terminated", at);
    value += text.slice(from, end);
    if (text[end + 1] !== "`") return made("string", value, at, end + 1 - at);
    value += "`";
    from = end + 2;
  }
}
