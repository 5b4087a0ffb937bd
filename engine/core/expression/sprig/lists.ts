/** sprig's lists. */

import { compareText } from "../go/order.ts";
import type { EvaluationContext } from "../value.ts";
import { type Callable, checkSize, ExpressionError, isArray, spend, type Value } from "../value.ts";
import { toInt64, toText } from "./cast.ts";
import { toTexts } from "./conversion.ts";
import { define, defineVariadic } from "./define.ts";
import { isEmpty } from "./emptiness.ts";
import { deepEqual, kindOf } from "./reflection.ts";

export const LISTS: readonly Callable[] = [
  ...["list", "tuple"].map((name) => defineVariadic(name, [], "any", (_, rest) => rest)),
  ...withMust("append", (name) =>
    define(name, ["any", "any"], ([list, item]) => [...items(name, list), item]),
  ),
  ...withMust("push", (name) =>
    define(name, ["any", "any"], ([list, item]) => [...items(name, list), item]),
  ),
  ...withMust("prepend", (name) =>
    define(name, ["any", "any"], ([list, item]) => [item, ...items(name, list)]),
  ),
  ...withMust("first", (name) => define(name, ["any"], ([list]) => items(name, list)[0] ?? null)),
  ...withMust("last", (name) =>
    define(name, ["any"], ([list]) => items(name, list).at(-1) ?? null),
  ),
  ...withMust("rest", (name) => define(name, ["any"], ([list]) => items(name, list).slice(1))),
  ...withMust("initial", (name) =>
    define(name, ["any"], ([list]) => items(name, list).slice(0, -1)),
  ),
  ...withMust("reverse", (name) =>
    define(name, ["any"], ([list]) => items(name, list).toReversed()),
  ),
  ...withMust("compact", (name) =>
    define(name, ["any"], ([list]) => items(name, list).filter((item) => !isEmpty(item))),
  ),
  ...withMust("uniq", (name) =>
    define(name, ["any"], ([list], context) => unique(items(name, list), context)),
  ),
  ...withMust("without", (name) =>
    defineVariadic(name, ["any"], "any", ([list], omitted, context) =>
      items(name, list).filter((item) => !contains(omitted, item, context)),
    ),
  ),
  ...withMust("has", (name) =>
    define(name, ["any", "any"], ([needle, list], context) =>
      list === null ? false : contains(items(name, list), needle, context),
    ),
  ),
  ...withMust("slice", (name) =>
    defineVariadic(name, ["any"], "any", ([list], indices) => slice(items(name, list), indices)),
  ),
  ...withMust("chunk", (name) =>
    define(name, ["int", "any"], ([size, list]) => chunk(items(name, list), size)),
  ),
  defineVariadic("concat", [], "any", (_, lists) => lists.flatMap((list) => items("concat", list))),
  define("join", ["string", "tree"], ([separator, list], context) => {
    const texts = toTexts(list);
    const length = texts.reduce((sum, text) => sum + text.length + separator.length, 0);
    checkSize(context, length);
    return texts.join(separator);
  }),
  define("sortAlpha", ["tree"], ([list]) =>
    isArray(list) ? toTexts(list).toSorted(compareText) : [toText(list)],
  ),
];

/** Both spellings give an error here: in an expression there is nobody else to tell. */
function withMust(name: string, make: (name: string) => Callable): Callable[] {
  return [make(name), make(`must${name[0]?.toUpperCase()}${name.slice(1)}`)];
}

function items(name: string, list: Value): readonly Value[] {
  if (isArray(list)) return list;
  throw new ExpressionError(`sprig.${name} needs a list, not ${kindOf(list)}`);
}

function contains(list: readonly Value[], needle: Value, context: EvaluationContext): boolean {
  spend(context, list.length);
  return list.some((item) => deepEqual(item, needle, context));
}

function unique(list: readonly Value[], context: EvaluationContext): readonly Value[] {
  const found: Value[] = [];
  for (const item of list) if (!contains(found, item, context)) found.push(item);
  return found;
}

function slice(list: readonly Value[], indices: readonly Value[]): Value {
  if (list.length === 0) return null;
  const start = Number(toInt64(indices[0] ?? null));
  const end = indices.length < 2 ? list.length : Number(toInt64(indices[1] as Value));
  if (start < 0 || end < start || end > list.length) {
    throw new ExpressionError(`slice from ${start} to ${end} of a list of ${list.length}`);
  }
  return list.slice(start, end);
}

/** No element gives one empty chunk, as in sprig. */
function chunk(list: readonly Value[], size: number): readonly Value[] {
  if (size <= 0) throw new ExpressionError(`sprig.chunk needs a size above 0, not ${size}`);
  const count = Math.floor((list.length - 1) / size) + 1;
  return Array.from({ length: count }, (_, i) => list.slice(i * size, (i + 1) * size));
}
