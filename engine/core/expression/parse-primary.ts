/** Parses operands: literals, names, parentheses, arrays, maps and what a unary operator stands before. */
import type { Cursor } from "./cursor.ts";
import { readNumber } from "./number.ts";
import { parseCall } from "./parse-call.ts";
import { parsePostfix } from "./parse-postfix.ts";
import type { Node, UnaryOperator } from "./syntax.ts";

const UNARY: ReadonlyMap<string, readonly [precedence: number, operator: UnaryOperator]> = new Map([
  ["not", [50, "!"]],
  ["!", [50, "!"]],
  ["-", [90, "-"]],
  ["+", [90, "+"]],
]);

/** Reads one operand with all that follows it: members, indices, slices, calls. */
export function parsePrimary(cursor: Cursor): Node {
  const token = cursor.current;
  const { position } = token;
  const unary = token.kind === "operator" ? UNARY.get(token.text) : undefined;
  if (unary !== undefined) {
    cursor.next();
    const operand = cursor.expression(unary[0]);
    return parsePostfix(
      cursor,
      cursor.made({ kind: "unary", operator: unary[1], operand, position }),
    );
  }
  if (cursor.take("bracket", "(")) {
    const inner = cursor.nested(() => cursor.sequence());
    cursor.expect("bracket", ")");
    return parsePostfix(cursor, inner);
  }
  if (cursor.closures > 0 && (cursor.operator("#") || cursor.operator("."))) {
    return parsePostfix(cursor, pointer(cursor));
  }
  if (cursor.take("operator", "::")) {
    return parsePostfix(cursor, parseCall(cursor, cursor.expectIdentifier(), [], true));
  }
  return secondary(cursor);
}

/** `.field` is short for `#.field`: the dot is left for what follows. */
function pointer(cursor: Cursor): Node {
  const { position } = cursor.current;
  let name = "";
  if (cursor.take("operator", "#") && cursor.current.kind === "identifier") {
    name = cursor.next().text;
  }
  return cursor.made({ kind: "pointer", name, position });
}

function secondary(cursor: Cursor): Node {
  const { kind, text, position } = cursor.current;
  if (kind === "identifier") {
    const token = cursor.next();
    if (text === "true" || text === "false") {
      return cursor.made({ kind: "literal", value: text === "true", position });
    }
    if (text === "nil") return cursor.made({ kind: "literal", value: null, position });
    if (cursor.bracket("(")) return parsePostfix(cursor, parseCall(cursor, token, [], false));
    return parsePostfix(cursor, cursor.made({ kind: "identifier", name: text, position }));
  }
  if (kind === "number") {
    cursor.next();
    return cursor.made({ kind: "literal", value: readNumber(text, position), position });
  }
  if (kind === "string") {
    cursor.next();
    return parsePostfix(cursor, cursor.made({ kind: "literal", value: text, position }));
  }
  if (cursor.bracket("[")) return parsePostfix(cursor, array(cursor));
  if (cursor.bracket("{")) return parsePostfix(cursor, map(cursor));
  return cursor.unexpected();
}

function array(cursor: Cursor): Node {
  const { position } = cursor.next();
  const items: Node[] = [];
  while (!cursor.bracket("]")) {
    if (items.length > 0) {
      cursor.expect("operator", ",");
      if (cursor.bracket("]")) break;
    }
    items.push(cursor.expression(0));
  }
  cursor.next();
  return cursor.made({ kind: "array", items, position });
}

function map(cursor: Cursor): Node {
  const { position } = cursor.next();
  const entries: (readonly [Node, Node])[] = [];
  while (!cursor.bracket("}")) {
    if (entries.length > 0) {
      cursor.expect("operator", ",");
      if (cursor.bracket("}")) break;
    }
    const key = mapKey(cursor);
    cursor.expect("operator", ":");
    entries.push([key, cursor.expression(0)]);
  }
  cursor.next();
  return cursor.made({ kind: "map", entries, position });
}

function mapKey(cursor: Cursor): Node {
  const { kind, text, position } = cursor.current;
  if (cursor.bracket("(")) return cursor.expression(0);
  if (kind !== "number" && kind !== "string" && kind !== "identifier") cursor.unexpected();
  cursor.next();
  return cursor.made({ kind: "literal", value: text, position });
}
