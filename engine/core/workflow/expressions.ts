/** Expressions outside tags, each text read once: outputs, hooks, retries, artifacts. */
import { evaluate } from "../expression/evaluate.ts";
import { evaluateCondition as evaluateGovaluate } from "../expression/govaluate/condition.ts";
import { type Expression, parseExpression } from "../expression/parse.ts";
import { ExpressionError, type Value } from "../expression/value.ts";
import { environment, evaluationContext, type Stage } from "./templating/render.ts";
import type { Work } from "./work.ts";

export type Parsed =
  | { readonly program: Expression; readonly problem?: undefined }
  | { readonly program?: undefined; readonly problem: string };

/** Texts of conditions that are kept; loops may have one for each item. */
const MAX_CONDITIONS = 10_000;

/** Keeps what was read; the same text always gives the same program. */
export class ExpressionCache {
  private readonly known = new Map<string, Parsed>();
  private readonly conditions = new Map<string, boolean>();

  /** Whether a `when` with nothing left to fill in is true; throws `ConditionError`. */
  holds(condition: string): boolean {
    const found = this.conditions.get(condition);
    if (found !== undefined) return found;
    const value = evaluateGovaluate(condition);
    if (this.conditions.size < MAX_CONDITIONS) this.conditions.set(condition, value);
    return value;
  }

  get(text: string): Parsed {
    const found = this.known.get(text);
    if (found !== undefined) return found;
    const parsed = parse(text);
    this.known.set(text, parsed);
    return parsed;
  }
}

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

function parse(text: string): Parsed {
  try {
    return { program: parseExpression(text) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { problem: error.message };
  }
}
