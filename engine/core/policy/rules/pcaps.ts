/**
 * `pcaps`: the less a step matters for when its run ends, the cleaner the grid must be for it. Sees the
 * reading, the lowest and the highest forecast of the next 48 hours, and the step's importance. PCAPS
 * (Lechowicz et al., "Carbon- and precedence-aware scheduling") with L = 0.95 of the lowest, as its program has
 * it. There importance is the probability that a learned scheduler gives a stage, over the greatest of those that may
 * start; here it is the longest way from the step to the end of its run, over the longest of all. There
 * something always runs; here a step never waits beyond its latest start, nor where nothing cleaner is forecast.
 */
import { exp } from "../../math/exp.ts";
import { DAY_MS, type GramsPerKwh } from "../../units/units.ts";
import { latestStartMs, type PolicyAnswer, type PolicyInput } from "../contract.ts";
import { type Bounds, boundsOver, nextStepMs } from "../plan/slots.ts";
import { grams } from "../reason.ts";
import { LATEST_START, type PolicyRule } from "../rule.ts";
import type { PcapsSpec } from "../spec.ts";

const LOWEST_SHARE = 0.95;

export const pcaps: PolicyRule<PcapsSpec> = {
  source: "PCAPS (Lechowicz et al., Carbon- and precedence-aware scheduling)",
  sees: ["nowMs", "subject", "intensityGPerKwh", "forecast", ...LATEST_START],
  decide,
};

function decide({ gamma }: PcapsSpec, input: PolicyInput): PolicyAnswer {
  if (gamma === 0) return { action: "start", reason: "gamma is 0: starts when asked" };
  const { nowMs, subject, intensityGPerKwh } = input;
  const latestMs = latestStartMs(input);
  if (nowMs >= latestMs) return { action: "start", reason: "the deadline leaves no slack" };
  const forecast = input.forecast();
  const bounds = boundsOver(forecast, nowMs, 2 * DAY_MS);
  if (bounds === undefined)
    return { action: "start", reason: "nothing is known of the hours ahead" };
  const importance = subject.kind === "step" ? subject.importance : 1;
  const limit = limitFor(gamma, importance, bounds);
  const matters = `importance ${Math.round(importance * 100) / 100}`;
  const reading = `grid at ${grams(intensityGPerKwh)}`;
  if (intensityGPerKwh <= limit) {
    return { action: "start", reason: `${reading}, up to ${grams(limit)} at ${matters}` };
  }
  const reason = `${reading}, waits for ${grams(limit)} at ${matters}`;
  const untilMs = Math.min(latestMs, nextStepMs(forecast, nowMs));
  return { action: "wait", reason, untilMs, orBelowGPerKwh: limit };
}

/**
 * Psi of the paper, from g L + (1 - g) U at no importance to U at full importance; no less than the
 * lowest forecast, under which a step would wait for nothing, on a flat grid until its deadline.
 */
function limitFor(gamma: number, importance: number, { lowest, highest }: Bounds): GramsPerKwh {
  const least = gamma * LOWEST_SHARE * lowest + (1 - gamma) * highest;
  const share = (exp(gamma * importance) - 1) / (exp(gamma) - 1);
  return Math.max(lowest, least + (highest - least) * share);
}
