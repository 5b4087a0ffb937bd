/** The functions that call a closure for each element: `filter`, `map`, `reduce`, `sortBy` … */
import { PREDICATE_ARGUMENTS } from "../builtin-names.ts";
import { toUtf8 } from "../bytes.ts";
import { order } from "../compare.ts";
import { add, mapKey } from "../operators.ts";
import {
  AnyKeyMap,
  type EvaluationContext,
  ExpressionError,
  isArray,
  isDuration,
  type MapKey,
  NO_ITEMS,
  spend,
  typeName,
  type Value,
} from "../value.ts";
import { sorted } from "./sorted.ts";

/** What a closure is called with: `#`, `#index` and `#acc`. */
export interface Step {
  readonly element: Value;
  readonly index: number;
  readonly accumulated: Value;
}

type Body = (step: Step) => Value;

export function isPredicate(name: string): boolean {
  return PREDICATE_ARGUMENTS.has(name);
}

export function callPredicate(
  name: string,
  collection: Value,
  closure: Body | undefined,
  extra: Value | undefined,
  context: EvaluationContext,
): Value {
  const items = elements(name, collection);
  spend(context, items.length);
  const body = closure ?? identity;
  const value = (index: number): Value =>
    body({ element: items[index] as Value, index, accumulated: null });
  const test = (_: Value, index: number): boolean => truth(name, value(index));
  switch (name) {
    case "all":
      return items.every(test);
    case "any":
      return items.some(test);
    case "none":
      return !items.some(test);
    case "one":
      return items.filter(test).length === 1;
    case "filter":
      return items.filter(test);
    case "count":
      return BigInt(items.filter(test).length);
    case "map":
      return items.map((_, index) => value(index));
    case "find":
      return items.find(test) ?? null;
    case "findLast":
      return items.findLast(test) ?? null;
    case "findIndex":
      return indexOrNil(items.findIndex(test));
    case "findLastIndex":
      return indexOrNil(items.findLastIndex(test));
    case "sum":
      return items.reduce<Value>((total, _, index) => plus(value(index), total, context), 0n);
    case "groupBy":
      return groups(items, value);
    case "sortBy":
      return sortBy(items, value, extra ?? "asc", context);
    default:
      return reduce(items, body, extra);
  }
}

/** The zero that a sum begins with is no time in seconds, and yet a duration may be added to it. */
function plus(item: Value, total: Value, context: EvaluationContext): Value {
  return total === 0n && isDuration(item) ? item : add(item, total, context);
}

function identity(step: Step): Value {
  return step.element;
}

/** A string of an unknown variable counts as its bytes there. */
function elements(name: string, collection: Value): readonly Value[] {
  if (isArray(collection)) return collection;
  if (typeof collection === "string") return toUtf8(collection).map(BigInt);
  throw new ExpressionError(`${name} takes only array (got ${typeName(collection)})`);
}

function truth(name: string, value: Value): boolean {
  if (typeof value === "boolean") return value;
  throw new ExpressionError(`the closure of ${name} gave no bool but ${typeName(value)}`);
}

function indexOrNil(index: number): Value {
  return index < 0 ? null : BigInt(index);
}

function groups(items: readonly Value[], value: (index: number) => Value): Value {
  const found = new Map<MapKey, Value[]>();
  items.forEach((item, index) => {
    const key = mapKey(value(index), true);
    const group = found.get(key);
    if (group === undefined) found.set(key, [item]);
    else group.push(item);
  });
  return new AnyKeyMap(found, NO_ITEMS);
}

function sortBy(
  items: readonly Value[],
  value: (index: number) => Value,
  direction: Value,
  context: EvaluationContext,
): Value {
  const keyed = items.map((item, index) => ({ item, key: value(index) }));
  return sorted(keyed, (a, b) => order(a.key, b.key, "<"), direction, context).map(
    ({ item }) => item,
  );
}

/** Without a start, the first element is it. */
function reduce(items: readonly Value[], body: Body, start: Value | undefined): Value {
  if (start === undefined && items.length === 0) {
    throw new ExpressionError("reduce of empty array with no initial value");
  }
  let accumulated = start ?? (items[0] as Value);
  for (let index = start === undefined ? 1 : 0; index < items.length; index++) {
    accumulated = body({ element: items[index] as Value, index, accumulated });
  }
  return accumulated;
}
