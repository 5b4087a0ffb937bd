/**
 * `ecovisor`: run while the grid is under a quantile of the day ahead, suspended while it is not, until
 * the time to wait is used up. Sees the forecast of the day when it is asked first, then the reading, and the next
 * step of the newest forecast. Ecovisor (Souza et al., ASPLOS 2023) as GAIA restates it (30 % quantile,
 * linear between samples of 5 s, strictly under). There a job always has its queue's budget; here the deadline holds too,
 * a pause that is forecast to be no longer than saving and restoring is not made, and what cannot be
 * suspended waits for the limit once.
 */
import type { Forecast } from "../../carbon/forecast.ts";
import type { GramsPerKwh, InstantMs } from "../../units/units.ts";
import type { PolicyAnswer, PolicyInput } from "../contract.ts";
import { dayQuantile } from "../plan/quantile.ts";
import { nextStepMs, slotsOf } from "../plan/slots.ts";
import { grams } from "../reason.ts";
import { LATEST_START, type PolicyRule } from "../rule.ts";
import type { EcovisorSpec } from "../spec.ts";

export const ecovisor: PolicyRule<EcovisorSpec> = {
  source: "Ecovisor (Souza et al., ASPLOS 2023); GAIA: Ecovisor",
  sees: [
    "nowMs",
    "memo",
    "forecast",
    "intensityGPerKwh",
    "ranMs",
    "running",
    "checkpoint",
    ...LATEST_START,
  ],
  decide,
};

function decide(spec: EcovisorSpec, input: PolicyInput): PolicyAnswer {
  const { nowMs, running, checkpoint, intensityGPerKwh } = input;
  const forecast = input.forecast();
  const limit = input.memo?.[0] ?? dayQuantile(forecast, nowMs, spec.quantile);
  if (limit === undefined) return unknown(input, forecast);
  const start = { action: "start" as const, memo: [limit] };
  const reading = `grid at ${grams(intensityGPerKwh)}`;
  const untilMs = nextStepMs(forecast, nowMs);
  if (intensityGPerKwh < limit) {
    const reason = `${reading}, under ${grams(limit)} of the day`;
    return checkpoint === undefined ? { ...start, reason } : { ...start, reason, untilMs };
  }
  const latestMs = waitsUntil(spec, input);
  if (nowMs >= latestMs) return { ...start, reason: `${reading}, but it may wait no longer` };
  if (running && checkpoint !== undefined) {
    const pauseMs = firstUnder(forecast, limit, nowMs, latestMs) - nowMs;
    if (pauseMs <= checkpoint.saveMs + checkpoint.restoreMs) {
      return { ...start, reason: `${reading}, but a pause would be too short`, untilMs };
    }
  }
  const reason = `${reading}, waits for under ${grams(limit)}, a quantile of the day`;
  return { action: "wait", reason, untilMs: latestMs, orBelowGPerKwh: limit, memo: [limit] };
}

/** It runs until there is a limit. */
function unknown({ nowMs, checkpoint }: PolicyInput, forecast: Forecast): PolicyAnswer {
  const start = { action: "start" as const, reason: "nothing is known of the day ahead" };
  return checkpoint === undefined ? start : { ...start, untilMs: nextStepMs(forecast, nowMs) };
}

/** When what it may wait is used up: its own budget, or the slack before the deadline. */
function waitsUntil({ maxWaitMs }: EcovisorSpec, input: PolicyInput): InstantMs {
  const { nowMs, askedAtMs, ranMs, running, checkpoint } = input;
  const restoreMs = running ? (checkpoint?.restoreMs ?? 0) : 0;
  const { deadlineMs, marginMs, expectedDurationMs, followingMs } = input;
  const latestMs = deadlineMs - marginMs - expectedDurationMs - restoreMs - followingMs;
  if (maxWaitMs === undefined) return latestMs;
  const waitedMs = nowMs - askedAtMs - ranMs;
  return Math.min(latestMs, nowMs + maxWaitMs - waitedMs);
}

/** When the forecast comes under the limit; `latestMs` when it does not before. */
function firstUnder(
  forecast: Forecast,
  limit: GramsPerKwh,
  nowMs: InstantMs,
  latestMs: InstantMs,
): InstantMs {
  const [, ...later] = slotsOf(forecast, nowMs, latestMs, undefined);
  return later.find(({ gPerKwh }) => gPerKwh < limit)?.fromMs ?? latestMs;
}
