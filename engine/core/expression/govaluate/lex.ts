/** Tokens of a `when` condition, as casbin/govaluate v1.10 cuts them. */
import { isSpace } from "../go/characters.ts";
import { ConditionError } from "./error.ts";
import { unixSecondsOfText } from "./time-literal.ts";

export type TokenKind =
  | "prefix"
  | "number"
  | "boolean"
  | "string"
  | "word"
  | "accessor"
  | "comparator"
  | "logical"
  | "modifier"
  | "ternary"
  | "separator"
  | "open"
  | "close";

export interface Token {
  readonly kind: TokenKind;
  /** The operator, the text or the value. */
  readonly value: string | number | boolean;
  /** Offset in the condition. */
  readonly at: number;
  /** A quoted date or pattern: it may not stand everywhere where a number or a text may. */
  readonly place?: "time" | "pattern";
}

/** Longer than any person writes; keeps a hostile condition from growing the stack. */
const MAX_TOKENS = 2_000;

const SYMBOLS: ReadonlyMap<string, TokenKind> = new Map([
  ...["+", "-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>"].map(kinded("modifier")),
  ...["&&", "||"].map(kinded("logical")),
  ...["==", "!=", "<", "<=", ">", ">=", "=~", "!~"].map(kinded("comparator")),
  ...["?", ":", "??"].map(kinded("ternary")),
]);
const PREFIXES = new Set(["-", "!", "~"]);

function kinded(kind: TokenKind) {
  return (symbol: string): [string, TokenKind] => [symbol, kind];
}

const LETTER = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;

const isNumeric = (symbol: string) => symbol === "." || DIGIT.test(symbol);
const isWord = (symbol: string) => /^[\p{L}\p{Nd}_.]$/u.test(symbol);
const isHexDigit = (symbol: string) => /^[\p{Nd}a-fA-F]$/u.test(symbol);
const isSymbol = (symbol: string) => !/^[\p{Nd}\p{L}()[\]'"]$/u.test(symbol);

/**
 * Cuts a condition into tokens.
 *
 * @param allowsPrefix whether a sign may follow the token before it; decides between `-` as a sign
 *   and as a subtraction
 * @throws ConditionError
 */
export function lexCondition(
  text: string,
  allowsPrefix: (before: Token | undefined) => boolean,
): Token[] {
  const reader = new Reader([...text]);
  const tokens: Token[] = [];
  for (;;) {
    const token = reader.next(allowsPrefix(tokens.at(-1)));
    if (token === undefined) return tokens;
    if (tokens.length >= MAX_TOKENS) throw new ConditionError("the condition is too long");
    tokens.push(token);
  }
}

class Reader {
  private at = 0;
  private readonly symbols: readonly string[];

  constructor(symbols: readonly string[]) {
    this.symbols = symbols;
  }

  next(prefixAllowed: boolean): Token | undefined {
    while (isSpace(this.symbols[this.at] ?? "")) this.at += 1;
    const at = this.at;
    const first = this.symbols[at];
    if (first === undefined) return undefined;
    if (isNumeric(first)) return this.number(at);
    if (first === "[") return { kind: "word", value: this.enclosed("]"), at };
    if (LETTER.test(first)) return this.word(at);
    if (first === "'" || first === '"') return this.quoted(at);
    const punctuation = { ",": "separator", "(": "open", ")": "close" }[first];
    if (punctuation !== undefined) {
      this.at += 1;
      return { kind: punctuation as TokenKind, value: first, at };
    }
    return this.operator(at, prefixAllowed);
  }

  private operator(at: number, prefixAllowed: boolean): Token {
    const value = this.run(isSymbol);
    if (prefixAllowed && PREFIXES.has(value)) return { kind: "prefix", value, at };
    const kind = SYMBOLS.get(value);
    if (kind !== undefined) return { kind, value, at };
    const hint = "put spaces around operators and quotes around text";
    throw new ConditionError(`'${value}' at position ${at + 1} is no operator; ${hint}`);
  }

  private number(at: number): Token {
    const hexadecimal = this.symbols[at] === "0" && this.symbols[at + 1] === "x";
    if (hexadecimal) this.at += 2;
    const text = this.run(hexadecimal ? isHexDigit : isNumeric);
    const readable = hexadecimal ? /^[\da-fA-F]{1,16}$/ : /^(?:\d+\.?\d*|\.\d+)$/;
    if (readable.test(text)) {
      return { kind: "number", value: Number(hexadecimal ? `0x${text}` : text), at };
    }
    throw new ConditionError(`'${text}' at position ${at + 1} is not a number`);
  }

  private word(at: number): Token {
    const value = this.run(isWord);
    if (value.endsWith(".")) throw new ConditionError(`'${value}' ends with a point`);
    if (value.includes(".")) return { kind: "accessor", value, at };
    if (value === "true" || value === "false")
      return { kind: "boolean", value: value === "true", at };
    if (value === "in" || value === "IN") return { kind: "comparator", value: "in", at };
    return { kind: "word", value, at };
  }

  /** Either quote ends a text, whichever began it. */
  private quoted(at: number): Token {
    const value = this.enclosed("'", '"');
    const seconds = unixSecondsOfText(value);
    if (seconds === undefined) return { kind: "string", value, at };
    return { kind: "number", value: seconds, at, place: "time" };
  }

  private enclosed(...ends: readonly string[]): string {
    const start = this.at;
    let value = "";
    for (this.at += 1; this.at < this.symbols.length; this.at++) {
      const symbol = this.symbols[this.at] as string;
      if (ends.includes(symbol)) {
        this.at += 1;
        return value;
      }
      value += symbol === "\\" ? this.escaped() : symbol;
    }
    throw new ConditionError(`'${this.symbols[start]}' at position ${start + 1} is not closed`);
  }

  /** What belongs to a token; a backslash makes the next character belong to it. */
  private run(belongs: (symbol: string) => boolean): string {
    let value = "";
    for (; this.at < this.symbols.length; this.at++) {
      const symbol = this.symbols[this.at] as string;
      if (symbol === "\\") value += this.escaped();
      else if (isSpace(symbol)) {
        if (value !== "") break;
      } else if (belongs(symbol)) value += symbol;
      else break;
    }
    return value;
  }

  private escaped(): string {
    this.at += 1;
    const symbol = this.symbols[this.at];
    if (symbol === undefined) throw new ConditionError("the condition ends with a backslash");
    return symbol;
  }
}
