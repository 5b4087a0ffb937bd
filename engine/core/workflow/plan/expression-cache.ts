/** Expressions and conditions, each text read once. */
import { evaluateCondition as evaluateGovaluate } from "../../expression/govaluate/condition.ts";
import { type Expression, parseExpression } from "../../expression/parse.ts";
import { ExpressionError } from "../../expression/value.ts";

export type Parsed =
  | { readonly program: Expression; readonly problem?: undefined }
  | { readonly program?: undefined; readonly problem: string };

/** Texts of conditions that are kept; loops may have one for each item. */
const MAX_CONDITIONS = 10_000;

/** Keeps what was read; the same text always gives the same program. */
export class ExpressionCache {
  private readonly known = new Map<string, Parsed>();
  private readonly conditions = new Map<string, boolean>();

  /** Whether a `when` with nothing left to fill in is true; throws `ConditionError`. */
  holds(condition: string): boolean {
    const found = this.conditions.get(condition);
    if (found !== undefined) return found;
    const value = evaluateGovaluate(condition);
    if (this.conditions.size < MAX_CONDITIONS) this.conditions.set(condition, value);
    return value;
  }

  get(text: string): Parsed {
    const found = this.known.get(text);
    if (found !== undefined) return found;
    const parsed = parse(text);
    this.known.set(text, parsed);
    return parsed;
  }
}

function parse(text: string): Parsed {
  try {
    return { program: parseExpression(text) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { problem: error.message };
  }
}
