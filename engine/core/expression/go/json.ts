/** Values as Go marshals them. */
import {
  AnyKeyMap,
  ExpressionError,
  isArray,
  isDuration,
  isMap,
  isNil,
  isTime,
  MAX_SIZE,
  type MapKey,
  type Value,
} from "../value.ts";
import { formatGoFloat } from "./float.ts";
import { sortedEntries } from "./order.ts";
import { type Room, use } from "./room.ts";
import { formatGoTime } from "./time-format.ts";

const RFC3339_NANO = "2006-01-02T15:04:05.999999999Z07:00";

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
