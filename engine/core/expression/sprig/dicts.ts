/** sprig's dictionaries. A function that changes one in Go gives a changed copy here. */

import { compareText, sortedEntries } from "../go/order.ts";
import {
  type Callable,
  type EvaluationContext,
  ExpressionError,
  isMap,
  MAX_VALUE_DEPTH,
  spend,
  type Value,
  type ValueMap,
} from "../value.ts";
import { toText } from "./cast.ts";
import { define, defineVariadic, walk } from "./define.ts";
import { isEmpty } from "./emptiness.ts";

export const DICTS: readonly Callable[] = [
  defineVariadic("dict", [], "any", (_, rest, context) => dict(rest, context)),
  define("get", ["map", "string"], ([map, key]) => map.get(key) ?? (map.has(key) ? null : "")),
  define("set", ["map", "string", "any"], ([map, key, value]) => new Map(map).set(key, value)),
  define("unset", ["map", "string"], ([map, key]) => without(map, [key])),
  define("hasKey", ["map", "string"], ([map, key]) => map.has(key)),
  defineVariadic("pluck", ["string"], "map", ([key], maps) =>
    maps.filter((map) => map.has(key)).map((map) => map.get(key) as Value),
  ),
  defineVariadic("keys", [], "map", (_, maps) => maps.flatMap(keysOf)),
  define("values", ["map"], ([map]) => sortedEntries(map).map(([, value]) => value)),
  defineVariadic(
    "pick",
    ["map"],
    "string",
    ([map], keys) =>
      new Map(keys.filter((key) => map.has(key)).map((key) => [key, map.get(key) as Value])),
  ),
  defineVariadic("omit", ["map"], "string", ([map], keys) => without(map, keys)),
  ...["merge", "mustMerge"].map((name) =>
    defineVariadic(name, ["map"], "map", ([first], rest, context) =>
      rest.reduce((into, from) => merge(into, from, false, context), first),
    ),
  ),
  ...["mergeOverwrite", "mustMergeOverwrite"].map((name) =>
    defineVariadic(name, ["map"], "map", ([first], rest, context) =>
      rest.reduce((into, from) => merge(into, from, true, context), first),
    ),
  ),
  defineVariadic("dig", [], "any", (_, args) => dig(args)),
];

/** Keys and values by turns; a last key without a value gets an empty text. */
function dict(args: readonly Value[], context: EvaluationContext): ValueMap {
  const map = new Map<string, Value>();
  for (let i = 0; i < args.length; i += 2) {
    walk(args[i] as Value, context);
    map.set(toText(args[i] as Value), i + 1 < args.length ? (args[i + 1] as Value) : "");
  }
  return map;
}

/** Go gives keys and values in any order, another each time; here they are sorted by key. */
function keysOf(map: ValueMap): string[] {
  return [...map.keys()].map((key) => toText(key)).sort(compareText);
}

function without(map: ValueMap, keys: readonly string[]): ValueMap {
  const omitted = new Set<unknown>(keys);
  return new Map([...map].filter(([key]) => !omitted.has(key)));
}

/**
 * Merges a dictionary into another, as dario.cat/mergo v1.0 does: what the first lacks or has empty is
 * taken over, dictionaries within dictionaries are merged.
 *
 * @param overwrites whether the second goes before the first; nil counts as a value only then
 */
function merge(
  into: ValueMap,
  from: ValueMap,
  overwrites: boolean,
  context: EvaluationContext,
  depth = 0,
): ValueMap {
  if (depth > MAX_VALUE_DEPTH) throw new ExpressionError("dictionaries are nested too deeply");
  spend(context, 1 + into.size + from.size);
  const merged = new Map(into);
  for (const [key, value] of from) {
    const old = merged.get(key) ?? null;
    if (value === null) {
      if (overwrites) merged.set(key, value);
    } else if (isMap(old) && isMap(value)) {
      const both = merge(old, value, overwrites, context, depth + 1);
      merged.set(key, isEmpty(both) ? value : both);
    } else if (overwrites || isEmpty(old)) {
      merged.set(key, value);
    }
  }
  return merged;
}

/** Keys, a default and a dictionary: the value below the keys, or the default. */
function dig(args: readonly Value[]): Value {
  if (args.length < 3) throw new ExpressionError("sprig.dig needs at least three arguments");
  const fallback = args.at(-2) as Value;
  let at = args.at(-1) as Value;
  for (const key of args.slice(0, -2)) {
    if (!isMap(at)) throw new ExpressionError("sprig.dig found no dictionary on its way");
    if (typeof key !== "string") throw new ExpressionError("sprig.dig needs texts as keys");
    if (!at.has(key)) return fallback;
    at = at.get(key) as Value;
  }
  return at;
}
