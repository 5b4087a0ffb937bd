/** The environment in which Argo evaluates: dotted names nested into maps, and its own functions. */
import { toFloat, toInt } from "./builtin/numbers.ts";
import { fromGoJson } from "./from-json.ts";
import { toGoJson } from "./go/json.ts";
import { queryJsonPath } from "./jsonpath/query.ts";
import { SPRIG } from "./sprig/functions.ts";
import {
  type Callable,
  checkSize,
  ExpressionError,
  isMap,
  type MapKey,
  type Signature,
  typeName,
  type Value,
  type ValueMap,
} from "./value.ts";

/** Most parts of one dotted name. */
const MAX_PARTS = 50;

type MutableMap = Map<MapKey, Value>;

/**
 * Nests `a.b.c` into maps and adds Argo's functions (source: Argo's `env.GetFuncMap`). Where one name
 * is the beginning of another (`a` and `a.b`), the longer one stays, as upstream.
 */
export function expandEnv(flat: Iterable<readonly [string, Value]>): ValueMap {
  const env: MutableMap = new Map();
  const made = new Set<ValueMap>([env]);
  for (const [name, value] of flat) place(env, made, splitName(name), value);
  for (const [name, value] of ARGO_FUNCTIONS) env.set(name, value);
  return env;
}

function splitName(name: string): string[] {
  const parts = name.split(".");
  return parts.length > MAX_PARTS ? [name] : parts;
}

/** Only maps made here are filled: a value that is a map itself belongs to somebody else. */
function place(env: MutableMap, made: Set<ValueMap>, parts: string[], value: Value): void {
  let at = env;
  for (const part of parts.slice(0, -1)) {
    const inner = at.get(part);
    if (inner !== undefined && isMap(inner) && made.has(inner)) {
      at = inner as MutableMap;
      continue;
    }
    const next: MutableMap = new Map();
    made.add(next);
    at.set(part, next);
    at = next;
  }
  const last = parts.at(-1) as string;
  const before = at.get(last);
  const nested = before !== undefined && isMap(before) && made.has(before);
  if (!nested) at.set(last, value);
}

function named(name: string, call: Callable["call"], signature: Signature): [string, Callable] {
  return [name, { kind: "function", name, signature, call }];
}

function text(value: Value | undefined): string {
  if (typeof value === "string") return value;
  throw new ExpressionError(`cannot use ${typeName(value ?? null)} as type string`);
}

/** Read only: `sprig` is one map for all evaluations. */
const SPRIG_MAP: ValueMap = new Map<MapKey, Value>(SPRIG);

const ARGO_FUNCTIONS: ReadonlyMap<string, Value> = new Map<string, Value>([
  named("asInt", ([value = null]) => toInt(value), { parameters: ["any"], result: "any" }),
  named("asFloat", ([value = null]) => toFloat(value), { parameters: ["any"], result: "any" }),
  named("toJson", ([value = null]) => toGoJson(value), { parameters: ["any"], result: "string" }),
  named(
    "jsonpath",
    ([json, path], context) => {
      checkSize(context, text(json).length);
      return queryJsonPath(fromGoJson(text(json)), text(path), context);
    },
    { parameters: ["string", "string"], result: "any" },
  ),
  ["sprig", SPRIG_MAP],
]);
