/** The conditions and indices that a JSONPath computes: `@.price < 10 && @.new`, `@.length - 1`. */
import { ExpressionError } from "../value.ts";
import type { Path } from "./path.ts";

export type Formula =
  | { readonly kind: "constant"; readonly value: null | boolean | number | string }
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "not"; readonly inner: Formula }
  | {
      readonly kind: "operation";
      readonly operator: string;
      readonly left: Formula;
      readonly right: Formula;
    };

/** Deepest nesting of parentheses. */
const MAX_DEPTH = 20;

/** Operators from the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["==", "!=", "<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/"],
];

const TOKEN =
  /\s*(\|\||&&|[=!<>]=|[-<>!()+*/]|[@$](?:\.{1,2}[\p{L}\p{N}_*]+|\[(?:[^\][]|\[[^\]]*\])*\])*|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/uy;

type ReadPath = (text: string) => Path;

/** Throws `ExpressionError` on what is no formula. */
export function parseFormula(text: string, readPath: ReadPath): Formula {
  const reader = new Reader(tokens(text), readPath);
  const formula = reader.level(0, 0);
  if (reader.current !== undefined) throw wrong(text);
  return formula;
}

function wrong(text: string): ExpressionError {
  return new ExpressionError(`invalid JSONPath formula '${text}'`);
}

function tokens(text: string): string[] {
  const found: string[] = [];
  const trimmed = text.trimEnd();
  TOKEN.lastIndex = 0;
  for (let at = 0; at < trimmed.length; at = TOKEN.lastIndex) {
    const token = TOKEN.exec(trimmed)?.[1];
    if (token === undefined) throw wrong(text);
    found.push(token);
  }
  return found;
}

class Reader {
  readonly #tokens: readonly string[];
  readonly #readPath: ReadPath;
  #at = 0;

  constructor(found: readonly string[], readPath: ReadPath) {
    this.#tokens = found;
    this.#readPath = readPath;
  }

  get current(): string | undefined {
    return this.#tokens[this.#at];
  }

  level(index: number, depth: number): Formula {
    const operators = LEVELS[index];
    if (operators === undefined) return this.#operand(depth);
    let left = this.level(index + 1, depth);
    for (let operator = this.current; operator !== undefined && operators.includes(operator); ) {
      this.#at += 1;
      left = { kind: "operation", operator, left, right: this.level(index + 1, depth) };
      operator = this.current;
    }
    return left;
  }

  #operand(depth: number): Formula {
    const token = this.current;
    if (token === undefined || depth > MAX_DEPTH) throw wrong(this.#tokens.join(" "));
    this.#at += 1;
    if (token === "!") return { kind: "not", inner: this.#operand(depth + 1) };
    if (token === "-") {
      const right = this.#operand(depth + 1);
      return { kind: "operation", operator: "-", left: { kind: "constant", value: 0 }, right };
    }
    if (token === "(") {
      const inner = this.level(0, depth + 1);
      if (this.current !== ")") throw wrong(this.#tokens.join(" "));
      this.#at += 1;
      return inner;
    }
    if (token[0] === "@" || token[0] === "$") return { kind: "path", path: this.#readPath(token) };
    return { kind: "constant", value: constant(token) };
  }
}

function constant(token: string): null | boolean | number | string {
  if (token === "null") return null;
  if (token === "true" || token === "false") return token === "true";
  if (token[0] === "'" || token[0] === '"') return token.slice(1, -1).replace(/\\(.)/g, "$1");
  if (/^\d/.test(token)) return Number(token);
  throw wrong(token);
}
