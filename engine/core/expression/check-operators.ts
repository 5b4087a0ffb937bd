/** Which operands the operators take, and what comes out: expr-lang's rules before it runs. */
import { compileRegex } from "./regex.ts";
import {
  ANY,
  BOOL,
  DURATION,
  FLOAT,
  INT,
  may,
  NIL,
  type PlainKind,
  STRING,
  type StaticType,
  sameType,
  TIME,
  typeText,
} from "./static-type.ts";
import type { BinaryOperator, Node, UnaryOperator } from "./syntax.ts";
import { ExpressionError } from "./value.ts";

export function unaryType(operator: UnaryOperator, operand: StaticType): StaticType | undefined {
  if (operator === "!") return may(operand, "bool") ? BOOL : undefined;
  return may(operand, "int", "float") ? operand : undefined;
}

/** The type of a result; an error where the types can never fit. */
export function binaryType(
  node: Extract<Node, { kind: "binary" }>,
  left: StaticType,
  right: StaticType,
): StaticType {
  const type = resultType(node.operator, left, right);
  if (type === undefined) {
    throw new ExpressionError(
      `invalid operation: ${node.operator} (mismatched types ${typeText(left)} and ${typeText(right)})`,
      node.position,
    );
  }
  if (node.right.kind === "literal") checkLiteral(node.operator, node.left, node.right.value);
  return type;
}

/** What Go finds out when it compiles: a bad pattern, and a remainder of constants by zero. */
function checkLiteral(operator: BinaryOperator, left: Node, right: unknown): void {
  if (operator === "matches" && typeof right === "string") compileRegex(right);
  const constant = left.kind === "literal";
  if (operator === "%" && right === 0n && constant) {
    throw new ExpressionError("integer divide by zero", left.position);
  }
}

const ORDERED: readonly PlainKind[][] = [["int", "float"], ["string"], ["time"], ["duration"]];

const RANGE: StaticType = { kind: "array", element: INT, solid: true };

/** Kinds on the left, kinds on the right, and what they give; the first row that fits holds. */
type Rows = readonly (readonly [readonly PlainKind[], readonly PlainKind[], StaticType])[];

const NUMBERS: readonly PlainKind[] = ["int", "float"];
const ARITHMETIC: Readonly<Record<"+" | "-" | "*", Rows>> = {
  "+": [
    [["string"], ["string"], STRING],
    [["time"], ["duration"], TIME],
    [["duration"], ["time"], TIME],
    [["duration"], ["duration"], DURATION],
  ],
  "-": [
    [["time"], ["time"], DURATION],
    [["time"], ["duration"], TIME],
    [["duration"], ["duration"], DURATION],
  ],
  "*": [
    [NUMBERS, ["duration"], DURATION],
    [["duration"], NUMBERS, DURATION],
    [["duration"], ["duration"], DURATION],
  ],
};

function resultType(
  operator: BinaryOperator,
  left: StaticType,
  right: StaticType,
): StaticType | undefined {
  switch (operator) {
    case "==":
    case "!=":
      return comparable(left, right) ? BOOL : undefined;
    case "||":
    case "&&":
      return may(left, "bool") && may(right, "bool") ? BOOL : undefined;
    case "<":
    case ">":
    case "<=":
    case ">=":
      return ORDERED.some((kinds) => may(left, ...kinds) && may(right, ...kinds))
        ? BOOL
        : undefined;
    case "in":
      return mayContain(left, right) ? BOOL : undefined;
    case "matches":
    case "contains":
    case "startsWith":
    case "endsWith":
      return may(left, "string") && may(right, "string") ? BOOL : undefined;
    case "..":
      return may(left, "int") && may(right, "int") ? RANGE : undefined;
    case "%":
      return may(left, "int") && may(right, "int") ? INT : undefined;
    case "/":
    case "**":
      return may(left, ...NUMBERS) && may(right, ...NUMBERS) ? FLOAT : undefined;
    case "??":
      return coalesced(left, right);
    default:
      return arithmetic(ARITHMETIC[operator], left, right);
  }
}

function arithmetic(rows: Rows, left: StaticType, right: StaticType): StaticType | undefined {
  const all: Rows = [[NUMBERS, NUMBERS, ANY], ...rows];
  const fitting = all.filter(([a, b]) => may(left, ...a) && may(right, ...b));
  const unknown = left.kind === "any" || right.kind === "any";
  if (fitting.length === 0 || unknown) return fitting.length === 0 ? undefined : ANY;
  const [, , result] = fitting[0] as Rows[number];
  if (result !== ANY) return result;
  return left.kind === "float" || right.kind === "float" ? FLOAT : INT;
}

function comparable(left: StaticType, right: StaticType): boolean {
  if (left.kind === "nil" || right.kind === "nil") return true;
  if (left.kind === "any" || right.kind === "any") return true;
  if (may(left, ...NUMBERS) && may(right, ...NUMBERS)) return true;
  return left.kind === right.kind;
}

function mayContain(needle: StaticType, among: StaticType): boolean {
  if (among.kind === "any") return true;
  if (among.kind === "array") return comparable(needle, among.element);
  if (among.kind !== "map") return false;
  return among.anyKey || may(needle, "string");
}

function coalesced(left: StaticType, right: StaticType): StaticType {
  if (left.kind === "nil") return right.kind === "nil" ? NIL : right;
  if (right.kind === "nil") return left;
  return sameType(left, right) ? left : ANY;
}
