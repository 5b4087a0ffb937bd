/** Evaluates a text over plain JSON, and shows values with their Go types. */
import { expandEnv } from "../../../engine/core/expression/environment.ts";
import { evaluate } from "../../../engine/core/expression/evaluate.ts";
import { formatGoFloat } from "../../../engine/core/expression/go/float.ts";
import { toGoJson } from "../../../engine/core/expression/go/json.ts";
import { sortedEntries } from "../../../engine/core/expression/go/order.ts";
import { parseExpression } from "../../../engine/core/expression/parse.ts";
import {
  DEFAULT_STEPS,
  type EvaluationContext,
  isArray,
  isDuration,
  isMap,
  isTime,
  type MapKey,
  type Value,
} from "../../../engine/core/expression/value.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Whole numbers are Go's int. */
export function fromJson(json: Json): Value {
  if (typeof json === "number") return Number.isInteger(json) ? BigInt(json) : json;
  if (json === null || typeof json !== "object") return json;
  if (Array.isArray(json)) return json.map(fromJson);
  const entries = Object.entries(json).map(([key, item]): [MapKey, Value] => [key, fromJson(item)]);
  return new Map(entries);
}

/** `{int: "5"}`, `{float: "0.5"}`, `{map: [[key, value], …]}`; text, lists, booleans and nil as they are. */
export function tagged(value: Value): unknown {
  if (typeof value === "bigint") return { int: String(value) };
  if (typeof value === "number") return { float: formatGoFloat(value) };
  if (value === null || typeof value !== "object") return value;
  if (isArray(value)) return value.map(tagged);
  if (isMap(value)) {
    return { map: sortedEntries(value).map(([key, item]) => [tagged(key), tagged(item)]) };
  }
  if (isTime(value)) return { time: JSON.parse(toGoJson(value)) };
  return isDuration(value) ? { duration: String(value.ns) } : { func: true };
}

export function contextOf(steps = DEFAULT_STEPS): EvaluationContext {
  return { nowMs: 1_700_000_000_000, random: () => 0.5, budget: { stepsLeft: steps } };
}

/** The value of an expression in an environment of dotted names. */
export function run(
  text: string,
  flat: { readonly [name: string]: Json } = {},
  steps?: number,
): Value {
  const env = expandEnv(Object.entries(flat).map(([name, json]) => [name, fromJson(json)]));
  return evaluate(parseExpression(text), env, contextOf(steps));
}
