/** The `when` language: casbin/govaluate v1.10 as Argo Workflows v4 uses it. */
import { ConditionError } from "./error.ts";
import { evaluateExpression } from "./evaluate.ts";
import { patternOf, show } from "./operators.ts";
import { type Expression, parseExpression, type Words } from "./parse.ts";

/**
 * True or false for a condition whose tags have been replaced.
 *
 * @param words `texts` in steps and tasks: a bare word is a text. `names` in a CronWorkflow: a bare
 *   word is an error, since nothing has a name there
 * @throws ConditionError when it cannot be read, mixes types where they cannot be mixed, or is not
 *   boolean
 */
export function evaluateCondition(text: string, words: Words = "texts"): boolean {
  const value = evaluateExpression(parseCondition(text, words));
  if (typeof value === "boolean") return value;
  throw new ConditionError(`'${text}' is ${show(value)}, not true or false`);
}

/**
 * Reads a condition without evaluating it.
 *
 * @throws ConditionError
 */
export function parseCondition(text: string, words: Words = "texts"): Expression {
  const expression = parseExpression(text, words);
  checkPatterns(expression);
  return expression;
}

/** A pattern that stands in the condition is compiled even where it is never used. */
function checkPatterns(node: Expression): void {
  if (node.kind === "group") return checkPatterns(node.inner);
  if (node.kind === "prefix") return checkPatterns(node.operand);
  if (node.kind === "unknown") return checkPatterns(node.argument);
  if (node.kind !== "binary") return;
  checkPatterns(node.left);
  checkPatterns(node.right);
  const { operator, right } = node;
  const literal = leftmost(right);
  if ((operator === "=~" || operator === "!~") && typeof literal === "string") patternOf(literal);
}

/**
 * The token right after the operator, if it is a value: `a =~ b + c` compiles `b`. That govaluate then
 * refuses to add a number to it is not followed.
 */
function leftmost(node: Expression): unknown {
  if (node.kind === "binary") return leftmost(node.left);
  return node.kind === "literal" ? node.value : undefined;
}
