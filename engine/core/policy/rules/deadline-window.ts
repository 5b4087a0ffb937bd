/**
 * `deadline-window`: run in the cheapest slots before people need the result, in one piece or in parts.
 * Sees the newest forecast when it is asked, up to its horizon, and the mean duration. Scenario II of Let's
 * Wait Awhile (Wiesner et al., Middleware 2021): the result is needed on the next workday, or on Mondays and
 * Thursdays, by when the work would end if it began when it was asked for. Unlike there, the workload's own deadline
 * is a bound as well, parts are planned again at each end of one on the newest forecast, and of slots
 * that are equally clean only as many are used as there is work for, the earliest ones.
 */
import { neededByMs } from "../../clock/needed-by.ts";
import { cheapestRun } from "../../math/cheapest-run.ts";
import { kthSmallest } from "../../math/kth-smallest.ts";
import type { GramsPerKwh, InstantMs } from "../../units/units.ts";
import type { PolicyAnswer, PolicyInput } from "../contract.ts";
import { grams } from "../reason.ts";
import type { PolicyRule } from "../rule.ts";
import type { DeadlineWindowSpec } from "../spec.ts";

export const deadlineWindow: PolicyRule<DeadlineWindowSpec> = {
  source: "Let's Wait Awhile (Wiesner et al., Middleware 2021), scenario II",
  sees: [
    "nowMs",
    "askedAtMs",
    "plannedMs",
    "deadlineMs",
    "marginMs",
    "followingMs",
    "expectedDurationMs",
    "ranMs",
    "running",
    "checkpoint",
    "forecast",
  ],
  decide,
};

function decide(spec: DeadlineWindowSpec, input: PolicyInput): PolicyAnswer {
  const inParts = spec.interruptible && input.checkpoint !== undefined;
  if (!inParts && input.plannedMs !== undefined) {
    return { action: "start", reason: "the planned slot begins" };
  }
  const { nowMs, expectedDurationMs } = input;
  const slots = Math.ceil(expectedDurationMs / spec.slotMs);
  const { values, means } = slotsUntil(spec, input, windowEndMs(spec, input));
  if (values.length <= slots) {
    return { action: "start", reason: "no slack is left before the result is needed" };
  }
  if (inParts) return inTheCleanest(spec, input, values, slots);
  const offset = cheapestRun(values, slots);
  const forecastGPerKwh = means(offset, slots);
  const promise = `forecast at ${grams(forecastGPerKwh)}`;
  if (offset === 0) {
    return { action: "start", reason: `cheapest slots begin now, ${promise}`, forecastGPerKwh };
  }
  const reason = `cheapest slots before the result is needed, ${promise}`;
  return { action: "wait", reason, untilMs: nowMs + offset * spec.slotMs, forecastGPerKwh };
}

/** Where candidates end: when the result is needed, and not after the workload's own deadline. */
function windowEndMs(spec: DeadlineWindowSpec, input: PolicyInput): InstantMs {
  const { askedAtMs, ranMs, running, checkpoint, expectedDurationMs } = input;
  const restoreMs = ranMs > 0 && !running ? (checkpoint?.restoreMs ?? 0) : 0;
  const finishMs = askedAtMs + ranMs + expectedDurationMs - restoreMs;
  // Where clocks are set forward, the morning may come an hour before the work can end.
  const neededMs = Math.max(finishMs, neededByMs(spec.rule, finishMs, spec.zone, spec.friday));
  const usedMs = neededMs + (spec.extraSlot ? spec.slotMs : 0);
  return Math.min(usedMs, input.deadlineMs - input.marginMs - input.followingMs);
}

/** Expected intensity of each whole slot from now on that is known and ends in time. */
function slotsUntil({ slotMs }: DeadlineWindowSpec, input: PolicyInput, endMs: InstantMs) {
  const { nowMs } = input;
  const forecast = input.forecast();
  const count = Math.max(0, Math.floor((Math.min(endMs, forecast.untilMs) - nowMs) / slotMs));
  const at = (slot: number) => nowMs + slot * slotMs;
  const means = (slot: number, slots: number): GramsPerKwh =>
    forecast.integral(at(slot), at(slot + slots)) / (slots * slotMs);
  return { values: Float64Array.from({ length: count }, (_, slot) => means(slot, 1)), means };
}

/** Runs through this part when the slot that begins is one of the cleanest, else until the next of them. */
function inTheCleanest(
  { slotMs }: DeadlineWindowSpec,
  { nowMs }: PolicyInput,
  values: Float64Array,
  slots: number,
): PolicyAnswer {
  const limit = kthSmallest(values, slots - 1);
  let ties = slots - values.reduce((count, value) => count + (value < limit ? 1 : 0), 0);
  const active = Array.from(values, (value) => value < limit || (value === limit && ties-- > 0));
  const reason = `the ${slots} cleanest slots before the result is needed are those up to ${grams(limit)}`;
  const forecastGPerKwh = limit;
  if (active[0] !== true) {
    const untilMs = nowMs + active.indexOf(true) * slotMs;
    return { action: "wait", reason, untilMs, forecastGPerKwh };
  }
  const part = active.indexOf(false);
  if (part < 0 || part === slots) return { action: "start", reason, forecastGPerKwh };
  return { action: "start", reason, untilMs: nowMs + part * slotMs, forecastGPerKwh };
}
