/** What an expression works on: Go's values as expr-lang sees them. */

/**
 * `bigint` is Go's int and int64, `number` is float64. Arrays and maps are never changed once made.
 */
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | readonly Value[]
  | ValueMap
  | GoTime
  | GoDuration
  | Callable;

/** Keys of a map; only `groupBy` and `countBy` make keys that are not strings. */
export type MapKey = string | boolean | bigint | number | null;

/** A `Map`, so that `__proto__` and `constructor` are keys like any other. */
export interface ValueMap extends ReadonlyMap<MapKey, Value> {}

/** A map whose keys may be of any kind, which Go's JSON refuses: `groupBy` and `fromPairs` make it. */
export class AnyKeyMap extends Map<MapKey, Value> {
  /** What a key that is not there has. */
  readonly absent: Value;

  constructor(entries: Iterable<readonly [MapKey, Value]>, absent: Value) {
    super(entries);
    this.absent = absent;
  }
}

/** Go's nil slice: an empty list, but nil for `??` and in JSON; `groupBy` has it where it has no group. */
export const NO_ITEMS: readonly Value[] = [];

export function isNil(value: Value): boolean {
  return value === null || value === NO_ITEMS;
}

/** An instant with the fixed offset in which it is read and printed. */
export interface GoTime {
  readonly kind: "time";
  /** Nanoseconds since 1970-01-01T00:00:00Z. */
  readonly unixNs: bigint;
  /** Local time minus UTC. */
  readonly offsetSeconds: number;
  /** The zone's abbreviation: `UTC`, or what Go prints for a nameless offset (`+0200`). */
  readonly zone: string;
}

export interface GoDuration {
  readonly kind: "duration";
  readonly ns: bigint;
}

/** What the arguments and the result of a function must be, where that is known beforehand. */
export interface Signature {
  readonly parameters: readonly ("any" | "string")[];
  readonly result: "any" | "string";
}

/** A function of the environment. Throws `ExpressionError` on arguments that it does not take. */
export interface Callable {
  readonly kind: "function";
  readonly name: string;
  /** Without one, calls are checked by the function itself. */
  readonly signature?: Signature;
  call(args: readonly Value[], context: EvaluationContext): Value;
}

/** What an evaluation may read of the world, and how much work it may still do. */
export interface EvaluationContext {
  readonly nowMs: number;
  /** Uniform in [0, 1). */
  random(): number;
  readonly budget: Budget;
}

/** Work left; every node, element and 64 characters made cost one step. */
export interface Budget {
  stepsLeft: number;
}

/** Steps of one evaluation unless the caller says otherwise. */
export const DEFAULT_STEPS = 1_000_000;
/** Longest string and array that an expression makes. */
export const MAX_SIZE = 1_000_000;
/** Deepest nesting of arrays and maps that is printed, compared or read. */
export const MAX_VALUE_DEPTH = 200;

/** What is wrong with an expression or its evaluation; `position` is an offset into its text. */
export class ExpressionError extends Error {
  readonly position: number | undefined;

  constructor(message: string, position?: number) {
    super(message);
    this.name = "ExpressionError";
    this.position = position;
  }
}

/** Pays for work; the error instead of a hang. */
export function spend(context: EvaluationContext, steps: number): void {
  context.budget.stepsLeft -= steps;
  if (context.budget.stepsLeft < 0) {
    throw new ExpressionError("the expression does more work than is allowed");
  }
}

/** Refuses a string or an array before it is built. */
export function checkSize(context: EvaluationContext, size: number): void {
  if (!(size <= MAX_SIZE)) {
    throw new ExpressionError(`a result of more than ${MAX_SIZE} elements or characters`);
  }
  spend(context, Math.ceil(size / 64));
}

/** Wraps like Go's int64. */
export function int64(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

export function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isMap(value: Value): value is ValueMap {
  return value instanceof Map;
}

function kindOf(value: Value): string | undefined {
  return typeof value === "object" && value !== null && "kind" in value ? value.kind : undefined;
}

export function isTime(value: Value): value is GoTime {
  return kindOf(value) === "time";
}

export function isDuration(value: Value): value is GoDuration {
  return kindOf(value) === "duration";
}

export function isCallable(value: Value): value is Callable {
  return kindOf(value) === "function";
}

/** Go's name of the type, for messages. */
export function typeName(value: Value): string {
  if (value === null) return "nil";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint") return "int";
  if (typeof value === "number") return "float64";
  if (typeof value === "string") return "string";
  if (isArray(value)) return "[]interface {}";
  if (isMap(value)) return "map[string]interface {}";
  if (isTime(value)) return "time.Time";
  return isDuration(value) ? "time.Duration" : "func";
}
