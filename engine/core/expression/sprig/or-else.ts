/** For functions that swallow their errors, as those of sprig without `must` do. */
import { type EvaluationContext, ExpressionError, type Value } from "../value.ts";

/** The result, or the fallback when it cannot be had; but never when the work allowed is used up. */
export function orElse(fallback: Value, context: EvaluationContext, run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    if (error instanceof ExpressionError && context.budget.stepsLeft >= 0) return fallback;
    throw error;
  }
}
