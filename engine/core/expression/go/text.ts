/** Values as Go prints them. */
import { durationText } from "../duration-text.ts";
import {
  ExpressionError,
  isArray,
  isDuration,
  isMap,
  isTime,
  MAX_SIZE,
  type Value,
} from "../value.ts";
import { formatGoFloat } from "./float.ts";
import { sortedEntries } from "./order.ts";
import { type Room, use } from "./room.ts";
import { formatGoTime } from "./time-format.ts";

/** The layouts of Go's `Time.String` and of a time in JSON. */
const TIME_STRING = "2006-01-02 15:04:05.999999999 -0700 MST";

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
