/** Evaluates a `when` condition after substitution, with govaluate's rules for types. */
import { ConditionError, lexCondition } from "./lex.ts";
import { type Expression, parseCondition } from "./parse.ts";

type Value = string | number | boolean;

/**
 * True or false for a condition whose tags have been replaced.
 *
 * @throws ConditionError when it cannot be read, mixes types where they cannot be mixed, or is not
 *   boolean
 */
export function evaluateCondition(text: string): boolean {
  const value = evaluate(parseCondition(lexCondition(text)));
  if (typeof value === "boolean") return value;
  throw new ConditionError(`'${text}' is ${JSON.stringify(value)}, not true or false`);
}

function evaluate(node: Expression): Value {
  switch (node.kind) {
    case "literal":
      return node.value;
    case "not":
      return !boolean(evaluate(node.operand), "!");
    case "negate":
      return -number(evaluate(node.operand), "-");
    case "list":
      throw new ConditionError("a list stands only after 'in'");
    case "binary":
      return binary(node.operator, node.left, node.right);
  }
}

function binary(operator: string, left: Expression, right: Expression): Value {
  if (operator === "&&") {
    return boolean(evaluate(left), operator) && boolean(evaluate(right), operator);
  }
  if (operator === "||") {
    return boolean(evaluate(left), operator) || boolean(evaluate(right), operator);
  }
  if (operator === "in") return contains(evaluate(left), right);
  const a = evaluate(left);
  const b = evaluate(right);
  switch (operator) {
    case "==":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
    case "<=":
    case ">":
    case ">=":
      return compare(operator, a, b);
    case "+":
      return typeof a === "string" || typeof b === "string"
        ? `${a}${b}`
        : number(a, "+") + number(b, "+");
    default:
      return arithmetic(operator, number(a, operator), number(b, operator));
  }
}

function contains(needle: Value, list: Expression): boolean {
  const items = list.kind === "list" ? list.items : [list];
  return items.some((item) => evaluate(item) === needle);
}

function compare(operator: string, a: Value, b: Value): boolean {
  const comparable =
    (typeof a === "number" && typeof b === "number") ||
    (typeof a === "string" && typeof b === "string");
  if (!comparable) {
    const kinds = `${typeof a} and ${typeof b}`;
    throw new ConditionError(`'${operator}' needs two numbers or two strings, not ${kinds}`);
  }
  if (operator === "<") return a < b;
  if (operator === "<=") return a <= b;
  return operator === ">" ? a > b : a >= b;
}

function arithmetic(operator: string, a: number, b: number): number {
  switch (operator) {
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      return a % b;
    default:
      throw new ConditionError(`the operator '${operator}' is not supported in a replay`);
  }
}

function number(value: Value, operator: string): number {
  if (typeof value === "number") return value;
  throw new ConditionError(`'${operator}' needs a number, not ${JSON.stringify(value)}`);
}

function boolean(value: Value, operator: string): boolean {
  if (typeof value === "boolean") return value;
  throw new ConditionError(`'${operator}' needs true or false, not ${JSON.stringify(value)}`);
}
