/**
 * `price-aware`: start when a node is cheapest before the deadline.
 * Sees the published price, which is known in advance, and the mean duration. What operators of batch work do
 * under a time-of-use tariff; the counterpart in money of GAIA's Lowest-Window (Hanafy et al., ASPLOS 2024).
 */
import { candidateStarts } from "../../carbon/window.ts";
import { HOUR_MS } from "../../units/units.ts";
import { latestStartMs, type PolicyAnswer, type PolicyInput } from "../contract.ts";
import { firstOfLeast } from "../least.ts";
import { LATEST_START, type PolicyRule } from "../rule.ts";
import type { PriceAwareSpec } from "../spec.ts";

export const priceAware: PolicyRule<PriceAwareSpec> = {
  source: "time-of-use tariffs; GAIA's Lowest-Window in money",
  sees: ["nowMs", "plannedMs", "price", ...LATEST_START],
  decide,
};

function decide(_spec: PriceAwareSpec, input: PolicyInput): PolicyAnswer {
  if (input.plannedMs !== undefined) {
    return { action: "start", reason: "the planned window begins" };
  }
  const { nowMs, price, expectedDurationMs } = input;
  const latest = latestStartMs(input);
  if (nowMs >= latest) return { action: "start", reason: "the deadline leaves no slack" };
  const starts = candidateStarts(price, expectedDurationMs, nowMs, latest);
  const cost = (at: number) => price.integral(at, at + expectedDurationMs);
  const startMs = firstOfLeast(starts, cost);
  const meanPerHour = cost(startMs) / expectedDurationMs;
  const about = `${Math.round(meanPerHour * 10_000) / 10_000} an hour for a node`;
  if (startMs <= nowMs) return { action: "start", reason: `cheapest now, at ${about}` };
  const inH = Math.round(((startMs - nowMs) / HOUR_MS) * 10) / 10;
  return { action: "wait", reason: `cheapest in ${inH} h, at ${about}`, untilMs: startMs };
}
