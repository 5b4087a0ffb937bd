/** Values worked out from a pod's inputs, in the language of Argo's `{{=…}}` tags. */
import { expandEnv } from "../expression/environment.ts";
import { evaluate } from "../expression/evaluate.ts";
import { parseArgoDuration } from "../expression/go/duration.ts";
import { toGoJson } from "../expression/go/json.ts";
import { parseFloat64 } from "../expression/number.ts";
import { type Expression, parseExpression } from "../expression/parse.ts";
import {
  DEFAULT_STEPS,
  type EvaluationContext,
  ExpressionError,
  isDuration,
  typeName,
  type Value,
} from "../expression/value.ts";
import { MAX_PARAMETER_LENGTH } from "../limits.ts";
import type { RandomStream } from "../random/stream.ts";
import { type DurationMs, SECOND_MS } from "../units/units.ts";
import type { ProfiledPod } from "./pod.ts";
import { type Formula, MAX_POD_MS } from "./profile.ts";

/** Profiles are plain data; what their expressions parse to is kept beside them. */
const parsed = new WeakMap<Formula, Expression>();

/** Milliseconds; throws `ExpressionError` when the formula gives no duration. */
export function formulaMs(formula: Formula, purpose: string, pod: ProfiledPod): DurationMs {
  const value = worth(formula, purpose, pod);
  const durationMs = Math.round(millisecondsOf(value) ?? Number.NaN);
  if (durationMs >= 0 && durationMs <= MAX_POD_MS) return durationMs;
  throw new ExpressionError(
    `'${formula.expression}' gives ${shown(value)}, which is no number of seconds from 0 on and ` +
      "no duration such as 1h30m",
  );
}

/** Text; throws `ExpressionError` when the formula gives none. */
export function formulaText(formula: Formula, purpose: string, pod: ProfiledPod): string {
  const value = worth(formula, purpose, pod);
  if (value === null) throw new ExpressionError(`'${formula.expression}' gives nil`);
  const text = typeof value === "string" ? value : toGoJson(value);
  if (text.length <= MAX_PARAMETER_LENGTH) return text;
  throw new ExpressionError(
    `'${formula.expression}' gives more than ${MAX_PARAMETER_LENGTH} characters`,
  );
}

function worth(formula: Formula, purpose: string, pod: ProfiledPod): Value {
  const inputs = Object.entries(pod.inputs);
  const env = expandEnv(inputs.map(([name, value]) => [`inputs.parameters.${name}`, value]));
  try {
    return evaluate(expressionOf(formula), env, contextOf(purpose, pod));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ExpressionError(`'${formula.expression}' cannot be evaluated: ${error.message}`);
  }
}

function expressionOf(formula: Formula): Expression {
  const known = parsed.get(formula);
  if (known !== undefined) return known;
  const expression = parseExpression(formula.expression);
  parsed.set(formula, expression);
  return expression;
}

/** What a pod does depends on its inputs, not on when it runs: `now()` is 1970. */
function contextOf(purpose: string, { draws, nodeName, request }: ProfiledPod): EvaluationContext {
  let stream: RandomStream | undefined;
  return {
    nowMs: 0,
    random: () => {
      stream ??= draws.stream(purpose, nodeName, request);
      return stream.uniform();
    },
    budget: { stepsLeft: DEFAULT_STEPS },
  };
}

/** Numbers are seconds, as text too; other text is Go's `1h30m`. */
function millisecondsOf(value: Value): number | undefined {
  if (typeof value === "bigint" || typeof value === "number") return Number(value) * SECOND_MS;
  if (typeof value === "string") {
    return parseArgoDuration(value) ?? (parseFloat64(value) ?? Number.NaN) * SECOND_MS;
  }
  return isDuration(value) ? Number(value.ns) / 1_000_000 : undefined;
}

function shown(value: Value): string {
  if (typeof value === "string") return `'${value.slice(0, 80)}'`;
  return typeof value === "object" ? typeName(value) : String(value);
}
