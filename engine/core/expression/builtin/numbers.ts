/** Numbers: rounding, conversion, the largest and the mean, bits. */
import { isNumber, order } from "../compare.ts";
import { parseFloat64, parseInt64, truncate } from "../number.ts";
import {
  type EvaluationContext,
  ExpressionError,
  int64,
  isArray,
  isDuration,
  MAX_VALUE_DEPTH,
  spend,
  typeName,
  type Value,
} from "../value.ts";
import type { Arguments, BuiltinFunction } from "./arguments.ts";

/** `int` of anything; also Argo's `asInt`. */
export function toInt(value: Value): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "number") return truncate(value);
  if (isDuration(value)) return value.ns;
  const read = typeof value === "string" ? parseInt64(value) : undefined;
  if (read === undefined) throw conversion("int", value);
  return read;
}

/** `float` of anything; also Argo's `asFloat`. */
export function toFloat(value: Value): number {
  if (isNumber(value)) return Number(value);
  const read = typeof value === "string" ? parseFloat64(value) : undefined;
  if (read === undefined) throw conversion("float", value);
  return read;
}

function conversion(name: string, value: Value): ExpressionError {
  const what = typeof value === "string" ? value : typeName(value);
  return new ExpressionError(`invalid operation: ${name}(${what})`);
}

/** Half away from zero, exact also where adding a half would not be. */
function roundAway(value: number): number {
  const whole = Math.trunc(value);
  const rest = Math.abs(value - whole);
  return rest < 0.5 ? whole : whole + Math.sign(value);
}

function rounding(round: (value: number) => number): BuiltinFunction {
  return (args) => {
    const value = args.any(0);
    return isNumber(value) ? round(Number(value)) : args.refuse(0);
  };
}

function abs(args: Arguments): Value {
  const value = args.any(0);
  if (typeof value === "bigint") return value < 0n ? int64(-value) : value;
  if (typeof value === "number") return value < 0 ? -value : value;
  return args.refuse(0);
}

/** The one that no other comes before; a lone argument that is no number is handed back. */
function extreme(sign: number): BuiltinFunction {
  const better = (found: Value, item: Value) => sign * order(item, found, "<") > 0;
  return (args, context) => {
    if (args.length === 1 && !isArray(args.any(0))) return args.any(0);
    let found: Value = null;
    for (const item of flat(args, context)) {
      if (found === null || better(found, item)) found = item;
    }
    return found;
  };
}

/** All numbers of the arguments, however deep in arrays. */
function flat(args: Arguments, context: EvaluationContext): Value[] {
  const numbers: Value[] = [];
  const visit = (value: Value, depth: number): void => {
    spend(context, 1);
    if (depth > MAX_VALUE_DEPTH) throw new ExpressionError("a value is nested too deeply");
    if (isArray(value)) for (const item of value) visit(item, depth + 1);
    else if (isNumber(value) || isDuration(value)) numbers.push(value);
    else throw new ExpressionError(`invalid argument (type ${typeName(value)})`);
  };
  for (const value of args.values) visit(value, 0);
  return numbers;
}

function floats(args: Arguments, context: EvaluationContext): number[] {
  return flat(args, context).map((value) => (isDuration(value) ? Number(value.ns) : Number(value)));
}

function mean(args: Arguments, context: EvaluationContext): Value {
  const values = floats(args, context);
  if (values.length === 0) return 0;
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function median(args: Arguments, context: EvaluationContext): Value {
  const values = floats(args, context).sort((a, b) => a - b);
  const middle = Math.floor(values.length / 2);
  const upper = values[middle];
  if (upper === undefined) return 0;
  return values.length % 2 === 1 ? upper : ((values[middle - 1] as number) + upper) / 2;
}

function bits(apply: (a: bigint, b: bigint) => bigint): BuiltinFunction {
  return (args) => int64(apply(args.int(0), args.int(1)));
}

function shift(apply: (a: bigint, by: bigint) => bigint): BuiltinFunction {
  return (args) => {
    const by = args.int(1);
    if (by < 0n) throw new ExpressionError(`invalid operation: negative shift count ${by}`);
    // Go shifts bit by bit: beyond the width nothing is left but the sign.
    return int64(apply(args.int(0), by > 64n ? 64n : by));
  };
}

export const NUMBERS: readonly (readonly [string, BuiltinFunction])[] = [
  ["abs", abs],
  ["ceil", rounding(Math.ceil)],
  ["floor", rounding(Math.floor)],
  ["round", rounding(roundAway)],
  ["int", (args) => toInt(args.any(0))],
  ["float", (args) => toFloat(args.any(0))],
  ["max", extreme(1)],
  ["min", extreme(-1)],
  ["mean", mean],
  ["median", median],
  ["bitand", bits((a, b) => a & b)],
  ["bitor", bits((a, b) => a | b)],
  ["bitxor", bits((a, b) => a ^ b)],
  ["bitnand", bits((a, b) => a & ~b)],
  ["bitshl", shift((a, by) => a << by)],
  ["bitshr", shift((a, by) => a >> by)],
  ["bitushr", shift((a, by) => BigInt.asUintN(64, a) >> by)],
  ["bitnot", (args) => ~args.int(0)],
];
