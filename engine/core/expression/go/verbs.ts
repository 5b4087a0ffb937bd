/** The verbs of Go's `fmt`: how one argument is written under one directive. */
import { toUtf8 } from "../bytes.ts";
import { ExpressionError } from "../value.ts";
import { type FloatVerb, formatGoFloat } from "./float.ts";
import { goQuote, goQuoteRune, isPrintable, runeText } from "./quote.ts";

/** `bigint` is Go's int, `number` is float64. */
export type FormatArgument = bigint | number | string | boolean;

/** What stands between `%` and the verb. */
export interface Directive {
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly minus: boolean;
  readonly plus: boolean;
  readonly sharp: boolean;
  readonly space: boolean;
  readonly zero: boolean;
  /** `%#v`: as it would stand in Go source. */
  readonly source: boolean;
}

export function typeOf(argument: FormatArgument): string {
  if (typeof argument === "bigint") return "int";
  if (typeof argument === "number") return "float64";
  return typeof argument === "string" ? "string" : "bool";
}

/** The argument's text; a verb that its type does not have gives `%!d(string=a)`. */
export function printArgument(argument: FormatArgument, verb: string, by: Directive): string {
  if (verb === "T") return string(typeOf(argument), "s", by) as string;
  const text = ofType(argument, verb, by);
  if (text !== undefined) return text;
  return `%!${verb}(${typeOf(argument)}=${ofType(argument, "v", by)})`;
}

function ofType(argument: FormatArgument, verb: string, by: Directive): string | undefined {
  if (typeof argument === "bigint") return integer(argument, verb, by);
  if (typeof argument === "number") return float(argument, verb, by);
  if (typeof argument === "string") return string(argument, verb, by);
  return verb === "t" || verb === "v" ? pad(String(argument), by) : undefined;
}

const BASES: Readonly<Record<string, number>> = { v: 10, d: 10, b: 2, o: 8, O: 8, x: 16, X: 16 };

function integer(value: bigint, verb: string, by: Directive): string | undefined {
  if (verb === "c") return pad(runeText(value), by);
  if (verb === "q") return pad(goQuoteRune(value, by.plus), by);
  if (verb === "U") return pad(unicode(value, by), { ...by, zero: false });
  const base = Object.hasOwn(BASES, verb) ? (BASES[verb] as number) : undefined;
  if (base === undefined) return undefined;
  const negative = value < 0n;
  let digits = (negative ? -value : value).toString(base);
  if (verb === "X") digits = digits.toUpperCase();
  if (by.precision === 0 && value === 0n) return " ".repeat(by.width ?? 0);
  const fill = by.zero && !by.minus && by.width !== undefined && by.precision === undefined;
  const signed = negative || by.plus || by.space ? 1 : 0;
  digits = digits.padStart(fill ? (by.width as number) - signed : (by.precision ?? 0), "0");
  const sign = negative ? "-" : by.plus ? "+" : by.space ? " " : "";
  return pad(sign + prefix(digits, verb, by.sharp) + digits, { ...by, zero: false });
}

function prefix(digits: string, verb: string, sharp: boolean): string {
  const octal = sharp && (verb === "o" || verb === "O") && !digits.startsWith("0") ? "0" : "";
  if (verb === "O") return `0o${octal}`;
  return octal || (sharp ? ({ b: "0b", x: "0x", X: "0X" }[verb] ?? "") : "");
}

/** `U+0041`, with `#` followed by the character. */
function unicode(value: bigint, by: Directive): string {
  const point = BigInt.asUintN(64, value);
  const hex = point.toString(16).toUpperCase();
  const text = `U+${hex.padStart(Math.max(by.precision ?? 4, 4), "0")}`;
  const symbol = point <= 0x10ffffn ? runeText(point) : "";
  return by.sharp && symbol !== "" && isPrintable(symbol) ? `${text} '${symbol}'` : text;
}

const FLOAT_VERBS: Readonly<Record<string, [verb: FloatVerb, precision: number]>> = {
  v: ["g", -1],
  g: ["g", -1],
  G: ["G", -1],
  e: ["e", 6],
  E: ["E", 6],
  f: ["f", 6],
  F: ["f", 6],
};

function float(value: number, verb: string, by: Directive): string | undefined {
  if ("bxX".includes(verb) || (by.sharp && verb in FLOAT_VERBS)) {
    throw new ExpressionError(
      `the format %${by.sharp ? "#" : ""}${verb} of a float is not supported`,
    );
  }
  const known = Object.hasOwn(FLOAT_VERBS, verb) ? FLOAT_VERBS[verb] : undefined;
  if (known === undefined) return undefined;
  const text = formatGoFloat(value, known[0], by.precision ?? known[1]);
  const unsigned = text.replace(/^[-+]/, "");
  const sign = text.startsWith("-") ? "-" : by.plus ? "+" : by.space ? " " : "";
  if (!Number.isFinite(value)) {
    // Go shows the plus of an infinity, and pads neither with zeros.
    const shown = Number.isNaN(value) ? sign : sign || "+";
    return pad(shown + unsigned, { ...by, zero: false });
  }
  if (!by.zero || by.minus) return pad(sign + unsigned, by);
  return sign + unsigned.padStart((by.width ?? 0) - sign.length, "0");
}

function string(value: string, verb: string, by: Directive): string | undefined {
  if (verb === "x" || verb === "X") return pad(hexadecimal(value, verb, by), by);
  const cut = by.precision === undefined ? value : [...value].slice(0, by.precision).join("");
  if (verb === "q" || (verb === "v" && by.source)) {
    const raw = verb === "q" && by.sharp && [...cut].every(fitsBackquotes);
    return pad(raw ? `\`${cut}\`` : goQuote(cut, by.plus), by);
  }
  return verb === "s" || verb === "v" ? pad(cut, by) : undefined;
}

function fitsBackquotes(symbol: string): boolean {
  if (symbol < " ") return symbol === "\t";
  return symbol !== "`" && symbol !== "\x7f" && symbol !== "\ufeff";
}

function hexadecimal(value: string, verb: string, by: Directive): string {
  const bytes = toUtf8(value).slice(0, by.precision ?? value.length * 3);
  const each = bytes.map((byte) => byte.toString(16).padStart(2, "0"));
  const mark = by.sharp && each.length > 0 ? "0x" : "";
  const text = each.map((pair) => (by.space ? mark : "") + pair).join(by.space ? " " : "");
  const whole = by.space ? text : mark + text;
  return verb === "X" ? whole.toUpperCase() : whole;
}

/** To the width, on the left unless `-` is given; `0` pads texts with zeros, as Go does. */
function pad(text: string, by: Directive): string {
  const missing = (by.width ?? 0) - [...text].length;
  if (missing <= 0) return text;
  if (by.minus) return text + " ".repeat(missing);
  return (by.zero ? "0" : " ").repeat(missing) + text;
}
