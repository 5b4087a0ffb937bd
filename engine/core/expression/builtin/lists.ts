/** Arrays and maps. */
import { equal, order } from "../compare.ts";
import { sortedEntries } from "../go/order.ts";
import { toGoString } from "../go/text.ts";
import { member } from "../member.ts";
import { mapKey } from "../operators.ts";
import {
  AnyKeyMap,
  checkSize,
  type EvaluationContext,
  ExpressionError,
  isArray,
  isMap,
  MAX_VALUE_DEPTH,
  type MapKey,
  NO_ITEMS,
  spend,
  type Value,
} from "../value.ts";
import type { Arguments, BuiltinFunction } from "./arguments.ts";
import { sorted } from "./sorted.ts";

/** Characters of a string, not bytes: of all functions only this one counts them. */
function len(args: Arguments): Value {
  const value = args.any(0);
  if (typeof value === "string") return BigInt([...value].length);
  if (isArray(value)) return BigInt(value.length);
  return isMap(value) ? BigInt(value.size) : args.refuse(0);
}

/** Nil where there is no such element, whatever the reason. */
function get(base: Value, property: Value): Value {
  try {
    return member(base, property);
  } catch (error) {
    if (error instanceof ExpressionError && !isMap(base)) return null;
    throw error;
  }
}

function take(args: Arguments): Value {
  const list = args.list(0);
  const count = args.int(1);
  if (count < 0n) throw new ExpressionError("take: slice index out of bounds");
  return list.slice(0, Number(count));
}

function fromPairs(args: Arguments): Value {
  const map = new Map<MapKey, Value>();
  for (const pair of args.list(0)) {
    if (!isArray(pair) || pair.length !== 2) {
      throw new ExpressionError(`invalid pair ${toGoString(pair)}`);
    }
    map.set(mapKey(pair[0] as Value, true), pair[1] as Value);
  }
  return new AnyKeyMap(map, null);
}

function uniq(args: Arguments, context: EvaluationContext): Value {
  const found: Value[] = [];
  for (const item of args.list(0)) {
    if (!found.some((other) => equal(item, other, context))) found.push(item);
  }
  return found;
}

function concat(args: Arguments, context: EvaluationContext): Value {
  const lists = args.values.map((_, i) => args.list(i));
  const size = lists.reduce((total, list) => total + list.length, 0);
  checkSize(context, size);
  spend(context, size);
  if (size === 0) return NO_ITEMS;
  return lists.flat() as Value[];
}

function flatten(args: Arguments, context: EvaluationContext): Value {
  const flat: Value[] = [];
  const visit = (list: readonly Value[], depth: number): void => {
    if (depth > MAX_VALUE_DEPTH) throw new ExpressionError("a value is nested too deeply");
    for (const item of list) {
      spend(context, 1);
      if (isArray(item)) visit(item, depth + 1);
      else flat.push(item);
    }
  };
  visit(args.list(0), 0);
  return flat;
}

/** What is no array has nothing to sort. */
function sort(args: Arguments, context: EvaluationContext): Value {
  const value = args.any(0);
  const direction = args.length > 1 ? args.text(1) : "asc";
  if (!isArray(value)) return NO_ITEMS;
  return sorted(value, (a, b) => order(a, b, "<"), direction, context);
}

export const LISTS: readonly (readonly [string, BuiltinFunction])[] = [
  ["len", len],
  ["get", (args) => get(args.any(0), args.any(1))],
  ["first", (args) => get(args.any(0), 0n)],
  ["last", (args) => get(args.any(0), -1n)],
  ["take", take],
  ["keys", (args) => sortedEntries(args.map(0)).map(([key]) => key)],
  ["values", (args) => sortedEntries(args.map(0)).map(([, value]) => value)],
  ["toPairs", (args) => sortedEntries(args.map(0))],
  ["fromPairs", fromPairs],
  ["reverse", (args) => args.list(0).toReversed()],
  ["uniq", uniq],
  ["concat", concat],
  ["flatten", flatten],
  ["sort", sort],
];
