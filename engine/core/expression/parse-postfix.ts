/** Parses what follows an operand: `.name`, `?.name`, `[index]`, `[from:to]`, `.method(…)`. */
import type { Cursor } from "./cursor.ts";
import { parseArguments } from "./parse-call.ts";
import type { Node } from "./syntax.ts";
import { ExpressionError } from "./value.ts";

/** Word operators such as `not` may be names of members, signs may not. */
const NAME = /^[\p{L}_$]/u;

export function parsePostfix(cursor: Cursor, first: Node): Node {
  let node = first;
  for (;;) {
    const optional = cursor.operator("?.");
    if (optional || cursor.operator(".")) {
      cursor.next();
      node =
        optional && cursor.bracket("[")
          ? index(cursor, node, true)
          : member(cursor, node, optional);
    } else if (cursor.bracket("[")) {
      node = index(cursor, node, false);
    } else {
      return node;
    }
  }
}

/** A chain goes on through the names after it, so that `a?.b.c` is nil as a whole. */
function member(cursor: Cursor, before: Node, optional: boolean): Node {
  const token = cursor.next();
  const { position } = token;
  if (token.kind !== "identifier" && !(token.kind === "operator" && NAME.test(token.text))) {
    throw new ExpressionError("expected name", position);
  }
  const chained = before.kind === "chain";
  const base = chained ? before.inner : before;
  const property = cursor.made({ kind: "literal", value: token.text, position });
  let node = cursor.made({ kind: "member", base, property, optional, position });
  if (cursor.bracket("(")) {
    node = cursor.made({ kind: "call", callee: node, args: parseArguments(cursor), position });
  }
  if (!chained && !optional) return node;
  return cursor.made({ kind: "chain", inner: node, position });
}

function index(cursor: Cursor, base: Node, optional: boolean): Node {
  const { position } = cursor.next();
  const from = cursor.operator(":") ? undefined : cursor.expression(0);
  if (cursor.take("operator", ":")) {
    const to = cursor.bracket("]") ? undefined : cursor.expression(0);
    cursor.expect("bracket", "]");
    return cursor.made({ kind: "slice", base, from, to, position });
  }
  if (from === undefined) return cursor.unexpected();
  cursor.expect("bracket", "]");
  const node = cursor.made({ kind: "member", base, property: from, optional, position });
  return optional ? cursor.made({ kind: "chain", inner: node, position }) : node;
}
