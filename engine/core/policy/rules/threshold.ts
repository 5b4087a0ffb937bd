/**
 * `threshold`: wait until the grid is under a limit, or until the deadline leaves no more slack.
 * Sees the current reading and the clock. The rule of carbon-aware scale-down in KEDA operators.
 */
import { latestStartMs, type PolicyAnswer, type PolicyInput } from "../contract.ts";
import { grams } from "../reason.ts";
import { LATEST_START, type PolicyRule } from "../rule.ts";
import type { ThresholdSpec } from "../spec.ts";

export const threshold: PolicyRule<ThresholdSpec> = {
  source: "carbon-aware scaling operators (KEDA)",
  sees: ["nowMs", "intensityGPerKwh", ...LATEST_START],
  decide,
};

function decide(spec: ThresholdSpec, input: PolicyInput): PolicyAnswer {
  const limit = spec.limitGPerKwh;
  const reading = grams(input.intensityGPerKwh);
  if (input.intensityGPerKwh < limit) {
    return { action: "start", reason: `grid at ${reading}, under ${grams(limit)}` };
  }
  const latest = latestStartMs(input);
  if (input.nowMs >= latest) {
    return { action: "start", reason: `grid at ${reading}, but the deadline leaves no more slack` };
  }
  const reason = `grid at ${reading}, waits for under ${grams(limit)}`;
  return { action: "wait", reason, untilMs: latest, orBelowGPerKwh: limit };
}
