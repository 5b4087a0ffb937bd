/** Equality and order of values, as expr-lang has them at run time. */

import { compareText } from "./go/order.ts";
import {
  AnyKeyMap,
  type EvaluationContext,
  ExpressionError,
  isArray,
  isCallable,
  isDuration,
  isMap,
  isTime,
  MAX_VALUE_DEPTH,
  spend,
  typeName,
  type Value,
  type ValueMap,
} from "./value.ts";

/** `1 == 1.0` and `[1] == [1.0]`, but maps are equal only when their values have equal types. */
export function equal(left: Value, right: Value, context: EvaluationContext, depth = 0): boolean {
  guard(context, depth);

  if (isNumber(left) && isNumber(right))
    return Number(left) === Number(right) && exact(left, right);
  if (isArray(left) && isArray(right)) {
    const mixed = left.length === right.length;
    return mixed && left.every((item, i) => equal(item, right[i] as Value, context, depth + 1));
  }
  return deepEqual(left, right, context, depth);
}

/** Two ints may differ although their floats are the same. */
function exact(left: bigint | number, right: bigint | number): boolean {
  return typeof left !== "bigint" || typeof right !== "bigint" || left === right;
}

/** Go's `reflect.DeepEqual`: types must be the same too. */
function deepEqual(left: Value, right: Value, context: EvaluationContext, depth: number): boolean {
  guard(context, depth);
  if (left === null || right === null) return left === right;
  if (isArray(left)) {
    if (!isArray(right) || left.length !== right.length) return false;
    return left.every((item, i) => deepEqual(item, right[i] as Value, context, depth + 1));
  }
  if (isMap(left)) return isMap(right) && equalMaps(left, right, context, depth);
  if (isTime(left)) return isTime(right) && left.unixNs === right.unixNs;
  if (isDuration(left)) return isDuration(right) && left.ns === right.ns;
  return !isCallable(left) && left === right;
}

function equalMaps(left: ValueMap, right: ValueMap, context: EvaluationContext, depth: number) {
  if (left.size !== right.size) return false;
  if (left instanceof AnyKeyMap !== right instanceof AnyKeyMap) return false;
  for (const [key, value] of left) {
    const other = right.get(key);
    if (other === undefined || !deepEqual(value, other, context, depth + 1)) return false;
  }
  return true;
}

function guard(context: EvaluationContext, depth: number): void {
  spend(context, 1);
  if (depth > MAX_VALUE_DEPTH) throw new ExpressionError("a value is nested too deeply to compare");
}

/** Below zero, zero, above zero, or NaN; an error for values that have no order. */
export function order(left: Value, right: Value, operator: string): number {
  if (isNumber(left) && isNumber(right)) {
    if (left < right) return -1;
    if (left > right) return 1;
    return Number.isNaN(left) || Number.isNaN(right) ? Number.NaN : 0;
  }
  if (typeof left === "string" && typeof right === "string") return compareText(left, right);
  if (isTime(left) && isTime(right)) return Number(left.unixNs - right.unixNs);
  if (isDuration(left) && isDuration(right)) return Number(left.ns - right.ns);
  throw mismatch(operator, left, right);
}

export function isNumber(value: Value): value is bigint | number {
  return typeof value === "bigint" || typeof value === "number";
}

export function mismatch(operator: string, left: Value, right: Value): ExpressionError {
  return new ExpressionError(`invalid operation: ${typeName(left)} ${operator} ${typeName(right)}`);
}
