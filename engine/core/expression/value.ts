/** What an expression works on: Go's values as expr-lang sees them, and how Go prints them. */
import { durationText } from "./duration-text.ts";
import { formatGoFloat } from "./go/float.ts";
import { formatGoTime } from "./go/time-format.ts";

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

/** The layouts of Go's `Time.String` and of a time in JSON. */
const TIME_STRING = "2006-01-02 15:04:05.999999999 -0700 MST";
const RFC3339_NANO = "2006-01-02T15:04:05.999999999Z07:00";

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

/**
 * How much of a text is left to write. A list that is in itself many times over is small in memory
 * and endless in print.
 */
interface Room {
  left: number;
}

function use(room: Room, size: number, depth: number): void {
  room.left -= size;
  if (room.left < 0) throw new ExpressionError("a value is too large to be written");
  if (depth > MAX_VALUE_DEPTH) throw new ExpressionError("a value is nested too deeply");
}

/** What Go's `fmt.Sprint` and `%v` print; `ExpressionError` beyond the bounds of size and depth. */
export function toGoString(value: Value): string {
  return sprint(value, 0, { left: MAX_SIZE });
}

function sprint(value: Value, depth: number, room: Room): string {
  use(room, typeof value === "string" ? value.length : 1, depth);
  if (value === null) return "<nil>";
  if (typeof value === "number") return formatGoFloat(value);
  if (typeof value !== "object") return String(value);
  if (isArray(value)) return `[${value.map((item) => sprint(item, depth + 1, room)).join(" ")}]`;
  if (isMap(value)) {
    const entries = sortedEntries(value).map(
      ([key, item]) => `${sprint(key, depth, room)}:${sprint(item, depth + 1, room)}`,
    );
    return `map[${entries.join(" ")}]`;
  }
  if (isTime(value)) return formatGoTime(value, TIME_STRING);
  if (isDuration(value)) return durationText(value.ns);
  // Go prints an address here, which is never the same twice.
  throw new ExpressionError(`the function '${value.name}' has no text`);
}

/** Entries in the order in which Go prints and marshals a map: by key. */
export function sortedEntries(map: ValueMap): [MapKey, Value][] {
  return [...map.entries()].sort(([a], [b]) => compareKeys(a, b));
}

function compareKeys(a: MapKey, b: MapKey): number {
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  if (typeof a !== typeof b) return typeof a < typeof b ? -1 : 1;
  return (a as bigint) < (b as bigint) ? -1 : (a as bigint) > (b as bigint) ? 1 : 0;
}

/** By code point, as Go compares UTF-8 bytes; JavaScript's `<` goes by UTF-16 unit. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a.charCodeAt(i) === b.charCodeAt(i)) continue;
    return rankOfUnit(a.charCodeAt(i)) - rankOfUnit(b.charCodeAt(i));
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above every other unit. */
function rankOfUnit(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/**
 * JSON as Go's `json.Marshal` writes it; with `indent` as `json.MarshalIndent(v, "", indent)`.
 * `ExpressionError` on functions, infinite numbers and maps with other keys than strings.
 */
export function toGoJson(value: Value, indent = ""): string {
  return json(value, indent, "\n", 0, { left: MAX_SIZE });
}

function json(value: Value, indent: string, line: string, depth: number, room: Room): string {
  use(room, typeof value === "string" ? value.length : 1, depth);
  if (isNil(value)) return "null";
  if (typeof value === "string") return jsonString(value);
  if (typeof value === "number") return jsonFloat(value);
  if (typeof value !== "object") return String(value);
  const inner = line + indent;
  if (isArray(value)) {
    const items = value.map((item) => json(item, indent, inner, depth + 1, room));
    return enclose("[", items, "]", indent, line);
  }
  if (isMap(value)) {
    if (value instanceof AnyKeyMap) throw new ExpressionError(ANY_KEY_JSON);
    const colon = indent === "" ? ":" : ": ";
    const items = sortedEntries(value).map(
      ([key, item]) =>
        jsonKey(key, room, depth) + colon + json(item, indent, inner, depth + 1, room),
    );
    return enclose("{", items, "}", indent, line);
  }
  if (isTime(value)) return `"${formatGoTime(value, RFC3339_NANO)}"`;
  if (isDuration(value)) return String(value.ns);
  throw new ExpressionError("json: unsupported type: func");
}

function enclose(open: string, items: string[], close: string, indent: string, line: string) {
  if (indent === "" || items.length === 0) return open + items.join(",") + close;
  return open + line + indent + items.join(`,${line}${indent}`) + line + close;
}

const ANY_KEY_JSON = "json: unsupported type: map[interface {}]interface {}";

function jsonKey(key: MapKey, room: Room, depth: number): string {
  if (typeof key === "string") return json(key, "", "", depth, room);
  throw new ExpressionError(ANY_KEY_JSON);
}

function jsonFloat(value: number): string {
  if (!Number.isFinite(value))
    throw new ExpressionError(`json: unsupported value: ${formatGoFloat(value)}`);
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Go escapes `<`, `>`, `&` and the two JavaScript line ends as well. */
function jsonString(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
