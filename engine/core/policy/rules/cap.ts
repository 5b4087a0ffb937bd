/**
 * `cap`: use fewer CPUs of the pool the dirtier the grid is. Sees the reading, the lowest and the highest
 * forecast of the next 48 hours, and how many CPUs are in use; it knows no step from another. CAP, carbon-aware
 * provisioning (Lechowicz et al., "Carbon- and precedence-aware scheduling"): `minimumCpu` may always be
 * used, the rest by the thresholds of k-search. There executors are given to stages, all alike; here a step
 * starts when its request fits, it is asked again when the forecast's next step begins, and it never waits
 * beyond its latest start.
 */
import { DAY_MS, type GramsPerKwh } from "../../units/units.ts";
import { latestStartMs, type PolicyAnswer, type PolicyInput, type Room } from "../contract.ts";
import { searchThreshold } from "../plan/k-search.ts";
import { type Bounds, boundsOver, nextStepMs } from "../plan/slots.ts";
import { grams } from "../reason.ts";
import { LATEST_START, type PolicyRule } from "../rule.ts";
import type { CapSpec } from "../spec.ts";

/** Fractions of CPUs add up with a remainder of this order or less. */
const ROUNDING = 1e-9;

export const cap: PolicyRule<CapSpec> = {
  source: "CAP (Lechowicz et al., Carbon- and precedence-aware scheduling)",
  sees: ["nowMs", "intensityGPerKwh", "forecast", "room", ...LATEST_START],
  decide,
};

function decide({ minimumCpu }: CapSpec, input: PolicyInput): PolicyAnswer {
  const { nowMs, intensityGPerKwh } = input;
  const latestMs = latestStartMs(input);
  if (nowMs >= latestMs) return { action: "start", reason: "the deadline leaves no slack" };
  const forecast = input.forecast();
  const bounds = boundsOver(forecast, nowMs, 2 * DAY_MS);
  if (bounds === undefined)
    return { action: "start", reason: "nothing is known of the hours ahead" };
  const limit = limitFor(minimumCpu, input.room(), bounds);
  const reading = `grid at ${grams(intensityGPerKwh)}`;
  if (limit === undefined || intensityGPerKwh <= limit) {
    return { action: "start", reason: `${reading}: so many CPUs may be used` };
  }
  const reason = `${reading}, so many CPUs only up to ${grams(limit)}`;
  const untilMs = Math.min(latestMs, nextStepMs(forecast, nowMs));
  return { action: "wait", reason, untilMs, orBelowGPerKwh: limit };
}

/** Intensity up to which the subject may use CPUs besides those in use; undefined: at any. */
function limitFor(minimumCpu: number, room: Room, bounds: Bounds): GramsPerKwh | undefined {
  const { usedCpu, requestedCpu, maxCpu } = room;
  const controlled = Math.floor(maxCpu) - minimumCpu;
  const wanted = Math.ceil(usedCpu + requestedCpu - ROUNDING) - minimumCpu;
  if (wanted <= 0 || controlled <= 0) return undefined;
  // More than the pool has waits for room, not for the grid.
  return searchThreshold(Math.min(wanted, controlled), controlled, bounds);
}
