/** Conditions, expressions and tags: whether they can be read, and refer to something that is there. */

import { parseCondition } from "../../../core/expression/govaluate/condition.ts";
import { ConditionError } from "../../../core/expression/govaluate/error.ts";
import { parseExpression } from "../../../core/expression/parse.ts";
import { ExpressionError } from "../../../core/expression/value.ts";
import type { Place } from "../read/manifest-document.ts";
import type { Report } from "../read/report.ts";
import { hasTag, type Tag } from "./tags.ts";
import type { Scoped } from "./variables.ts";

/** Every tag of a body: expressions can be read, references are known. */
export function checkTags(
  report: Report,
  tags: readonly Tag[],
  variables: Scoped,
  locate: Place["locate"],
): void {
  for (const { text, problem, path } of tags) {
    const place = { locate, path };
    if (problem !== undefined) refuseExpression(report, problem, place);
    else if (!variables.known(text, place)) {
      const message = `{{${text}}} refers to nothing that is known here`;
      const hint = "Refer to inputs, workflow parameters, or outputs of what runs before.";
      report.error("argo/unresolved", place, message, hint);
    }
  }
}

/** An expr-lang expression; one with tags is known only when it runs. */
export function checkExpression(report: Report, text: string | undefined, place: Place): void {
  if (text === undefined || text.trim() === "" || hasTag(text)) return;
  try {
    parseExpression(text);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    refuseExpression(report, error.message, place);
  }
}

function refuseExpression(report: Report, problem: string, place: Place): void {
  const message = `the expression cannot be read: ${problem}`;
  const hint = "Correct it; names and operators are those of expr-lang.";
  report.error("argo/expression", place, message, hint);
}

/** Reads a condition before it runs; what its tags will hold can only be guessed. */
export function checkCondition(
  report: Report,
  when: string | undefined,
  words: "texts" | "names",
  place: Place,
): void {
  if (when === undefined || when === "" || when.includes("{{=")) return;
  try {
    parseCondition(when.replace(/\{\{[^{}]*\}\}/g, "0"), words);
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const message = `the condition cannot be read: ${error.message}`;
    const hint = "Use ==, !=, <, <=, >, >=, in, !, &&, ||, + - * / %, quotes and parentheses.";
    if (hasTag(when)) report.warn("argo/when", place, message, hint);
    else report.error("argo/when", place, message, hint);
  }
}
