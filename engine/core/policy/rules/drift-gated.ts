/**
 * `drift-gated`: train at once on a large accuracy loss, on a clean grid on a small one, else skip.
 * Sees the current reading, the clock, and the accuracy on the newest batch. The rule of the Green
 * e2e ML course project (cs-e4660): loss above `largeLoss`, above `smallLoss` and under the limit.
 */
import { latestStartMs, type PolicyAnswer, type PolicyInput } from "../contract.ts";
import { grams, points } from "../reason.ts";
import { LATEST_START, type PolicyRule } from "../rule.ts";
import type { DriftGatedSpec } from "../spec.ts";

export const driftGated: PolicyRule<DriftGatedSpec> = {
  source: "Green e2e ML (cs-e4660)",
  sees: ["nowMs", "accuracyLoss", "intensityGPerKwh", ...LATEST_START],
  decide,
};

function decide(spec: DriftGatedSpec, input: PolicyInput): PolicyAnswer {
  const loss = input.accuracyLoss;
  if (loss === undefined) return { action: "start", reason: "no model yet: first training" };
  const lost = `accuracy lost ${points(loss)}`;
  if (loss > spec.largeLoss) {
    return { action: "start", reason: `${lost}, over ${points(spec.largeLoss)}: at once` };
  }
  if (loss <= spec.smallLoss) {
    return { action: "skip", reason: `${lost}, not over ${points(spec.smallLoss)}` };
  }
  const limit = spec.limitGPerKwh;
  const reading = grams(input.intensityGPerKwh);
  if (input.intensityGPerKwh < limit) {
    return {
      action: "start",
      reason: `${lost} and the grid is at ${reading}, under ${grams(limit)}`,
    };
  }
  const latest = latestStartMs(input);
  if (input.nowMs >= latest) {
    return { action: "skip", reason: `${lost}, but the grid never came under ${grams(limit)}` };
  }
  const reason = `${lost}, waits for a grid under ${grams(limit)} (now ${reading})`;
  return { action: "wait", reason, untilMs: latest, orBelowGPerKwh: limit };
}
