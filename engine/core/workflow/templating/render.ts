/** Fills tags in, stage by stage, as Argo substitutes a template's JSON several times over. */

import { expandEnv } from "../../expression/environment.ts";
import { evaluate } from "../../expression/evaluate.ts";
import { toGoJson } from "../../expression/go/json.ts";
import { missingNames, mustWait } from "../../expression/missing.ts";
import type { Expression } from "../../expression/parse.ts";
import {
  DEFAULT_STEPS,
  type EvaluationContext,
  ExpressionError,
  type Value,
  type ValueMap,
} from "../../expression/value.ts";
import { MAX_PARAMETER_LENGTH } from "../../limits.ts";
import { parseText, type Tag, type Text } from "./text.ts";

/** What can be referred to at one stage. */
export interface Stage {
  /** A value; `null` when a skipped node did not give it; undefined when it is not known here. */
  get(ref: string): string | null | undefined;
  /** All values by dotted name, for expressions. */
  entries(): Iterable<readonly [string, Value]>;
}

export type Rendered =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string };

export interface RenderContext {
  readonly nowMs: number;
  random(): number;
}

/** Control characters that Go's `strconv.Quote` writes as JSON does not. */
const UNREADABLE = /(?![\b\t\n\f\r\u0080-\u009f])\p{Cc}/u;

/**
 * Fills in a text: each stage sees what the one before left. What no stage knows stays as it is.
 * Text that a stage brings in is scanned by the later ones only.
 *
 * @param strict beginnings of names that the last stage must know; one that stays is a problem
 */
export function render(
  text: Text,
  stages: readonly Stage[],
  context: RenderContext,
  strict: readonly string[] = [],
): Rendered {
  if (text.parts.length === 0) return { ok: true, text: text.source };
  if (text.simple) {
    const quick = fillAtOnce(text, stages, strict);
    if (quick !== undefined) return checked(quick);
  }
  let current = text;
  for (let i = 0; i < stages.length && current.parts.length > 0; i++) {
    const last = i === stages.length - 1;
    const filled = fillStage(current, stages.slice(0, i + 1), context, last ? strict : []);
    if (!filled.ok) return filled;
    if (filled.text.length > MAX_PARAMETER_LENGTH) return tooLong();
    if (filled.text !== current.source) current = parseText(filled.text);
  }
  return checked({ ok: true, text: current.source });
}

/** Several stages as one: what they know is filled in at the same time. */
export function together(stages: readonly Stage[]): Stage {
  return {
    get: (ref) => lookUp(ref, stages),
    entries: () => allEntries(stages),
  };
}

/** The environment of an expression outside a tag: `valueFrom.expression`, hooks, retries. */
export function environment(stages: readonly Stage[]): ValueMap {
  return expandEnv(allEntries(stages));
}

/** A context for one evaluation. */
export function evaluationContext(context: RenderContext): EvaluationContext {
  return {
    nowMs: context.nowMs,
    random: () => context.random(),
    budget: { stepsLeft: DEFAULT_STEPS },
  };
}

function checked(rendered: Rendered): Rendered {
  return rendered.ok && rendered.text.length > MAX_PARAMETER_LENGTH ? tooLong() : rendered;
}

function tooLong(): Rendered {
  const problem = `the text is longer than ${MAX_PARAMETER_LENGTH} characters`;
  return { ok: false, problem };
}

/** One pass for all stages; undefined when what was filled in holds tags itself. */
function fillAtOnce(
  text: Text,
  stages: readonly Stage[],
  strict: readonly string[],
): Rendered | undefined {
  let filled = "";
  for (const part of text.parts) {
    if (typeof part === "string") {
      filled += part;
      continue;
    }
    const { ref } = part as Tag & { ref: string };
    const value = lookUp(ref, stages);
    if (value?.includes("{{")) return undefined;
    const text = written(value, part.source, ref, strict);
    if (!text.ok) return text;
    filled += text.text;
  }
  return { ok: true, text: filled };
}

function fillStage(
  text: Text,
  stages: readonly Stage[],
  context: RenderContext,
  strict: readonly string[],
): Rendered {
  let filled = "";
  for (const part of text.parts) {
    if (typeof part === "string") {
      filled += part;
      continue;
    }
    const value = fillTag(part, stages, context, strict);
    if (!value.ok) return value;
    filled += value.text;
  }
  return { ok: true, text: filled };
}

function fillTag(
  tag: Tag,
  stages: readonly Stage[],
  context: RenderContext,
  strict: readonly string[],
): Rendered {
  if (tag.kind === "expression") return fillExpression(tag, stages, context, strict);
  const value = lookUp(tag.ref, stages);
  if (tag.kind === "reference") return written(value, tag.source, tag.ref, strict);
  const inner = written(value, tag.source, `${tag.before.trimStart()}{{${tag.ref}`, strict);
  if (!inner.ok || value === undefined) return inner;
  return { ok: true, text: `{{${tag.before}${inner.text}` };
}

/** What stands in place of a tag. */
function written(
  value: string | null | undefined,
  source: string,
  name: string,
  strict: readonly string[],
): Rendered {
  if (value === null) return absent(source);
  if (value === undefined) {
    const missing = strict.some((beginning) => name.startsWith(beginning));
    if (missing) return { ok: false, problem: `failed to resolve {{${name}}}` };
    return { ok: true, text: source };
  }
  // Upstream writes values into JSON as Go quotes them, which JSON cannot always read.
  if (UNREADABLE.test(value)) {
    const problem = "cannot finish template replacement because the result was invalid JSON";
    return { ok: false, problem };
  }
  return { ok: true, text: value };
}

function fillExpression(
  tag: Extract<Tag, { kind: "expression" }>,
  stages: readonly Stage[],
  context: RenderContext,
  strict: readonly string[],
): Rendered {
  if (tag.expression === undefined) return failed(tag.source, tag.problem ?? "");
  const env = environment(stages);
  const missing = missingNames(tag.expression, env);
  const needed = missing.find((name) => strict.some((beginning) => name.startsWith(beginning)));
  if (needed !== undefined) {
    return { ok: false, problem: `failed to evaluate expression: ${needed} is missing` };
  }
  const asItIs: Rendered = { ok: true, text: tag.source };
  if (mustWait(missing)) return asItIs;
  const found = expressionText(tag.expression, env, context);
  if (typeof found === "string") return { ok: true, text: found };
  return missing.length > 0 ? asItIs : failed(tag.source, found.problem);
}

function expressionText(
  expression: Expression,
  env: ValueMap,
  context: RenderContext,
): string | { readonly problem: string } {
  try {
    const value = evaluate(expression, env, evaluationContext(context));
    if (value === null) return { problem: "the result is nil" };
    return typeof value === "string" ? value : toGoJson(value);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { problem: error.message };
  }
}

function lookUp(ref: string, stages: readonly Stage[]): string | null | undefined {
  for (const stage of stages) {
    const value = stage.get(ref);
    if (value !== undefined) return value;
  }
  return undefined;
}

function* allEntries(stages: readonly Stage[]): Iterable<readonly [string, Value]> {
  for (const stage of stages) yield* stage.entries();
}

function absent(source: string): Rendered {
  const problem = `${source} refers to an output of a node that was skipped, and has no default`;
  return { ok: false, problem };
}

function failed(source: string, why: string): Rendered {
  return { ok: false, problem: `failed to evaluate expression ${source}: ${why}` };
}
