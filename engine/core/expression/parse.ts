/** Parses expr-lang v1.17: precedence climbing over the tokens, bounded in depth. */
import { Cursor } from "./cursor.ts";
import type { Token } from "./lex.ts";
import { parseCall } from "./parse-call.ts";
import { parsePrimary } from "./parse-primary.ts";
import type { BinaryOperator, Node } from "./syntax.ts";
import { ExpressionError } from "./value.ts";

/** A parsed expression. */
export interface Expression {
  readonly text: string;
  readonly root: Node;
}

const COMPARISON = 20;

/** `a < b < c` is a chain of these. */
const CHAINED: ReadonlySet<string> = new Set(["<", ">", "<=", ">="]);

/** How tightly each operator binds, and the name that the tree has for it. */
const BINARY: ReadonlyMap<string, readonly [precedence: number, operator: BinaryOperator]> =
  new Map([
    ["or", [10, "||"]],
    ["||", [10, "||"]],
    ["and", [15, "&&"]],
    ["&&", [15, "&&"]],
    ["==", [COMPARISON, "=="]],
    ["!=", [COMPARISON, "!="]],
    ["<", [COMPARISON, "<"]],
    [">", [COMPARISON, ">"]],
    [">=", [COMPARISON, ">="]],
    ["<=", [COMPARISON, "<="]],
    ["in", [COMPARISON, "in"]],
    ["matches", [COMPARISON, "matches"]],
    ["contains", [COMPARISON, "contains"]],
    ["startsWith", [COMPARISON, "startsWith"]],
    ["endsWith", [COMPARISON, "endsWith"]],
    ["..", [25, ".."]],
    ["+", [30, "+"]],
    ["-", [30, "-"]],
    ["*", [60, "*"]],
    ["/", [60, "/"]],
    ["%", [60, "%"]],
    ["**", [100, "**"]],
    ["^", [100, "**"]],
    ["??", [500, "??"]],
  ]);

const NEGATABLE: ReadonlySet<string> = new Set([
  "in",
  "matches",
  "contains",
  "startsWith",
  "endsWith",
]);

/** Throws `ExpressionError` on what is no expression, or one beyond the bounds of length and depth. */
export function parseExpression(text: string): Expression {
  const cursor = new Cursor(text, { expression, sequence });
  const root = sequence(cursor);
  if (cursor.current.kind !== "end") cursor.unexpected();
  return { text, root };
}

/** `a; b; c`: the last one is the value. */
function sequence(cursor: Cursor): Node {
  const { position } = cursor.current;
  const nodes = [expression(cursor, 0)];
  while (cursor.take("operator", ";")) {
    if (cursor.current.kind === "end") break;
    nodes.push(expression(cursor, 0));
  }
  if (nodes.length === 1) return nodes[0] as Node;
  return cursor.made({ kind: "sequence", nodes, position });
}

function expression(cursor: Cursor, precedence: number): Node {
  return cursor.nested(() => {
    if (precedence === 0 && cursor.operator("let")) return declaration(cursor);
    if (precedence === 0 && cursor.operator("if")) return conditionalIf(cursor);
    const node = operators(cursor, parsePrimary(cursor), precedence);
    return precedence === 0 ? ternary(cursor, node) : node;
  });
}

function operators(cursor: Cursor, first: Node, precedence: number): Node {
  let left = first;
  let previous = "";
  while (cursor.current.kind === "operator") {
    const negated = cursor.operator("not");
    const token = negated ? cursor.following : cursor.current;
    if (negated && !(token.kind === "operator" && NEGATABLE.has(token.text))) {
      cursor.next();
      cursor.unexpected();
    }
    if (token.text === "|" && precedence === 0) {
      cursor.next();
      left = parseCall(cursor, cursor.expectIdentifier(), [left], false);
      previous = "|";
      continue;
    }
    const found = BINARY.get(token.text);
    if (found === undefined || found[0] < precedence) break;
    if (previous === "??" && token.text !== "??") mixed(token);
    if (negated) cursor.next();
    cursor.next();
    left = CHAINED.has(token.text)
      ? compare(cursor, left, token)
      : binary(cursor, left, found, token);
    if (negated) {
      left = cursor.made({ kind: "unary", operator: "!", operand: left, position: token.position });
    }
    previous = token.text;
  }
  return left;
}

function mixed(token: Token): never {
  throw new ExpressionError(
    `'${token.text}' and '??' cannot be mixed: put one of them into parentheses`,
    token.position,
  );
}

function binary(
  cursor: Cursor,
  left: Node,
  [precedence, operator]: readonly [number, BinaryOperator],
  token: Token,
): Node {
  const right = expression(cursor, operator === "**" ? precedence : precedence + 1);
  return cursor.made({ kind: "binary", operator, left, right, position: token.position });
}

/** `a < b < c` means `a < b && b < c`. */
function compare(cursor: Cursor, first: Node, firstToken: Token): Node {
  let root: Node | undefined;
  let left = first;
  let token = firstToken;
  for (;;) {
    const right = expression(cursor, COMPARISON + 1);
    const operator = (BINARY.get(token.text) as readonly [number, BinaryOperator])[1];
    const { position } = token;
    const link = cursor.made({ kind: "binary", operator, left, right, position });
    root =
      root === undefined
        ? link
        : cursor.made({ kind: "binary", operator: "&&", left: root, right: link, position });
    token = cursor.current;
    if (token.kind !== "operator" || !CHAINED.has(token.text)) return root;
    cursor.next();
    left = right;
  }
}

function declaration(cursor: Cursor): Node {
  cursor.next();
  const { text: name, position } = cursor.expectIdentifier();
  cursor.expect("operator", "=");
  const value = expression(cursor, 0);
  cursor.expect("operator", ";");
  const body = sequence(cursor);
  return cursor.made({ kind: "let", name, value, body, position });
}

function conditionalIf(cursor: Cursor): Node {
  const { position } = cursor.next();
  const condition = expression(cursor, 0);
  const yes = block(cursor);
  cursor.expect("operator", "else");
  const no = cursor.operator("if") ? cursor.nested(() => conditionalIf(cursor)) : block(cursor);
  return cursor.made({ kind: "conditional", condition, yes, no, position });
}

function block(cursor: Cursor): Node {
  cursor.expect("bracket", "{");
  const body = sequence(cursor);
  cursor.expect("bracket", "}");
  return body;
}

function ternary(cursor: Cursor, first: Node): Node {
  let node = first;
  while (cursor.operator("?")) {
    const { position } = cursor.next();
    const short = cursor.take("operator", ":");
    const yes = short ? node : expression(cursor, 0);
    if (!short) cursor.expect("operator", ":");
    const no = expression(cursor, 0);
    node = cursor.made({ kind: "conditional", condition: node, yes, no, position });
  }
  return node;
}
