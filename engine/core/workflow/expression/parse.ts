/** Syntax tree of a `when` condition: precedence climbing over govaluate's operators. */
import { ConditionError, type Token } from "./lex.ts";

export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "not" | "negate"; readonly operand: Expression }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };

/** Higher binds tighter; `&&` above `||`, as in the govaluate that Argo v4 carries. */
const PRECEDENCE: Readonly<Record<string, number>> = {
  "||": 1,
  "&&": 2,
  "==": 3,
  "!=": 3,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  in: 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "%": 5,
  "**": 6,
};

/** Deeper nesting than any person writes; keeps a hostile condition from growing the stack. */
const MAX_DEPTH = 100;

export function parseCondition(tokens: readonly Token[]): Expression {
  const parser = new Parser(tokens);
  const expression = parser.binary(1, 0);
  parser.expectEnd();
  return expression;
}

class Parser {
  private position = 0;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  binary(minimum: number, depth: number): Expression {
    if (depth > MAX_DEPTH) throw new ConditionError("the condition is nested too deeply");
    let left = this.unary(depth);
    for (;;) {
      const operator = this.peekOperator();
      const precedence = operator === undefined ? undefined : PRECEDENCE[operator];
      if (operator === undefined || precedence === undefined || precedence < minimum) return left;
      this.position += 1;
      const right = operator === "in" ? this.list(depth) : this.binary(precedence + 1, depth + 1);
      left = { kind: "binary", operator, left, right };
    }
  }

  expectEnd(): void {
    const token = this.tokens[this.position];
    if (token !== undefined) throw unexpected(token);
  }

  private unary(depth: number): Expression {
    if (depth > MAX_DEPTH) throw new ConditionError("the condition is nested too deeply");
    const token = this.tokens[this.position];
    if (token === undefined) throw new ConditionError("the condition ends where a value is needed");
    this.position += 1;
    if (token.kind === "number" || token.kind === "string") {
      return { kind: "literal", value: token.value };
    }
    if (token.kind === "word") return word(token.value);
    if (token.value === "!") return { kind: "not", operand: this.unary(depth + 1) };
    if (token.value === "-") return { kind: "negate", operand: this.unary(depth + 1) };
    if (token.value !== "(") throw unexpected(token);
    const inner = this.binary(1, depth + 1);
    this.expect(")");
    return inner;
  }

  private list(depth: number): Expression {
    this.expect("(");
    const items = [this.binary(1, depth + 1)];
    while (this.peekOperator() === ",") {
      this.position += 1;
      items.push(this.binary(1, depth + 1));
    }
    this.expect(")");
    return { kind: "list", items };
  }

  private expect(symbol: string): void {
    const token = this.tokens[this.position];
    if (token === undefined) throw new ConditionError(`'${symbol}' is missing at the end`);
    if (token.kind !== "operator" || token.value !== symbol) throw unexpected(token);
    this.position += 1;
  }

  private peekOperator(): string | undefined {
    const token = this.tokens[this.position];
    if (token?.kind === "operator") return token.value;
    return token?.kind === "word" && token.value === "in" ? "in" : undefined;
  }
}

function word(text: string): Expression {
  if (text === "true" || text === "false") return { kind: "literal", value: text === "true" };
  return { kind: "literal", value: text };
}

function unexpected(token: Token): ConditionError {
  return new ConditionError(`unexpected '${token.value}' at position ${token.at + 1}`);
}
