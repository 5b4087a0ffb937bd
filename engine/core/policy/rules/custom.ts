/**
 * `custom`: start when an expression of the user's own holds, skip when another one does.
 * Sees the inputs of `custom/inputs.ts`, of the forecast what it reaches. The expression language of Argo
 * Workflows (expr-lang) without functions that reach outside; asked again at a stated interval. Whatever it says,
 * the latest start holds.
 */
import { ExpressionError } from "../../expression/value.ts";
import { latestStartMs, type PolicyAnswer, type PolicyInput } from "../contract.ts";
import { holds, messageOf } from "../custom/condition.ts";
import { CUSTOM_SEES } from "../custom/inputs.ts";
import { Situation } from "../custom/situation.ts";
import { PolicyFault } from "../fault.ts";
import type { PolicyRule } from "../rule.ts";
import type { CustomSpec } from "../spec.ts";

export const custom: PolicyRule<CustomSpec> = {
  source: "the user's own expression",
  sees: CUSTOM_SEES,
  decide,
};

function decide(spec: CustomSpec, input: PolicyInput): PolicyAnswer {
  const situation = new Situation(input, spec.zone);
  if (spec.skipWhen !== undefined && ask(spec, "skipWhen", spec.skipWhen, situation)) {
    return { action: "skip", reason: `skipWhen: ${short(spec.skipWhen)}` };
  }
  if (ask(spec, "startWhen", spec.startWhen, situation)) {
    return { action: "start", reason: `startWhen: ${short(spec.startWhen)}` };
  }
  const { nowMs } = input;
  const latest = latestStartMs(input);
  if (nowMs >= latest) return { action: "start", reason: "the deadline leaves no slack" };
  const untilMs = Math.min(nowMs + spec.recheckEveryMs, latest);
  return { action: "wait", reason: `not yet: ${short(spec.startWhen)}`, untilMs };
}

function ask(spec: CustomSpec, field: string, text: string, situation: Situation): boolean {
  try {
    return holds(text, situation);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new PolicyFault(spec.name, field, messageOf(error));
  }
}

function short(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}
