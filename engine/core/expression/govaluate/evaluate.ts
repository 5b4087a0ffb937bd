/** Values of a condition's syntax tree, with govaluate's rules for types. */
import { assertNever } from "../../assert.ts";
import { ConditionError } from "./error.ts";
import { applyOperator, type ConditionValue, show } from "./operators.ts";
import type { Expression } from "./parse.ts";

/** @throws ConditionError when types are mixed where they cannot be mixed */
export function evaluateExpression(node: Expression): ConditionValue {
  switch (node.kind) {
    case "nothing":
      return null;
    case "literal":
      return node.value;
    case "group":
      return evaluateExpression(node.inner);
    case "single":
      return [evaluateExpression(node.item)];
    case "unknown":
      evaluateExpression(node.argument);
      throw new ConditionError(`there is no '${node.name}' in a condition; quote a text`);
    case "prefix":
      return prefixed(node.operator, evaluateExpression(node.operand));
    case "binary":
      return binary(node);
    default:
      return assertNever(node);
  }
}

function prefixed(operator: string, value: ConditionValue): ConditionValue {
  if (operator === "!") {
    if (typeof value === "boolean") return !value;
    throw new ConditionError(`'!' needs true or false, not ${show(value)}`);
  }
  if (typeof value !== "number") {
    throw new ConditionError(`'${operator}' needs a number, not ${show(value)}`);
  }
  return operator === "-" ? -value : applyOperator("^", value, -1);
}

/** Logic and choices look at the right side only where the left side does not decide. */
function binary(node: Expression & { kind: "binary" }): ConditionValue {
  const { operator } = node;
  const left = evaluateExpression(node.left);
  if (operator === "&&" && left === false) return false;
  if (operator === "||" && left === true) return true;
  if ((operator === "??" || operator === ":") && left !== null) return left;
  if (operator === "?" && left === false) return null;
  return applyOperator(operator, left, evaluateExpression(node.right));
}
