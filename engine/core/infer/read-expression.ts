/** How an expression of `{{=…}}`, a hook or an output reads the values that it names. */
import type { Node } from "../expression/syntax.ts";
import { readCall } from "./read-call.ts";
import { constant, ELEMENT, oneOf, partOf, type Scalar, type Term, UNKNOWN } from "./term.ts";
import { type Notebook, noteComparison, noteContents, noteMembership, noteTruth } from "./use.ts";

/** What names in an expression stand for. */
export interface Reading {
  /** A dotted name, such as `steps.flip.outputs.result`. */
  readonly lookUp: (name: string) => Term;
  readonly notebook: Notebook;
  /** Words and texts that stand for tags. */
  readonly tags?: ReadonlyMap<string, Term>;
  /** Variables of `let`. */
  readonly locals?: ReadonlyMap<string, Term>;
  /** `#`: an element of the list that a function goes through. */
  readonly element?: Term;
}

const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);
const CONTENTS: ReadonlySet<string> = new Set(["matches", "contains", "startsWith", "endsWith"]);

/** Notes the uses in an expression; returns what the expression itself may stand for. */
export function readExpression(node: Node, reading: Reading): Term {
  const read = (part: Node) => readExpression(part, reading);
  switch (node.kind) {
    case "literal":
      return readLiteral(node.value, reading);
    case "identifier":
    case "member":
      return readName(node, reading);
    case "pointer":
      return node.name === "" ? (reading.element ?? UNKNOWN) : UNKNOWN;
    case "unary":
      return readUnary(node, reading);
    case "binary":
      return readBinary(node, reading);
    case "chain":
      return read(node.inner);
    case "slice":
      return read(node.base);
    case "call":
    case "builtin":
      return readCall(node, reading.notebook, (part, element = reading.element) =>
        readExpression(part, element === undefined ? reading : { ...reading, element }),
      );
    case "let": {
      const locals = new Map(reading.locals).set(node.name, read(node.value));
      return readExpression(node.body, { ...reading, locals });
    }
    case "sequence":
      return node.nodes.map(read).at(-1) ?? UNKNOWN;
    case "conditional":
      noteTruth(reading.notebook, read(node.condition));
      return oneOf(read(node.yes), read(node.no));
    case "array":
      // Only as the list of an `in`, where an element stands for what is compared.
      return { refs: [], constants: oneOf(...node.items.map(read)).constants };
    case "map":
      for (const part of node.entries.flat()) read(part);
      return UNKNOWN;
  }
}

function readLiteral(value: string | number | bigint | boolean | null, { tags }: Reading): Term {
  if (value === null) return UNKNOWN;
  const scalar: Scalar = typeof value === "bigint" ? Number(value) : value;
  return tags?.get(String(scalar)) ?? constant(scalar);
}

function readUnary(node: Extract<Node, { kind: "unary" }>, reading: Reading): Term {
  const operand = readExpression(node.operand, reading);
  if (node.operator === "!") noteTruth(reading.notebook, operand);
  const [value] = operand.constants;
  return node.operator === "-" && typeof value === "number" ? constant(-value) : UNKNOWN;
}

function readBinary(
  { operator, left, right }: Extract<Node, { kind: "binary" }>,
  reading: Reading,
): Term {
  const { notebook } = reading;
  const one = readExpression(left, reading);
  const other = readExpression(right, reading);
  if (COMPARISONS.has(operator)) noteComparison(notebook, operator, one, other);
  else if (operator === "in") noteMembership(notebook, one, other);
  else if (CONTENTS.has(operator)) noteContents(notebook, one, other);
  else if (operator === "??") return oneOf(one, other);
  else if (operator === "&&" || operator === "||") {
    noteTruth(notebook, one);
    noteTruth(notebook, other);
  }
  return UNKNOWN;
}

/** A name as far as it is written out, then parts of what it stands for. */
function readName(node: Node, reading: Reading): Term {
  const path = writtenPath(node);
  if (path !== undefined) {
    const [first = "", ...rest] = path;
    const local = reading.locals?.get(first) ?? reading.tags?.get(first);
    return local === undefined ? reading.lookUp(path.join(".")) : member(local, rest, reading);
  }
  if (node.kind !== "member") return UNKNOWN;
  const base = readExpression(node.base, reading);
  const { property } = node;
  if (property.kind !== "literal") {
    readExpression(property, reading);
    return UNKNOWN;
  }
  return member(base, [typeof property.value === "string" ? property.value : ELEMENT], reading);
}

function member(term: Term, path: readonly string[], { notebook }: Reading): Term {
  if (path.length === 0) return term;
  const part = partOf(term, ...path);
  notebook.note(part, { kind: "present" });
  return part;
}

/** `["a", "b"]` of `a["b"]` and `a?.b`; undefined where a part is computed. */
function writtenPath(node: Node): string[] | undefined {
  const parts: string[] = [];
  for (let at = node; ; ) {
    if (at.kind === "chain") at = at.inner;
    else if (at.kind === "identifier") return at.name === "$env" ? parts : [at.name, ...parts];
    else if (at.kind !== "member" || at.property.kind !== "literal") return undefined;
    else if (typeof at.property.value !== "string") return undefined;
    else {
      parts.unshift(at.property.value);
      at = at.base;
    }
  }
}
