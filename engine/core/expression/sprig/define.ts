/** Makes functions that check their arguments as Go's reflection does when expr-lang calls them. */
import { ZERO_TIME } from "../go/time.ts";
import {
  type Callable,
  checkSize,
  type EvaluationContext,
  ExpressionError,
  type GoTime,
  isArray,
  isMap,
  isTime,
  MAX_VALUE_DEPTH,
  spend,
  typeName,
  type Value,
  type ValueMap,
} from "../value.ts";

/**
 * Types of parameters, by their Go names; `int` is a JavaScript number, `int64` a bigint. A `tree` is
 * any value that will be walked through: that is paid for beforehand, since a small value may hold the
 * same list many times over.
 */
interface Types {
  any: Value;
  tree: Value;
  bool: boolean;
  float64: number;
  int: number;
  int64: bigint;
  map: ValueMap;
  string: string;
  time: GoTime;
}

export type Parameter = keyof Types;
type Arguments<P extends readonly Parameter[]> = { [K in keyof P]: Types[P[K] & Parameter] };

/** A function with a fixed number of arguments. */
export function define<const P extends readonly Parameter[]>(
  name: string,
  parameters: P,
  run: (args: Arguments<P>, context: EvaluationContext) => Value,
): Callable {
  const call = (given: readonly Value[], context: EvaluationContext): Value => {
    if (given.length !== parameters.length) throw wrongCount(name, parameters.length, given, false);
    pay(given, context);
    const args = parameters.map((type, i) => typed(name, type, given[i] as Value, i, context));
    return bounded(run(args as unknown as Arguments<P>, context), context);
  };
  return { kind: "function", name: `sprig.${name}`, call };
}

/** A function whose last parameter takes any number of arguments. */
export function defineVariadic<const P extends readonly Parameter[], R extends Parameter>(
  name: string,
  parameters: P,
  restType: R,
  run: (args: Arguments<P>, rest: readonly Types[R][], context: EvaluationContext) => Value,
): Callable {
  const fixed = parameters.length;
  const call = (given: readonly Value[], context: EvaluationContext): Value => {
    if (given.length < fixed) throw wrongCount(name, fixed, given, true);
    pay(given, context);
    const args = given.map((value, i) => typed(name, parameters[i] ?? restType, value, i, context));
    const first = args.slice(0, fixed) as unknown as Arguments<P>;
    return bounded(run(first, args.slice(fixed) as Types[R][], context), context);
  };
  return { kind: "function", name: `sprig.${name}`, call };
}

/** Reading the arguments is work, whatever the function does with them. */
function pay(given: readonly Value[], context: EvaluationContext): void {
  for (const value of given) {
    if (typeof value === "string") spend(context, 1 + Math.ceil(value.length / 64));
    else spend(context, isArray(value) ? 1 + value.length : isMap(value) ? 1 + value.size : 1);
  }
}

/** Pays for every value within a value. */
export function walk(value: Value, context: EvaluationContext, depth = 0): void {
  if (depth > MAX_VALUE_DEPTH) throw new ExpressionError("a value is nested too deeply");
  spend(context, typeof value === "string" ? 1 + Math.ceil(value.length / 64) : 1);
  if (isArray(value)) for (const item of value) walk(item, context, depth + 1);
  if (isMap(value)) for (const item of value.values()) walk(item, context, depth + 1);
}

/** What a function makes is no longer than what an expression may make. */
function bounded(result: Value, context: EvaluationContext): Value {
  if (typeof result === "string" || isArray(result)) checkSize(context, result.length);
  return result;
}

/** nil stands for the zero value of any type. */
const ZEROS: { readonly [T in Parameter]: Types[T] } = {
  any: null,
  tree: null,
  bool: false,
  float64: 0,
  int: 0,
  int64: 0n,
  map: new Map(),
  string: "",
  time: ZERO_TIME,
};

function typed(
  name: string,
  type: Parameter,
  value: Value,
  index: number,
  context: EvaluationContext,
): Types[Parameter] {
  if (type === "tree") walk(value, context);
  if (type === "any" || type === "tree") return value;
  if (value === null) return ZEROS[type];
  if (type === "int" && typeof value === "bigint") return Number(value);
  if (fits(type, value)) return value;
  const wanted =
    { int: "int", int64: "int", map: "map", time: "time.Time" }[type as string] ?? type;
  const found = typeName(value);
  throw new ExpressionError(`sprig.${name} needs ${wanted} as argument ${index + 1}, not ${found}`);
}

function fits(type: Parameter, value: Value): boolean {
  switch (type) {
    case "int64":
      return typeof value === "bigint";
    case "float64":
      return typeof value === "number";
    case "bool":
      return typeof value === "boolean";
    case "string":
      return typeof value === "string";
    case "map":
      return isMap(value);
    default:
      return isTime(value);
  }
}

function wrongCount(name: string, count: number, given: readonly Value[], more: boolean) {
  const wanted = `${more ? "at least " : ""}${count} argument${count === 1 ? "" : "s"}`;
  return new ExpressionError(`sprig.${name} needs ${wanted}, not ${given.length}`);
}
