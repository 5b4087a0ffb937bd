/** Members, elements and slices of values. */
import { byteAt, byteLength, sliceBytes } from "./bytes.ts";
import { toGoString } from "./go/text.ts";
import { mapKey, toInt } from "./operators.ts";
import { timeMethod } from "./time-methods.ts";
import {
  AnyKeyMap,
  ExpressionError,
  isArray,
  isDuration,
  isMap,
  isTime,
  typeName,
  type Value,
} from "./value.ts";

/** `base.name`, `base[index]`; what a map does not have is nil, an index outside is an error. */
export function member(base: Value, property: Value): Value {
  if (isArray(base)) {
    const index = place(property, base.length);
    return base[index] as Value;
  }
  if (isMap(base)) {
    const found = base.get(mapKey(property, base instanceof AnyKeyMap));
    return found ?? (base instanceof AnyKeyMap ? base.absent : null);
  }
  if (typeof base === "string") {
    return BigInt(byteAt(base, place(property, byteLength(base))) as number);
  }
  if ((isTime(base) || isDuration(base)) && typeof property === "string") {
    const method = timeMethod(base, property);
    if (method !== undefined) return method;
  }
  throw new ExpressionError(`cannot fetch ${toGoString(property)} from ${typeName(base)}`);
}

function place(property: Value, length: number): number {
  const asked = toInt(property);
  const index = asked < 0n ? asked + BigInt(length) : asked;
  if (index < 0n || index >= BigInt(length)) {
    throw new ExpressionError(`index out of range: ${asked} (array length is ${length})`);
  }
  return Number(index);
}

/** `base[from:to]`; bounds outside are moved inside, negative ones count from the end. */
export function slice(base: Value, from: Value | undefined, to: Value | undefined): Value {
  if (!isArray(base) && typeof base !== "string") {
    throw new ExpressionError(`cannot slice ${typeName(base)}`);
  }
  const length = isArray(base) ? base.length : byteLength(base);
  const end = bound(to, length, length);
  const start = Math.min(bound(from, length, 0), end);
  return isArray(base) ? base.slice(start, end) : sliceBytes(base, start, end);
}

function bound(value: Value | undefined, length: number, fallback: number): number {
  if (value === undefined) return fallback;
  const asked = Number(toInt(value));
  return Math.max(0, Math.min(asked < 0 ? length + asked : asked, length));
}
