/**
 * `wait-awhile`: run in the cheapest slots until the deadline, suspended in between; the earliest of
 * equals. Sees the newest forecast at each question, up to its horizon, the mean duration of what is left, and what a
 * checkpoint costs. Let's Wait Awhile, interruptible (Wiesner et al., Middleware 2021), and GAIA's
 * Wait-Awhile (ASPLOS 2024), which know a job's true length and the future, plan once (`replan: false`) and pay
 * nothing for a checkpoint. What cannot be suspended starts where `lowest-window` starts it, as the paper's
 * non-interruptible jobs do.
 */

import type { PolicyAnswer, PolicyInput } from "../contract.ts";
import { answerWithParts, PARTS_PLAN } from "../plan/follow.ts";
import { answerWithStart, START_PLAN } from "../plan/start.ts";
import type { PolicyRule } from "../rule.ts";
import type { WaitAwhileSpec } from "../spec.ts";

const ONE_REPLICA = [1];

/** What it reads; `carbon-scaler` without a curve reads the same. */
export const WAIT_AWHILE = [...START_PLAN, ...PARTS_PLAN] as const;

export const waitAwhile: PolicyRule<WaitAwhileSpec> = {
  source: "Let's Wait Awhile (Wiesner et al., Middleware 2021); GAIA: Wait-Awhile",
  sees: WAIT_AWHILE,
  decide: waitAwhileFor,
};

export function waitAwhileFor(
  settings: Pick<WaitAwhileSpec, "slotMs" | "replan">,
  input: PolicyInput,
): PolicyAnswer {
  if (input.checkpoint === undefined) return answerWithStart("lowest-window", {}, input);
  return answerWithParts(settings, input, ONE_REPLICA, false);
}
