/** Syntax tree of a `when` condition: govaluate's precedence, every operator from left to right. */
import { ConditionError } from "./error.ts";
import { lexCondition, type Token, type TokenKind } from "./lex.ts";
import { allowsPrefix, checkOrder } from "./order.ts";

export type Expression =
  /** Nothing between parentheses or after an operator. */
  | { readonly kind: "nothing" }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  /** A bare word where words are names: nothing has a name in a condition. */
  | { readonly kind: "unknown"; readonly name: string; readonly argument: Expression }
  | { readonly kind: "prefix"; readonly operator: string; readonly operand: Expression }
  | { readonly kind: "single"; readonly item: Expression }
  | { readonly kind: "group"; readonly inner: Expression }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };

/** How bare words are read: Argo takes them for texts in steps and tasks, not in CronWorkflows. */
export type Words = "texts" | "names";

/** From the weakest to the strongest: the kind of the operators, and which they are. */
const LEVELS: readonly (readonly [TokenKind, readonly string[]])[] = [
  ["separator", [","]],
  ["ternary", ["?", ":", "??"]],
  ["logical", ["||"]],
  ["logical", ["&&"]],
  ["comparator", ["==", "!=", "<", "<=", ">", ">=", "=~", "!~", "in"]],
  ["modifier", ["&", "|", "^"]],
  ["modifier", ["<<", ">>"]],
  ["modifier", ["+", "-"]],
  ["modifier", ["*", "/", "%"]],
  ["modifier", ["**"]],
];

/** Deeper nesting than any person writes; keeps a hostile condition from growing the stack. */
const MAX_DEPTH = 100;
const NOTHING: Expression = { kind: "nothing" };

/** @throws ConditionError when the text is not a condition */
export function parseExpression(text: string, words: Words): Expression {
  const tokens = lexCondition(text, allowsPrefix);
  checkOrder(tokens);
  if (words === "names") return new Parser(tokens).level(0, 0);
  const texts = tokens.map((token, index) => asText(token, tokens[index - 1]));
  checkOrder(texts);
  return new Parser(texts).level(0, 0);
}

/** A bare word becomes a text; a quoted text after `=~` is a pattern by then. */
function asText(token: Token, before: Token | undefined): Token {
  if (token.kind === "word") return { ...token, kind: "string" };
  const matched = before?.value === "=~" || before?.value === "!~";
  return matched && token.kind === "string" ? { ...token, place: "pattern" } : token;
}

/** What stands behind a complete expression is ignored, as in govaluate: `(a) b` is `(a)`. */
class Parser {
  private position = 0;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  level(index: number, depth: number): Expression {
    if (depth > MAX_DEPTH) throw new ConditionError("the condition is nested too deeply");
    const known = LEVELS[index];
    if (known === undefined) return this.value(depth);
    const [kind, operators] = known;
    let left = this.level(index + 1, depth);
    for (;;) {
      const token = this.tokens[this.position];
      if (token?.kind !== kind || !operators.includes(token.value as string)) return left;
      this.position += 1;
      const right = this.level(index + 1, depth);
      left = { kind: "binary", operator: token.value as string, left, right };
    }
  }

  private value(depth: number): Expression {
    if (depth > MAX_DEPTH) throw new ConditionError("the condition is nested too deeply");
    const token = this.tokens[this.position];
    if (token === undefined || token.kind === "close") return NOTHING;
    this.position += 1;
    const { kind, value } = token;
    switch (kind) {
      case "number":
      case "string":
      case "boolean":
        return { kind: "literal", value };
      case "word":
        return { kind: "unknown", name: value as string, argument: NOTHING };
      case "accessor": {
        const called = this.tokens[this.position]?.kind === "open";
        const argument = called ? this.level(0, depth + 1) : NOTHING;
        return { kind: "unknown", name: (value as string).split(".")[0] as string, argument };
      }
      case "prefix":
        return { kind: "prefix", operator: value as string, operand: this.value(depth + 1) };
      case "open":
        return this.group(depth);
      default:
        throw new ConditionError(`unexpected '${value}' at position ${token.at + 1}`);
    }
  }

  private group(depth: number): Expression {
    const before = this.tokens[this.position - 2];
    const inner = this.level(0, depth + 1);
    // The parenthesis that closes, or what stands in its place.
    this.position += 1;
    const inList = before?.kind === "comparator" && before.value === "in";
    if (inList && inner.kind === "nothing")
      throw new ConditionError("the list after 'in' is empty");
    if (inList && inner.kind === "literal") return { kind: "single", item: inner };
    return { kind: "group", inner };
  }
}
