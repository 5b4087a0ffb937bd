/** Evaluates `when` and `stopStrategy.expression` of a CronWorkflow as Argo's cron operator does. */
import { expandEnv } from "../expression/environment.ts";
import { evaluate, evaluateBoolean } from "../expression/evaluate.ts";
import { toGoJson } from "../expression/go/json.ts";
import { goQuote } from "../expression/go/quote.ts";
import { utcTime } from "../expression/go/time.ts";
import { evaluateCondition } from "../expression/govaluate/condition.ts";
import { ConditionError } from "../expression/govaluate/error.ts";
import { missingNames } from "../expression/missing.ts";
import { parseExpression } from "../expression/parse.ts";
import {
  DEFAULT_STEPS,
  type EvaluationContext,
  ExpressionError,
  type MapKey,
  type Value,
  type ValueMap,
} from "../expression/value.ts";
import { failure, problem, type Result, success } from "../issue.ts";
import { randomStream } from "../random/stream.ts";
import type { InstantMs } from "../units/units.ts";
import type { CronConditions, CronVariables } from "./expressions.ts";

const OF_TIME = "cronworkflow.lastScheduledTime.";
const HINT =
  "It may use cronworkflow.name, .namespace, .labels, .failed, .succeeded and .lastScheduledTime.";

/** The conditions of Argo; both fail with `cron/condition`. */
export const ARGO_CONDITIONS: CronConditions = {
  when: (text, variables, nowMs) =>
    attempt(text, () => evaluateCondition(replaceTags(text, variables, nowMs), "names")),
  // Without the functions that `{{=…}}` has: upstream gives this expression the variables only.
  stop: (text, variables, nowMs) =>
    attempt(text, () => {
      const env: ValueMap = new Map([["cronworkflow", valuesOf(variables)]]);
      return evaluateBoolean(parseExpression(text), env, contextAt(nowMs));
    }),
};

function attempt(text: string, evaluateText: () => boolean): Result<boolean> {
  try {
    return success(evaluateText());
  } catch (error) {
    if (!(error instanceof ExpressionError || error instanceof ConditionError)) throw error;
    return failure([problem("cron/condition", `'${text}': ${error.message}`, HINT)]);
  }
}

/** All tags must have a value. What stands outside of them, and their values, is the condition. */
function replaceTags(text: string, variables: CronVariables, nowMs: InstantMs): string {
  if (text.replace(/\{\{.*?\}\}/gs, "").includes("{{")) {
    throw new ExpressionError("a tag has no end `}}`");
  }
  return text.replace(/\{\{(.*?)\}\}/gs, (_whole, tag: string) =>
    tag.startsWith("=") ? expressionTag(tag.slice(1), variables, nowMs) : plainTag(tag, variables),
  );
}

/** Only texts may stand in a plain tag; upstream says so of numbers and times too. */
function plainTag(tag: string, variables: CronVariables): string {
  const name = tag.trim();
  if (name === "cronworkflow.name") return escaped(variables.name);
  if (name === "cronworkflow.namespace") return escaped(variables.namespace);
  throw new ExpressionError(`failed to resolve {{${tag}}}; write {{=${name}}}`);
}

function expressionTag(tag: string, variables: CronVariables, nowMs: InstantMs): string {
  const expression = parseExpression(unescaped(tag));
  const env = expandEnv([["cronworkflow", valuesOf(variables)]]);
  // What is asked of a time is one of its methods, not a name that could be missing.
  const missing = missingNames(expression, env).find((name) => !name.startsWith(OF_TIME));
  if (missing !== undefined) throw new ExpressionError(`${missing} is missing`);
  const value = evaluate(expression, env, contextAt(nowMs));
  if (value === null) throw new ExpressionError("the expression has no value");
  const json = toGoJson(value);
  return typeof value === "string" ? json.slice(1, -1) : escaped(json);
}

/**
 * Upstream reads the expression as the inside of a JSON string, which it is in a Workflow; here it
 * never was one, so a double quote or a line break is an error there.
 */
function unescaped(tag: string): string {
  try {
    return JSON.parse(`"${tag}"`) as string;
  } catch {
    throw new ExpressionError("write texts in single quotes, and the expression on one line");
  }
}

function escaped(text: string): string {
  return goQuote(text).slice(1, -1);
}

function valuesOf(variables: CronVariables): ValueMap {
  const { lastScheduledMs } = variables;
  const values: readonly (readonly [string, Value])[] = [
    ["name", variables.name],
    ["namespace", variables.namespace],
    ["labels", namedTexts(variables.labels, variables.labels)],
    // Argo fills the annotations from the labels, all but their JSON (an old slip of its operator). So
    // do we: a condition that works here has to work there.
    ["annotations", namedTexts(variables.labels, variables.annotations)],
    ["failed", BigInt(variables.failed)],
    ["succeeded", BigInt(variables.succeeded)],
    ["lastScheduledTime", lastScheduledMs === undefined ? null : utcTime(lastScheduledMs)],
  ];
  return new Map<MapKey, Value>(values);
}

/** As documented by Argo: each text by its name, and `json`. */
function namedTexts(
  texts: Readonly<Record<string, string>>,
  inJson: Readonly<Record<string, string>>,
): ValueMap {
  const json = toGoJson(new Map<MapKey, Value>(Object.entries(inJson)));
  return new Map<MapKey, Value>(Object.entries(texts)).set("json", json);
}

function contextAt(nowMs: InstantMs): EvaluationContext {
  const stream = randomStream(nowMs, "cron");
  return { nowMs, random: () => stream.uniform(), budget: { stepsLeft: DEFAULT_STEPS } };
}
