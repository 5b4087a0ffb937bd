/** What the functions of the language take and give, as far as it is known before they run. */
import { PREDICATE_ARGUMENTS } from "./builtin-names.ts";
import {
  ANY,
  ANY_KEY_MAP,
  ARRAY,
  arrayOf,
  BOOL,
  DURATION,
  FLOAT,
  INT,
  may,
  NIL,
  STRING,
  type StaticType,
  TIME,
  typeOf,
  typeText,
} from "./static-type.ts";
import type { BuiltinNode, Node } from "./syntax.ts";
import { ExpressionError, type ValueMap } from "./value.ts";

/** What `#` and `#name` stand for. */
export interface Closure {
  readonly element: StaticType;
  readonly names: ReadonlyMap<string, StaticType>;
}

/** Checks an argument, in a closure of its own where one is given. */
export type Visit = (node: Node, closure?: Closure) => StaticType;

type Kind = StaticType["kind"];

interface Rule {
  /** Kinds that each argument may have; an empty list takes everything. */
  readonly parameters: readonly (readonly Kind[])[];
  readonly least: number;
  readonly result: StaticType | ((args: readonly StaticType[]) => StaticType);
}

function rule(
  parameters: readonly (readonly Kind[])[],
  result: Rule["result"],
  least = parameters.length,
): Rule {
  return { parameters, least, result };
}

const NUMBER: readonly Kind[] = ["int", "float", "duration"];
const TEXT: readonly Kind[] = ["string"];
const WHOLE: readonly Kind[] = ["int"];
const LIST: readonly Kind[] = ["array"];
const LOOKUP: readonly Kind[] = ["map"];
const ANYTHING: readonly Kind[] = [];

const TEXT_TO_TEXT = rule([TEXT], STRING);
const TEXTS_TO_TEXT = rule([TEXT, TEXT], STRING, 1);
const TEXTS_TO_BOOL = rule([TEXT, TEXT], BOOL);
const TEXTS_TO_INT = rule([TEXT, TEXT], INT);
const SPLIT = rule([TEXT, TEXT, WHOLE], { kind: "array", element: STRING, solid: true }, 2);
const ROUNDED = rule([["int", "float"]], FLOAT);
const ELEMENT = rule([LIST], ([list]) => solidElement(list));
const LIST_TO_LIST = rule([LIST], ARRAY);
const MAP_TO_LIST = rule([LOOKUP], ARRAY);
const BITS = rule([WHOLE, WHOLE], INT);
/** Beyond this no function takes arguments in an expression that fits its bounds. */
const MANY = Array.from({ length: 100 }, () => ["int", "float", "duration", "array"] as const);
const LARGEST = rule(MANY, ([first = ANY]) => (first.kind === "array" ? ANY : first), 1);
const AVERAGE = rule(MANY, ANY, 1);

const RULES: ReadonlyMap<string, Rule> = new Map([
  ["len", rule([["array", "map", "string"]], INT)],
  ["type", rule([ANYTHING], STRING)],
  ["abs", rule([NUMBER], ([number = ANY]) => number)],
  ["ceil", ROUNDED],
  ["floor", ROUNDED],
  ["round", ROUNDED],
  ["int", rule([[...NUMBER, "string"]], INT)],
  ["float", rule([[...NUMBER, "string"]], FLOAT)],
  ["string", rule([ANYTHING], STRING)],
  ["trim", TEXTS_TO_TEXT],
  ["trimPrefix", TEXTS_TO_TEXT],
  ["trimSuffix", TEXTS_TO_TEXT],
  ["upper", TEXT_TO_TEXT],
  ["lower", TEXT_TO_TEXT],
  ["split", SPLIT],
  ["splitAfter", SPLIT],
  ["replace", rule([TEXT, TEXT, TEXT, WHOLE], STRING, 3)],
  ["repeat", rule([TEXT, WHOLE], STRING)],
  ["join", rule([LIST, TEXT], STRING, 1)],
  ["indexOf", TEXTS_TO_INT],
  ["lastIndexOf", TEXTS_TO_INT],
  ["hasPrefix", TEXTS_TO_BOOL],
  ["hasSuffix", TEXTS_TO_BOOL],
  ["max", LARGEST],
  ["min", LARGEST],
  ["mean", AVERAGE],
  ["median", AVERAGE],
  ["toJSON", rule([ANYTHING], STRING)],
  ["fromJSON", rule([TEXT], ANY)],
  ["toBase64", TEXT_TO_TEXT],
  ["fromBase64", TEXT_TO_TEXT],
  ["now", rule([], TIME)],
  ["duration", rule([TEXT], DURATION)],
  ["date", rule([ANYTHING, ANYTHING, ANYTHING], TIME, 1)],
  ["timezone", rule([TEXT], ANY)],
  ["first", ELEMENT],
  ["last", ELEMENT],
  ["take", rule([LIST, WHOLE], ([list]) => arrayOf(solidElement(list)))],
  ["keys", MAP_TO_LIST],
  ["values", MAP_TO_LIST],
  ["toPairs", MAP_TO_LIST],
  ["fromPairs", rule([LIST], ANY_KEY_MAP)],
  ["reverse", LIST_TO_LIST],
  ["uniq", LIST_TO_LIST],
  ["flatten", LIST_TO_LIST],
  [
    "concat",
    rule(
      Array.from({ length: 100 }, () => LIST),
      ARRAY,
      1,
    ),
  ],
  ["sort", rule([LIST, TEXT], ARRAY, 1)],
  ["bitand", BITS],
  ["bitor", BITS],
  ["bitxor", BITS],
  ["bitnand", BITS],
  ["bitshl", BITS],
  ["bitshr", BITS],
  ["bitushr", BITS],
  ["bitnot", rule([WHOLE], INT)],
]);

/** What an array is known to hold by its Go type: only the language's own arrays know more. */
function solidElement(type: StaticType | undefined): StaticType {
  return type?.kind === "array" && type.solid === true ? type.element : ANY;
}

/** Throws `ExpressionError` on arguments that can never fit. */
export function builtinType(node: BuiltinNode, env: ValueMap, visit: Visit): StaticType {
  if (PREDICATE_ARGUMENTS.has(node.name)) return predicateType(node, visit);
  if (node.name === "get") return getType(node, env, visit);
  const { parameters, least, result } = RULES.get(node.name) as Rule;
  const args = node.args.map((arg) => visit(arg));
  if (args.length < least || args.length > parameters.length) {
    const problem = args.length < least ? "not enough" : "too many";
    fail(node, `${problem} arguments to call ${node.name}`);
  }
  args.forEach((type, i) => {
    const kinds = parameters[i] as readonly Kind[];
    if (kinds.length === 0 || may(type, ...kinds)) return;
    fail(node.args[i] as Node, `cannot use ${typeText(type)} as argument to call ${node.name}`);
  });
  return typeof result === "function" ? result(args) : result;
}

function fail(node: Node, message: string): never {
  throw new ExpressionError(message, node.position);
}

function getType(node: BuiltinNode, env: ValueMap, visit: Visit): StaticType {
  const [base, property] = node.args;
  if (base === undefined || property === undefined || node.args.length > 2) {
    return fail(node, `get takes 2 arguments, not ${node.args.length}`);
  }
  const type = visit(base);
  const key = visit(property);
  if (base.kind === "identifier" && base.name === "$env" && property.kind === "literal") {
    const value = typeof property.value === "string" ? env.get(property.value) : undefined;
    return value === undefined ? ANY : typeOf(value);
  }
  if (type.kind === "any") return ANY;
  if (type.kind === "array" && may(key, "int")) return type.element;
  if (type.kind === "map" && key.kind !== "nil" && (type.anyKey || may(key, "string"))) {
    return type.element;
  }
  return fail(node, `cannot use ${typeText(key)} to get an element from ${typeText(type)}`);
}

const TESTS: ReadonlySet<string> = new Set(
  "all none any one filter count find findIndex findLast findLastIndex".split(" "),
);

function predicateType(node: BuiltinNode, visit: Visit): StaticType {
  const [collection, body, last] = node.args as [Node, Node | undefined, Node | undefined];
  const list = visit(collection);
  if (!may(list, "array"))
    fail(collection, `${node.name} takes only array (got ${typeText(list)})`);
  const element = list.kind === "array" ? list.element : ANY;
  const closure = body === undefined ? element : visit(body, { element, names: names(node.name) });
  if (body !== undefined && closure.kind === "nil") fail(body, "a closure cannot be nil");
  if (body !== undefined && TESTS.has(node.name) && !may(closure, "bool")) {
    fail(body, `predicate should return boolean (got ${typeText(closure)})`);
  }
  const extra = last === undefined ? NIL : visit(last);
  if (node.name === "sortBy" && last !== undefined && !may(extra, "string")) {
    fail(last, `sortBy order argument must be a string (got ${typeText(extra)})`);
  }
  return predicateResult(node.name, element, closure);
}

function names(name: string): ReadonlyMap<string, StaticType> {
  if (name === "map") return new Map([["index", INT]]);
  return name === "reduce"
    ? new Map([
        ["index", INT],
        ["acc", ANY],
      ])
    : new Map();
}

function predicateResult(name: string, element: StaticType, closure: StaticType): StaticType {
  switch (name) {
    case "filter":
    case "sortBy":
      return arrayOf(element);
    case "map":
      return arrayOf(closure);
    case "find":
    case "findLast":
      return element;
    case "findIndex":
    case "findLastIndex":
    case "count":
      return INT;
    case "sum":
      return closure;
    case "groupBy":
      return { kind: "map", anyKey: true, element: ARRAY };
    case "reduce":
      return ANY;
    default:
      return BOOL;
  }
}
