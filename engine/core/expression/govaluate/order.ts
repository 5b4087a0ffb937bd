/** Which tokens may follow which: govaluate checks this before it looks at precedence. */
import { ConditionError } from "./error.ts";
import type { Token, TokenKind } from "./lex.ts";

type Place = TokenKind | "time" | "pattern";

const VALUES: readonly Place[] = ["number", "boolean", "word", "accessor", "string", "time"];
const OPERATORS: readonly Place[] = ["modifier", "comparator", "logical", "ternary", "separator"];
const AFTER_VALUE: readonly Place[] = [...OPERATORS, "close"];
/** No choice follows a date or a pattern: `a =~ 'b' ? c : d` needs parentheses. */
const AFTER_DATE = AFTER_VALUE.filter((place) => place !== "ternary");
const AFTER_OPERATOR: readonly Place[] = ["prefix", ...VALUES, "open", "close"];

const FOLLOWERS: Readonly<Record<Place | "start", readonly Place[]>> = {
  start: ["prefix", ...VALUES, "open"],
  open: ["prefix", ...VALUES, "open", "close"],
  close: [...OPERATORS, "number", "boolean", "word", "string", "time", "open", "close"],
  number: AFTER_VALUE,
  time: AFTER_DATE,
  pattern: AFTER_DATE,
  boolean: AFTER_VALUE,
  string: AFTER_VALUE,
  word: AFTER_VALUE,
  accessor: [...AFTER_VALUE, "open"],
  // A date is not added, and a sign does not stand before a text or a date.
  modifier: AFTER_OPERATOR.filter((place) => place !== "time"),
  prefix: ["number", "boolean", "word", "accessor", "open", "close"],
  comparator: [...AFTER_OPERATOR, "pattern"],
  logical: AFTER_OPERATOR,
  ternary: [...AFTER_OPERATOR, "separator"],
  separator: ["prefix", ...VALUES, "open"],
};
const ENDS: readonly Place[] = ["close", "pattern", ...VALUES];

function placeOf(token: Token): Place {
  return token.place ?? token.kind;
}

export function allowsPrefix(before: Token | undefined): boolean {
  return FOLLOWERS[before === undefined ? "start" : placeOf(before)].includes("prefix");
}

/** @throws ConditionError when a token stands where it may not, or parentheses do not match up */
export function checkOrder(tokens: readonly Token[]): void {
  let open = 0;
  let before: Token | undefined;
  for (const token of tokens) {
    if (!FOLLOWERS[before === undefined ? "start" : placeOf(before)].includes(placeOf(token))) {
      const after = before === undefined ? "at the start" : `after '${before.value}'`;
      const where = `at position ${token.at + 1}`;
      throw new ConditionError(`'${token.value}' ${where} cannot stand ${after}`);
    }
    open += token.kind === "open" ? 1 : token.kind === "close" ? -1 : 0;
    before = token;
  }
  if (open !== 0) throw new ConditionError("the parentheses do not match up");
  if (before === undefined || !ENDS.includes(placeOf(before))) {
    throw new ConditionError("the condition ends where a value is needed");
  }
}
