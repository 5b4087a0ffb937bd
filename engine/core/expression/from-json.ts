/** Reads JSON as Go's `json.Unmarshal` does into an unknown type: every number is a float. */
import { ExpressionError, MAX_VALUE_DEPTH, type MapKey, type Value } from "./value.ts";

/** Throws `ExpressionError` on what is no JSON, or too deep. */
export function fromGoJson(text: string): Value {
  return converted(parsed(text), 0);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ExpressionError(error instanceof Error ? error.message : "invalid JSON");
  }
}

function converted(json: unknown, depth: number): Value {
  if (depth > MAX_VALUE_DEPTH) throw new ExpressionError("JSON is nested too deeply");
  if (json === null || typeof json === "boolean") return json;
  if (typeof json === "string") return json.toWellFormed();
  if (typeof json === "number") {
    if (Number.isFinite(json)) return json;
    throw new ExpressionError("json: a number does not fit into a float64");
  }
  if (Array.isArray(json)) return json.map((item) => converted(item, depth + 1));
  const map = new Map<MapKey, Value>();
  for (const [key, value] of Object.entries(json as object)) {
    map.set(key.toWellFormed(), converted(value, depth + 1));
  }
  return map;
}
