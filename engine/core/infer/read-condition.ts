/** How a `when` condition reads what stands in its tags. */
import { parseCondition } from "../expression/govaluate/condition.ts";
import { ConditionError } from "../expression/govaluate/error.ts";
import type { Expression } from "../expression/govaluate/parse.ts";
import { constant, oneOf, type Term, UNKNOWN } from "./term.ts";
import { type Notebook, noteComparison, noteContents, noteMembership, noteTruth } from "./use.ts";

const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);
const CONDITIONS: ReadonlySet<string> = new Set(["&&", "||", "?"]);

/**
 * Notes the uses in a condition; false when it cannot be read as one.
 *
 * @param tags words that stand in the condition for its tags
 */
export function readCondition(
  text: string,
  tags: ReadonlyMap<string, Term>,
  notebook: Notebook,
): boolean {
  try {
    const whole = read(parseCondition(text), tags, notebook);
    noteTruth(notebook, whole);
    return true;
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    return false;
  }
}

function read(node: Expression, tags: ReadonlyMap<string, Term>, notebook: Notebook): Term {
  switch (node.kind) {
    case "literal":
      return tags.get(String(node.value)) ?? constant(node.value);
    case "group":
      return read(node.inner, tags, notebook);
    case "single":
      return read(node.item, tags, notebook);
    case "prefix": {
      const operand = read(node.operand, tags, notebook);
      if (node.operator === "!") noteTruth(notebook, operand);
      else notebook.note(operand, { kind: "number" });
      return negated(node.operator, operand);
    }
    case "binary":
      return readBinary(node, tags, notebook);
    default:
      return UNKNOWN;
  }
}

function readBinary(
  { operator, left, right }: Extract<Expression, { kind: "binary" }>,
  tags: ReadonlyMap<string, Term>,
  notebook: Notebook,
): Term {
  const one = read(left, tags, notebook);
  const other = read(right, tags, notebook);
  if (COMPARISONS.has(operator)) noteComparison(notebook, operator, one, other);
  else if (operator === "in") noteMembership(notebook, one, other);
  else if (operator === "=~" || operator === "!~") noteContents(notebook, one, other);
  else if (CONDITIONS.has(operator)) {
    noteTruth(notebook, one);
    if (operator !== "?") noteTruth(notebook, other);
  } else if (operator === ",") return oneOf(one, other);
  else if (operator !== ":" && operator !== "??") {
    for (const term of [one, other]) notebook.note(term, { kind: "number" });
  }
  return UNKNOWN;
}

/** `-1` is a number that things are compared with. */
function negated(operator: string, { constants }: Term): Term {
  const [value] = constants;
  return operator === "-" && typeof value === "number" ? constant(-value) : UNKNOWN;
}
