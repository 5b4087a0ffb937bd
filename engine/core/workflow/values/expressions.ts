/** Values of expressions outside tags: outputs, hooks, retries, artifacts. */
import { evaluate } from "../../expression/evaluate.ts";
import { ExpressionError, type Value } from "../../expression/value.ts";
import { environment, evaluationContext, type Stage } from "../templating/render.ts";
import type { Work } from "../work.ts";

export type Evaluated =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string };

/** The value of an expression over everything that the stages know. */
export function evaluateText(work: Work, text: string, stages: readonly Stage[]): Evaluated {
  const parsed = work.plan.expressions.get(text);
  if (parsed.problem !== undefined) return { ok: false, problem: parsed.problem };
  try {
    const value = evaluate(parsed.program, environment(stages), evaluationContext(work));
    return { ok: true, value };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { ok: false, problem: error.message };
  }
}

/** True or false; anything else is a problem, as in Argo's own conditions. */
export function evaluateCondition(
  work: Work,
  text: string,
  stages: readonly Stage[],
):
  | { readonly ok: true; readonly value: boolean }
  | { readonly ok: false; readonly problem: string } {
  const result = evaluateText(work, text, stages);
  if (!result.ok) return result;
  const { value } = result;
  if (typeof value === "boolean") return { ok: true, value };
  return { ok: false, problem: `unable to cast expression result to bool: '${text}'` };
}
