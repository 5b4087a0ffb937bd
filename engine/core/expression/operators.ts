/** What the operators do with values at run time. */
import { pow } from "../math/pow.ts";
import { equal, isNumber, mismatch, order } from "./compare.ts";
import { truncate } from "./number.ts";
import { matches } from "./regex.ts";
import type { BinaryOperator } from "./syntax.ts";
import {
  AnyKeyMap,
  checkSize,
  type EvaluationContext,
  ExpressionError,
  int64,
  isArray,
  isDuration,
  isMap,
  isTime,
  type MapKey,
  spend,
  typeName,
  type Value,
} from "./value.ts";

/** The operators that take both of their operands as values. */
export type StrictOperator = Exclude<BinaryOperator, "&&" | "||" | "??">;

export function apply(
  operator: StrictOperator,
  left: Value,
  right: Value,
  context: EvaluationContext,
): Value {
  switch (operator) {
    case "==":
      return equal(left, right, context);
    case "!=":
      return !equal(left, right, context);
    case "<":
      return order(left, right, operator) < 0;
    case ">":
      return order(left, right, operator) > 0;
    case "<=":
      return order(left, right, operator) <= 0;
    case ">=":
      return order(left, right, operator) >= 0;
    case "in":
      return contains(left, right, context);
    case "matches":
    case "contains":
    case "startsWith":
    case "endsWith":
      return textTest(operator, left, right, context);
    case "..":
      return range(toInt(left), toInt(right), context);
    case "+":
      return add(left, right, context);
    case "-":
      return subtract(left, right);
    case "*":
      return multiply(left, right);
    case "/":
      return toFloat(left, "/", right) / toFloat(right, "/", left);
    case "%":
      return modulo(left, right);
    case "**":
      return pow(toFloat(left, "**", right), toFloat(right, "**", left));
  }
}

export function negate(value: Value): Value {
  if (typeof value === "bigint") return int64(-value);
  if (typeof value === "number") return -value;
  throw new ExpressionError(`invalid operation: - ${typeName(value)}`);
}

/** An index or a bound of a range: floats are cut off. */
export function toInt(value: Value): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "number") return truncate(value);
  throw new ExpressionError(`invalid operation: int(${typeName(value)})`);
}

function toFloat(value: Value, operator: string, other: Value): number {
  if (isNumber(value)) return Number(value);
  throw mismatch(operator, value, other);
}

export function add(left: Value, right: Value, context: EvaluationContext): Value {
  if (typeof left === "bigint" && typeof right === "bigint") return int64(left + right);
  if (isNumber(left) && isNumber(right)) return Number(left) + Number(right);
  if (typeof left === "string" && typeof right === "string") {
    checkSize(context, left.length + right.length);
    return left + right;
  }
  if (isTime(left) && isDuration(right)) return { ...left, unixNs: left.unixNs + right.ns };
  if (isDuration(left) && isTime(right)) return { ...right, unixNs: right.unixNs + left.ns };
  if (isDuration(left) && isDuration(right)) {
    return { kind: "duration", ns: int64(left.ns + right.ns) };
  }
  throw mismatch("+", left, right);
}

function subtract(left: Value, right: Value): Value {
  if (typeof left === "bigint" && typeof right === "bigint") return int64(left - right);
  if (isNumber(left) && isNumber(right)) return Number(left) - Number(right);
  if (isTime(left) && isTime(right)) return { kind: "duration", ns: left.unixNs - right.unixNs };
  if (isTime(left) && isDuration(right)) return { ...left, unixNs: left.unixNs - right.ns };
  if (isDuration(left) && isDuration(right)) {
    return { kind: "duration", ns: int64(left.ns - right.ns) };
  }
  throw mismatch("-", left, right);
}

function multiply(left: Value, right: Value): Value {
  if (typeof left === "bigint" && typeof right === "bigint") return int64(left * right);
  if (isNumber(left) && isNumber(right)) return Number(left) * Number(right);
  if (isDuration(left) && isNumber(right)) return times(left.ns, right);
  if (isNumber(left) && isDuration(right)) return times(right.ns, left);
  if (isDuration(left) && isDuration(right)) return times(left.ns, right.ns);
  throw mismatch("*", left, right);
}

/** Times a float, a duration is a number of nanoseconds again. */
function times(ns: bigint, factor: bigint | number): Value {
  if (typeof factor === "number") return Number(ns) * factor;
  return { kind: "duration", ns: int64(ns * factor) };
}

function modulo(left: Value, right: Value): Value {
  if (typeof left !== "bigint" || typeof right !== "bigint") throw mismatch("%", left, right);
  if (right === 0n) throw new ExpressionError("integer divide by zero");
  return left % right;
}

/** `1..3` is `[1, 2, 3]`; empty when it would go down. */
function range(from: bigint, to: bigint, context: EvaluationContext): Value {
  const size = to - from + 1n;
  if (size <= 0n) return [];
  checkSize(context, Number(size));
  spend(context, Number(size));
  return Array.from({ length: Number(size) }, (_, i) => from + BigInt(i));
}

function contains(needle: Value, among: Value, context: EvaluationContext): boolean {
  if (among === null) return false;
  if (isArray(among)) return among.some((item) => equal(item, needle, context));
  if (isMap(among)) return among.has(mapKey(needle, among instanceof AnyKeyMap));
  throw new ExpressionError(`operator "in" not defined on ${typeName(among)}`);
}

/** What a value is as the key of a map; nil stands for the empty string there. */
export function mapKey(value: Value, anyKind: boolean): MapKey {
  if (typeof value === "string") return value;
  if (!anyKind && value === null) return "";
  if (anyKind && (value === null || typeof value !== "object")) return value;
  throw new ExpressionError(`cannot use ${typeName(value)} as a key of a map`);
}

function textTest(
  operator: "matches" | "contains" | "startsWith" | "endsWith",
  left: Value,
  right: Value,
  context: EvaluationContext,
): boolean {
  if (left === null || right === null) return false;
  if (typeof left !== "string" || typeof right !== "string") throw mismatch(operator, left, right);
  spend(context, Math.ceil((left.length + right.length) / 64));
  if (operator === "contains") return left.includes(right);
  if (operator === "startsWith") return left.startsWith(right);
  if (operator === "endsWith") return left.endsWith(right);
  return matches(left, right, context);
}
