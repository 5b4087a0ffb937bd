/** Sorting in a direction given by name. */

import { toGoString } from "../go/text.ts";
import { type EvaluationContext, ExpressionError, spend, type Value } from "../value.ts";

/** A sorted copy; equal ones keep their order, which upstream leaves open. */
export function sorted<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  direction: Value,
  context: EvaluationContext,
): T[] {
  if (direction !== "asc" && direction !== "desc") {
    throw new ExpressionError(`invalid order ${toGoString(direction)}, expected asc or desc`);
  }
  const sign = direction === "asc" ? 1 : -1;
  return [...items].sort((a, b) => {
    spend(context, 1);
    return sign * compare(a, b) || 0;
  });
}
