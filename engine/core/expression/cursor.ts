/** The parser's place among the tokens, and the depth of what it builds. */
import { lex, type Token } from "./lex.ts";
import { children, type Node } from "./syntax.ts";
import { ExpressionError } from "./value.ts";

/** Deepest tree, and deepest nesting while it is read: far below what the stack allows. */
export const MAX_EXPRESSION_DEPTH = 250;

/** The two rules that nest in the others. */
export interface Rules {
  expression(cursor: Cursor, precedence: number): Node;
  sequence(cursor: Cursor): Node;
}

export class Cursor {
  readonly #tokens: readonly Token[];
  readonly #depths = new WeakMap<Node, number>();
  readonly #rules: Rules;
  #at = 0;
  #nesting = 0;
  /** Closures around the place, in which `#` and `.field` have a meaning. */
  closures = 0;

  constructor(text: string, rules: Rules) {
    this.#tokens = lex(text);
    this.#rules = rules;
  }

  expression(precedence: number): Node {
    return this.#rules.expression(this, precedence);
  }

  sequence(): Node {
    return this.#rules.sequence(this);
  }

  get current(): Token {
    return this.#tokens[this.#at] as Token;
  }

  /** The token after the current one. */
  get following(): Token {
    return this.#tokens[Math.min(this.#at + 1, this.#tokens.length - 1)] as Token;
  }

  /** Takes the current token; the end stays where it is. */
  next(): Token {
    const token = this.current;
    if (this.#at < this.#tokens.length - 1) this.#at += 1;
    return token;
  }

  is(kind: Token["kind"], text: string): boolean {
    return this.current.kind === kind && this.current.text === text;
  }

  operator(text: string): boolean {
    return this.is("operator", text);
  }

  bracket(text: string): boolean {
    return this.is("bracket", text);
  }

  /** Takes the token when it is the one asked for. */
  take(kind: Token["kind"], text: string): boolean {
    if (!this.is(kind, text)) return false;
    this.next();
    return true;
  }

  expect(kind: Token["kind"], text: string): void {
    if (!this.take(kind, text)) this.unexpected();
  }

  expectIdentifier(): Token {
    if (this.current.kind !== "identifier") this.unexpected();
    return this.next();
  }

  unexpected(): never {
    const { kind, text, position } = this.current;
    const what = kind === "end" ? "end of expression" : `${kind} '${text}'`;
    throw new ExpressionError(`unexpected ${what}`, position);
  }

  /** Reads something that may nest; the error instead of a stack overflow. */
  nested<T>(read: () => T): T {
    this.#nesting += 1;
    if (this.#nesting > MAX_EXPRESSION_DEPTH) this.#tooDeep();
    const result = read();
    this.#nesting -= 1;
    return result;
  }

  /** Measures a new node: chains of operators make deep trees without nesting. */
  made(node: Node): Node {
    let depth = 0;
    for (const child of children(node)) depth = Math.max(depth, this.#depths.get(child) ?? 0);
    if (depth >= MAX_EXPRESSION_DEPTH) this.#tooDeep();
    this.#depths.set(node, depth + 1);
    return node;
  }

  #tooDeep(): never {
    throw new ExpressionError("the expression is nested too deeply", this.current.position);
  }
}
