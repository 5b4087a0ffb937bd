/** Reads a JSONPath as the library in Argo Workflows does: `$.a['b'][0]..c[?(@.d > 1)]`. */
import { ExpressionError } from "../value.ts";
import { type Formula, parseFormula } from "./formula.ts";

export type Step =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "wildcard" }
  | { readonly kind: "slice"; readonly from?: number; readonly to?: number; readonly by: number }
  | { readonly kind: "union"; readonly members: readonly (string | number)[] }
  | { readonly kind: "filter"; readonly formula: Formula }
  | { readonly kind: "script"; readonly formula: Formula }
  /** What follows is looked for in the value and in everything below it. */
  | { readonly kind: "descend" };

export interface Path {
  /** `$` is the document, `@` the element that is tested. */
  readonly root: "$" | "@";
  readonly steps: readonly Step[];
}

/** Longest path. */
const MAX_PATH_LENGTH = 2_000;

const NAME = /[^.[\]]+/y;
const QUOTED = /^(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")$/;
const INDEX = /^-?\d+$/;
const SLICE = /^(-?\d+)?:(-?\d+)?(?::(-?\d+)?)?$/;

/** Throws `ExpressionError` on what is no path. */
export function parsePath(text: string): Path {
  const root = text[0];
  if (text.length > MAX_PATH_LENGTH || (root !== "$" && root !== "@")) throw wrong(text, 0);
  const steps: Step[] = [];
  let at = 1;
  while (at < text.length) at = readStep(text, at, steps);
  return { root, steps };
}

function wrong(text: string, at: number): ExpressionError {
  return new ExpressionError(`invalid JSONPath '${text}' at index ${at}`);
}

function readStep(text: string, at: number, steps: Step[]): number {
  if (text[at] === "[") return readBracket(text, at, steps);
  if (text[at] !== ".") throw wrong(text, at);
  let from = at + 1;
  if (text[from] === ".") {
    steps.push({ kind: "descend" });
    from += 1;
    if (from === text.length || text[from] === "[") return from;
  }
  NAME.lastIndex = from;
  const name = NAME.exec(text)?.[0];
  if (name === undefined) throw wrong(text, from);
  const key = name.trim();
  steps.push(key === "*" ? { kind: "wildcard" } : { kind: "key", key });
  return from + name.length;
}

function readBracket(text: string, at: number, steps: Step[]): number {
  const end = closing(text, at);
  steps.push(bracketStep(text.slice(at + 1, end).trim(), text, at));
  return end + 1;
}

/** The bracket that closes the one at `at`, past quoted text and inner brackets. */
function closing(text: string, at: number): number {
  let depth = 0;
  let quote = "";
  for (let i = at; i < text.length; i++) {
    const char = text[i] as string;
    if (quote !== "" && char === "\\") i += 1;
    else if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === "'" || char === '"') quote = char;
    else if (char === "[") depth += 1;
    else if (char === "]") depth -= 1;
    if (depth === 0) return i;
  }
  throw wrong(text, at);
}

function bracketStep(inner: string, text: string, at: number): Step {
  if (inner === "*") return { kind: "wildcard" };
  if (inner.startsWith("?(") && inner.endsWith(")")) {
    return { kind: "filter", formula: parseFormula(inner.slice(2, -1), parsePath) };
  }
  if (inner.startsWith("(") && inner.endsWith(")")) {
    return { kind: "script", formula: parseFormula(inner.slice(1, -1), parsePath) };
  }
  const slice = SLICE.exec(inner);
  if (slice !== null) return sliceStep(slice);
  const members = parts(inner).map((part) => member(part.trim(), text, at));
  const [first] = members;
  if (first === undefined) throw wrong(text, at);
  if (members.length > 1) return { kind: "union", members };
  return typeof first === "string" ? { kind: "key", key: first } : { kind: "index", index: first };
}

function sliceStep([, from, to, by]: RegExpExecArray): Step {
  const step = by === undefined ? 1 : Number(by);
  if (step === 0) throw new ExpressionError("a JSONPath slice goes by 0");
  return {
    kind: "slice",
    ...(from === undefined ? {} : { from: Number(from) }),
    ...(to === undefined ? {} : { to: Number(to) }),
    by: step,
  };
}

function member(part: string, text: string, at: number): string | number {
  if (INDEX.test(part)) return Number(part);
  if (!QUOTED.test(part)) throw wrong(text, at);
  return part.slice(1, -1).replace(/\\(.)/g, "$1");
}

/** Pieces between commas that stand outside of quotes. */
function parts(inner: string): string[] {
  return inner.match(/(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^,'"])+/g) ?? [];
}
