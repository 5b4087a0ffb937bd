/** Parses the arguments of calls, with the closures that some functions of the language take. */
import { BUILTIN_NAMES, PREDICATE_ARGUMENTS } from "./builtin-names.ts";
import type { Cursor } from "./cursor.ts";
import type { Token } from "./lex.ts";
import type { Node } from "./syntax.ts";
import { ExpressionError } from "./value.ts";

/**
 * A call of `name` at its opening parenthesis.
 *
 * @param piped what stands before `|`, as the first argument
 * @param fixed written `::name`
 */
export function parseCall(cursor: Cursor, name: Token, piped: Node[], fixed: boolean): Node {
  const { text, position } = name;
  if (!cursor.bracket("(")) cursor.unexpected();
  const closures = PREDICATE_ARGUMENTS.get(text);
  if (closures !== undefined) {
    const args = predicateArguments(cursor, name, piped, closures);
    return cursor.made({ kind: "builtin", name: text, args, fixed, position });
  }
  const args = parseArguments(cursor, piped);
  if (BUILTIN_NAMES.has(text)) {
    return cursor.made({ kind: "builtin", name: text, args, fixed, position });
  }
  const callee = cursor.made({ kind: "identifier", name: text, position });
  return cursor.made({ kind: "call", callee, args, position });
}

export function parseArguments(cursor: Cursor, piped: readonly Node[] = []): Node[] {
  const args = [...piped];
  cursor.expect("bracket", "(");
  while (!cursor.bracket(")")) {
    if (args.length > piped.length) {
      cursor.expect("operator", ",");
      if (cursor.bracket(")")) break;
    }
    args.push(cursor.expression(0));
  }
  cursor.next();
  return args;
}

function predicateArguments(
  cursor: Cursor,
  name: Token,
  piped: readonly Node[],
  closures: readonly string[],
): Node[] {
  const args = [...piped];
  cursor.next();
  for (const kind of ["value", ...closures].slice(piped.length)) {
    if (cursor.bracket(")")) {
      if (kind.endsWith("?")) break;
      throw new ExpressionError(`not enough arguments to call ${name.text}`, name.position);
    }
    if (args.length > piped.length) cursor.expect("operator", ",");
    args.push(kind.startsWith("closure") ? closure(cursor) : cursor.expression(0));
  }
  cursor.take("operator", ",");
  cursor.expect("bracket", ")");
  return args;
}

/** `# > 1` or `{# > 1}`. */
function closure(cursor: Cursor): Node {
  const braces = cursor.take("bracket", "{");
  cursor.closures += 1;
  const body = braces ? cursor.sequence() : cursor.expression(0);
  cursor.closures -= 1;
  if (braces) cursor.expect("bracket", "}");
  return body;
}
