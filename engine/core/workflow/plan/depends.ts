/** A DAG task's `depends`: a boolean expression over the results of other tasks. */

export const TASK_RESULTS = [
  "Succeeded",
  "Failed",
  "Errored",
  "Skipped",
  "Omitted",
  "Daemoned",
  "AnySucceeded",
  "AllFailed",
] as const;
export type TaskResult = (typeof TASK_RESULTS)[number];

export type Depends =
  | { readonly kind: "always" }
  /** Without a result, the task must have succeeded, been skipped, or be a daemon; not omitted. */
  | { readonly kind: "task"; readonly name: string; readonly result?: TaskResult }
  | { readonly kind: "not"; readonly operand: Depends }
  /** A list, so that a task that waits for thousands does not nest thousands deep. */
  | { readonly kind: "and" | "or"; readonly operands: readonly Depends[] };

/** A `depends` that cannot be read; found before a run begins. */
export class DependsError extends Error {}

const TOKEN = /\s*(&&|\|\||[!()]|[a-zA-Z0-9][-a-zA-Z0-9]*(?:\.[a-zA-Z]+)?)/y;
const MAX_DEPTH = 100;

export function parseDepends(text: string): Depends {
  const tokens = tokenize(text);
  if (tokens.length === 0) return { kind: "always" };
  let position = 0;

  const or = (depth: number): Depends => {
    const operands = [and(depth)];
    for (; tokens[position] === "||"; operands.push(and(depth))) position += 1;
    return operands.length === 1 ? (operands[0] as Depends) : { kind: "or", operands };
  };
  const and = (depth: number): Depends => {
    const operands = [operand(depth)];
    for (; tokens[position] === "&&"; operands.push(operand(depth))) position += 1;
    return operands.length === 1 ? (operands[0] as Depends) : { kind: "and", operands };
  };
  const operand = (depth: number): Depends => {
    if (depth > MAX_DEPTH) throw new DependsError("depends is nested too deeply");
    const token = tokens[position++];
    if (token === undefined) throw new DependsError("depends ends where a task is needed");
    if (token === "!") return { kind: "not", operand: operand(depth + 1) };
    if (token !== "(") return task(token);
    const inner = or(depth + 1);
    if (tokens[position++] !== ")") throw new DependsError("a parenthesis is not closed");
    return inner;
  };

  const expression = or(0);
  if (position < tokens.length) throw new DependsError(`unexpected '${tokens[position]}'`);
  return expression;
}

/** Names of the tasks an expression mentions, each once. */
export function tasksIn(depends: Depends): string[] {
  const names = new Set<string>();
  const pending: Depends[] = [depends];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === "task") names.add(node.name);
    else if (node.kind === "not") pending.push(node.operand);
    else if (node.kind !== "always") for (const each of node.operands) pending.push(each);
  }
  return [...names];
}

/**
 * Value of the expression once every mentioned task has a result.
 *
 * @param has whether a task has a result; without one, whether those behind it go on by default
 */
export function holds(
  depends: Depends,
  has: (task: string, result: TaskResult | undefined) => boolean,
): boolean {
  switch (depends.kind) {
    case "always":
      return true;
    case "task":
      return has(depends.name, depends.result);
    case "not":
      return !holds(depends.operand, has);
    case "and":
      return depends.operands.every((each) => holds(each, has));
    case "or":
      return depends.operands.some((each) => holds(each, has));
  }
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  while (text.slice(at).trim() !== "") {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) throw new DependsError(`cannot read '${text.slice(at).trim()}'`);
    tokens.push(match[1] as string);
    at = TOKEN.lastIndex;
  }
  return tokens;
}

function task(token: string): Depends {
  if (/^[&|)]/.test(token)) throw new DependsError(`unexpected '${token}'`);
  const [name, result] = token.split(".") as [string, string | undefined];
  if (result === undefined) return { kind: "task", name };
  const known = TASK_RESULTS.find((each) => each === result);
  if (known === undefined) throw new DependsError(`'${result}' is not a task result`);
  return { kind: "task", name, result: known };
}
