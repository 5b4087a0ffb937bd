/** How functions read their arguments: as numbers, as JSON, as lists. */
import { parsePath } from "../expression/jsonpath/path.ts";
import type { Node } from "../expression/syntax.ts";
import { ExpressionError } from "../expression/value.ts";
import { ELEMENT, oneOf, partOf, type Term, UNKNOWN } from "./term.ts";
import type { Notebook } from "./use.ts";

type Call = Extract<Node, { kind: "call" | "builtin" }>;
/** Reads a part of the expression; `element` is what `#` stands for in it. */
type ReadPart = (part: Node, element?: Term) => Term;

/** Names without a leading `sprig.`. */
const NUMBERS = words("asInt asFloat int int64 float float64 atoi abs ceil floor round");
const JSON_READERS = words("fromJSON fromJson mustFromJson jsonpath");
/** What they give says as much as what they are given. */
const SAME = words(
  "string toString toJSON toJson mustToJson trim lower upper filter sort sortBy take reverse uniq",
);
const LISTS = words(
  "all none any one filter map count sum find findIndex findLast findLastIndex groupBy sortBy reduce",
);
/** These serve texts and numbers as well, so they tell of a list only where JSON was read. */
const ALSO_LISTS = words("len first last take reverse uniq concat flatten sort join min max mean");
const ELEMENTS = words("find findLast first last");

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

/** Notes how the arguments are used; returns what the call may give. */
export function readCall(node: Call, notebook: Notebook, read: ReadPart): Term {
  const name = nameOf(node) ?? "";
  const [first, ...others] = node.args;
  if (first === undefined) return UNKNOWN;
  const term = read(first);
  const list = LISTS.has(name) || (ALSO_LISTS.has(name) && isJson(first));
  if (list) notebook.note(term, { kind: "list", short: false });
  const element = list ? partOf(term, ELEMENT) : undefined;
  const rest = others.map((part) => read(part, element));
  if (element !== undefined && ELEMENTS.has(name)) return element;
  if (name === "default" || name === "coalesce") return oneOf(term, ...rest);
  if (NUMBERS.has(name)) {
    notebook.note(term, { kind: "number" });
    return term;
  }
  if (JSON_READERS.has(name)) notebook.note(term, { kind: "json" });
  if (name === "jsonpath") return readJsonPath(term, others[0], notebook);
  return SAME.has(name) || JSON_READERS.has(name) ? term : UNKNOWN;
}

function readJsonPath(term: Term, path: Node | undefined, notebook: Notebook): Term {
  const keys = path?.kind === "literal" ? keysOf(String(path.value)) : [];
  if (keys.length === 0) return UNKNOWN;
  const part = partOf(term, ...keys);
  notebook.note(part, { kind: "present" });
  return part;
}

/** The keys of a path as far as it names them; elements of lists are all alike. */
function keysOf(text: string): string[] {
  try {
    const { steps } = parsePath(text);
    if (steps.some(({ kind }) => kind === "descend")) return [];
    return steps.map((step) => (step.kind === "key" ? step.key : ELEMENT));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return [];
  }
}

function isJson(node: Node): boolean {
  return (node.kind === "call" || node.kind === "builtin") && JSON_READERS.has(nameOf(node) ?? "");
}

/** `fromJson` of `sprig.fromJson(…)`. */
function nameOf(node: Call): string | undefined {
  if (node.kind === "builtin") return node.name;
  const { callee } = node;
  if (callee.kind === "identifier") return callee.name;
  if (callee.kind !== "member" || callee.property.kind !== "literal") return undefined;
  return typeof callee.property.value === "string" ? callee.property.value : undefined;
}
