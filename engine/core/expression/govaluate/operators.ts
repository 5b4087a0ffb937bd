/** What the operators of a condition do with two values. */
import { pow } from "../../math/pow.ts";
import { formatGoFloat } from "../go/float.ts";
import { uint64OfFloat } from "../go/integer.ts";
import { compareText } from "../go/order.ts";
import { GoRegexp } from "../go/regexp.ts";
import { truncate } from "../number.ts";
import { ExpressionError } from "../value.ts";
import { ConditionError } from "./error.ts";

export type ConditionValue = null | boolean | number | string | readonly ConditionValue[];

/** Longest text that `+` makes. */
const MAX_LENGTH = 1_000_000;

/** @throws ConditionError when the operator does not take these values */
export function applyOperator(
  operator: string,
  a: ConditionValue,
  b: ConditionValue,
): ConditionValue {
  switch (operator) {
    case "==":
      return isEqual(a, b);
    case "!=":
      return !isEqual(a, b);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return ordered(operator, a, b);
    case "=~":
      return matches(operator, a, b);
    case "!~":
      return !matches(operator, a, b);
    case "in":
      return contains(a, b);
    case "&&":
    case "||":
      return logical(operator, a, b);
    case "?":
      if (typeof a === "boolean") return b;
      throw new ConditionError(`'?' needs true or false before it, not ${show(a)}`);
    case ":":
    case "??":
      return b;
    case ",":
      return [...(Array.isArray(a) ? a : [a]), b];
    case "+":
      return plus(a, b);
    default:
      return arithmetic(operator, number(a, operator), number(b, operator));
  }
}

/** Values of different types are different. */
function isEqual(a: ConditionValue, b: ConditionValue): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
}

function contains(needle: ConditionValue, list: ConditionValue): boolean {
  if (!Array.isArray(list)) {
    throw new ConditionError(`'in' needs a list such as (a, b), not ${show(list)}`);
  }
  return list.some((item) => {
    if (Array.isArray(item) && Array.isArray(needle)) {
      throw new ConditionError("'in' cannot compare lists");
    }
    return item === needle;
  });
}

function ordered(operator: string, a: ConditionValue, b: ConditionValue): boolean {
  let order: number;
  if (typeof a === "number" && typeof b === "number") {
    // Subtraction would make NaN of two infinities.
    order = a < b ? -1 : a > b ? 1 : a === b ? 0 : Number.NaN;
  } else if (typeof a === "string" && typeof b === "string") {
    order = compareText(a, b);
  } else {
    const found = `${show(a)} and ${show(b)}`;
    throw new ConditionError(`'${operator}' needs two numbers or two texts, not ${found}`);
  }
  if (operator === "<") return order < 0;
  if (operator === "<=") return order <= 0;
  return operator === ">" ? order > 0 : order >= 0;
}

function matches(operator: string, a: ConditionValue, b: ConditionValue): boolean {
  if (typeof a !== "string" || typeof b !== "string") {
    const found = `${show(a)} and ${show(b)}`;
    throw new ConditionError(`'${operator}' needs a text and a pattern, not ${found}`);
  }
  return patternOf(b).test(a);
}

/** @throws ConditionError when the text is no regular expression of RE2 */
export function patternOf(text: string): GoRegexp {
  try {
    return new GoRegexp(text);
  } catch (error) {
    if (error instanceof ExpressionError) throw new ConditionError(error.message);
    throw error;
  }
}

function logical(operator: string, a: ConditionValue, b: ConditionValue): boolean {
  if (typeof a === "boolean" && typeof b === "boolean") return operator === "&&" ? a && b : a || b;
  const found = `${show(a)} and ${show(b)}`;
  throw new ConditionError(`'${operator}' needs true or false on both sides, not ${found}`);
}

/** One text is enough to join the two as texts. */
function plus(a: ConditionValue, b: ConditionValue): ConditionValue {
  if (typeof a !== "string" && typeof b !== "string") return number(a, "+") + number(b, "+");
  const text = print(a) + print(b);
  if (text.length > MAX_LENGTH) throw new ConditionError("the condition makes too long a text");
  return text;
}

function arithmetic(operator: string, a: number, b: number): number {
  switch (operator) {
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      return a % b;
    case "**":
      return pow(a, b);
    default:
      return bitwise(operator, a, b);
  }
}

function bitwise(operator: string, a: number, b: number): number {
  if (operator === "<<" || operator === ">>") {
    const shift = uint64OfFloat(b);
    if (shift > 63n) return 0;
    const value = uint64OfFloat(a);
    return Number(operator === ">>" ? value >> shift : BigInt.asUintN(64, value << shift));
  }
  const left = truncate(a);
  const right = truncate(b);
  if (operator === "&") return Number(left & right);
  return Number(operator === "|" ? left | right : left ^ right);
}

function number(value: ConditionValue, operator: string): number {
  if (typeof value === "number") return value;
  throw new ConditionError(`'${operator}' needs a number, not ${show(value)}`);
}

/** As Go's `%v`. */
function print(value: ConditionValue): string {
  if (value === null) return "<nil>";
  if (typeof value === "number") return formatGoFloat(value);
  if (Array.isArray(value)) return `[${value.map(print).join(" ")}]`;
  return String(value);
}

/** For messages. */
export function show(value: ConditionValue): string {
  if (value === null) return "nothing";
  return typeof value === "string" ? JSON.stringify(value) : print(value);
}
