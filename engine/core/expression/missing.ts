/** Which names an expression needs, and which of them are not there (yet). */
import { BUILTIN_NAMES } from "./builtin-names.ts";
import type { Expression } from "./parse.ts";
import { children, type MemberNode, type Node } from "./syntax.ts";
import { isMap, type Value, type ValueMap } from "./value.ts";

/**
 * Names that upstream never treats as nil while they are unknown, guarded or not: an expression with
 * one of them waits (source: Argo's `variablesToCheck`).
 */
const LATE_NAMES: readonly string[] = [
  "item",
  "retries",
  "lastRetry.exitCode",
  "lastRetry.status",
  "lastRetry.duration",
  "lastRetry.message",
  "workflow.status",
  "workflow.failures",
];

/**
 * The variables of an expression and their members, `tasks` and `tasks.a.outputs.result`, each once and
 * in the order of the text. Members that `??` or `?.` guard are left out: they may be absent. Variables
 * that `let` declares and functions of the language that are called are not among them.
 */
export function referencedNames(expression: Expression): string[] {
  return namesIn(expression.root, false);
}

/**
 * The names that must be known before the expression can be evaluated, and are not. Upstream leaves
 * the tag as it is while there are any.
 */
export function missingNames(expression: Expression, env: ValueMap): string[] {
  const needed = new Set(referencedNames(expression));
  const all = new Set(namesIn(expression.root, true));
  for (const name of LATE_NAMES) if (all.has(name)) needed.add(name);
  return [...needed].filter((name) => !isKnown(env, name));
}

/**
 * True when an expression cannot be evaluated while these names are missing: variables (upstream's
 * compiler refuses them) and what is known late. Other members that are missing are nil.
 */
export function mustWait(missing: readonly string[]): boolean {
  return missing.some((name) => !name.includes(".") || LATE_NAMES.includes(name));
}

function namesIn(root: Node, guardedToo: boolean): string[] {
  const found = new Set<string>();
  const visit = (node: Node, guarded: boolean, locals: ReadonlySet<string>): void => {
    if (node.kind === "identifier" && !locals.has(node.name) && node.name !== "$env") {
      found.add(node.name);
    }
    if (node.kind === "member" && (guardedToo || !guarded)) {
      const path = memberPath(node);
      if (path !== undefined && !locals.has(path[0] as string)) found.add(path.join("."));
    }
    if (node.kind === "let") {
      visit(node.value, guarded, locals);
      visit(node.body, guarded, new Set(locals).add(node.name));
      return;
    }
    if (node.kind === "binary" && node.operator === "??") {
      visit(node.left, true, locals);
      visit(node.right, guarded, locals);
      return;
    }
    const within = guarded || node.kind === "chain";
    for (const child of children(node)) visit(child, within, locals);
  };
  visit(root, false, new Set());
  return [...found];
}

/** `["a", "b", "c"]` of `a.b["c"]`; undefined where a part is computed. */
function memberPath(node: MemberNode): string[] | undefined {
  const parts: string[] = [];
  let at: Node = node;
  while (at.kind === "member" || at.kind === "chain") {
    if (at.kind === "chain") {
      at = at.inner;
      continue;
    }
    if (at.property.kind !== "literal" || typeof at.property.value !== "string") return undefined;
    parts.unshift(at.property.value);
    at = at.base;
  }
  if (at.kind !== "identifier") return undefined;
  return at.name === "$env" ? parts : [at.name, ...parts];
}

/** A value that is nil is there; a function of the language is, too. */
function isKnown(env: ValueMap, name: string): boolean {
  const parts = name.split(".");
  if (parts.length === 1 && BUILTIN_NAMES.has(name)) return true;
  let at: Value | undefined = env;
  for (const part of parts) {
    if (at === undefined || !isMap(at)) return false;
    at = at.get(part);
  }
  return at !== undefined;
}
