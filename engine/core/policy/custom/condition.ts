/** A condition over the documented inputs: read, type checked and tried once, then evaluated at each decision. */
import { check } from "../../expression/check.ts";
import { evaluateBoolean } from "../../expression/evaluate.ts";
import { referencedNames } from "../../expression/missing.ts";
import { type Expression, parseExpression } from "../../expression/parse.ts";
import { typeText } from "../../expression/static-type.ts";
import { ExpressionError, type ValueMap } from "../../expression/value.ts";
import { didYouMean } from "../../text/nearest.ts";
import type { InstantMs } from "../../units/units.ts";
import { CUSTOM_NAMES, environment, example } from "./inputs.ts";
import type { Situation } from "./situation.ts";

/** Work that one evaluation may do; an expression that does more is refused, so none hangs. */
const MAX_STEPS = 10_000;
/** Conditions kept as read; the least recently made are forgotten together. */
const MAX_KEPT = 200;
const EXAMPLES = [0, 1, 2] as const;
/** A Monday noon in UTC, for `now()` when a condition is tried. */
const SAMPLE_MS = 1_700_481_600_000;

interface Condition {
  readonly expression: Expression;
  /** The inputs that it reads. */
  readonly names: readonly string[];
}

const kept = new Map<string, Condition>();

export interface Fault {
  /** With the character at which it lies, where that is known. */
  readonly message: string;
  readonly hint: string;
}

/** What is wrong with a condition; undefined when it can be used. */
export function faultOf(text: string): Fault | undefined {
  try {
    const { expression } = conditionOf(text);
    const type = check(expression.root, example(1));
    if (type.kind !== "bool" && type.kind !== "any") {
      throw new ExpressionError(`the result is ${typeText(type)}, not true or false`);
    }
    for (const index of EXAMPLES) truth(expression, example(index), SAMPLE_MS);
    return undefined;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { message: messageOf(error), hint: hintFor(error) };
  }
}

/** Whether a condition holds; throws `ExpressionError` on what could not be seen when it was read. */
export function holds(text: string, situation: Situation): boolean {
  const { expression, names } = conditionOf(text);
  return truth(expression, environment(names, situation), situation.input.nowMs);
}

/** With the character at which it lies, counted from 1. */
export function messageOf({ message, position }: ExpressionError): string {
  return position === undefined ? message : `${message}, character ${position + 1}`;
}

function conditionOf(text: string): Condition {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const expression = parseExpression(text);
  // With `$env` an input can be looked up by a name that is computed.
  const all = text.includes("$env");
  const used = new Set(referencedNames(expression));
  const names = CUSTOM_NAMES.filter((name) => all || used.has(name));
  const condition = { expression, names };
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(text, condition);
  return condition;
}

function truth(expression: Expression, env: ValueMap, nowMs: InstantMs): boolean {
  // Nothing that policies are given is random.
  const context = { nowMs, random: () => 0, budget: { stepsLeft: MAX_STEPS } };
  return evaluateBoolean(expression, env, context);
}

function hintFor({ message }: ExpressionError): string {
  const unknown = /^unknown name (\S+)$/.exec(message)?.[1];
  if (unknown !== undefined) return didYouMean(unknown, CUSTOM_NAMES);
  if (/more work|more than/.test(message)) {
    return `An expression may do ${MAX_STEPS} steps of work: use shorter ranges.`;
  }
  return "Write a condition over the inputs that docs/guide/policies.md lists.";
}
