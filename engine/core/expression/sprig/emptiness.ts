/** sprig's defaults: what counts as empty, and what stands in for it. */
import { type Callable, isArray, isDuration, isMap, type Value } from "../value.ts";
import { define, defineVariadic } from "./define.ts";

export const DEFAULTS: readonly Callable[] = [
  defineVariadic("default", ["any"], "any", ([fallback], [given = null]) =>
    isEmpty(given) ? fallback : given,
  ),
  define("empty", ["any"], ([value]) => isEmpty(value)),
  defineVariadic("coalesce", [], "any", (_, rest) => rest.find((value) => !isEmpty(value)) ?? null),
  defineVariadic("all", [], "any", (_, rest) => rest.every((value) => !isEmpty(value))),
  defineVariadic("any", [], "any", (_, rest) => rest.some((value) => !isEmpty(value))),
  define("ternary", ["any", "any", "bool"], ([yes, no, condition]) => (condition ? yes : no)),
];

/** nil, false, zero, and what has no characters, elements or keys. */
export function isEmpty(value: Value): boolean {
  if (value === null || value === false || value === "" || value === 0n) return true;
  if (typeof value === "number") return value === 0;
  if (isArray(value)) return value.length === 0;
  if (isMap(value)) return value.size === 0;
  return isDuration(value) && value.ns === 0n;
}
