/** Tokens of a `when` condition (govaluate's grammar, as Argo uses it). */

export type Token =
  | { readonly kind: "number"; readonly value: number; readonly at: number }
  | { readonly kind: "string"; readonly value: string; readonly at: number }
  /** A bare word; Argo reads it as a string. */
  | { readonly kind: "word"; readonly value: string; readonly at: number }
  | { readonly kind: "operator"; readonly value: string; readonly at: number };

/** A condition that cannot be read or evaluated; the step that has it ends in phase Error. */
export class ConditionError extends Error {}

const OPERATORS = [
  "&&",
  "||",
  "==",
  "!=",
  "<=",
  ">=",
  "**",
  "<",
  ">",
  "!",
  "+",
  "-",
  "*",
  "/",
  "%",
];
const PUNCTUATION = ["(", ")", ","];
const NUMBER = /^(?:\d+\.?\d*|\.\d+)/;
const WORD = /^[\p{L}_][\p{L}\p{N}_]*/u;

/** Longer than any person writes; keeps a hostile condition from growing the stack. */
const MAX_TOKENS = 2_000;

export function lexCondition(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const space = /^\s+/.exec(rest);
    if (space !== null) {
      at += space[0].length;
      continue;
    }
    const [token, length] = nextToken(rest, at);
    if (tokens.length >= MAX_TOKENS) throw new ConditionError("the condition is too long");
    tokens.push(token);
    at += length;
  }
  return tokens;
}

function nextToken(rest: string, at: number): [Token, number] {
  const number = NUMBER.exec(rest)?.[0];
  if (number !== undefined) return [{ kind: "number", value: Number(number), at }, number.length];
  const word = WORD.exec(rest)?.[0];
  if (word !== undefined) return [{ kind: "word", value: word, at }, word.length];
  if (rest[0] === '"' || rest[0] === "'") return quoted(rest, at);
  const symbol = [...OPERATORS, ...PUNCTUATION].find((each) => rest.startsWith(each));
  if (symbol !== undefined) return [{ kind: "operator", value: symbol, at }, symbol.length];
  throw new ConditionError(`unexpected character '${rest[0]}' at position ${at + 1}`);
}

/** A backslash escapes the character after it. */
function quoted(rest: string, at: number): [Token, number] {
  let value = "";
  for (let i = 1; i < rest.length; i++) {
    if (rest[i] === rest[0]) return [{ kind: "string", value, at }, i + 1];
    if (rest[i] === "\\") i += 1;
    value += rest[i] ?? "";
  }
  throw new ConditionError(`the quote at position ${at + 1} is not closed`);
}
