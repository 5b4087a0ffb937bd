/**
 * `bidirectional-window`: start at the cheapest time around the one that was asked for, earlier or later.
 * Sees the newest forecast when it is announced, up to its horizon, and the mean duration. Scenario I of Let's
 * Wait Awhile (Wiesner et al., Middleware 2021): candidates are the asked time ± a window in steps, both ends
 * included, and the first of equals wins. Unlike there, a window that begins before the period is cut, not
 * dropped; runs may be longer than a step; and the deadline bounds the late side.
 */
import {
  cheapestOf,
  cheapestWindow,
  type IntensityView,
  type Window,
} from "../../carbon/window.ts";
import type { InstantMs } from "../../units/units.ts";
import { latestStartMs, type PolicyAnswer, type PolicyInput } from "../contract.ts";
import { grams } from "../reason.ts";
import { LATEST_START, type PolicyRule } from "../rule.ts";
import type { BidirectionalWindowSpec } from "../spec.ts";

export const bidirectionalWindow: PolicyRule<BidirectionalWindowSpec> = {
  source: "Let's Wait Awhile (Wiesner et al., Middleware 2021), scenario I",
  sees: ["nowMs", "plannedMs", "forecast", ...LATEST_START],
  decide,
};

function decide(spec: BidirectionalWindowSpec, input: PolicyInput): PolicyAnswer {
  if (input.plannedMs !== undefined) {
    return { action: "start", reason: "the planned window begins" };
  }
  const { nowMs, askedAtMs, expectedDurationMs } = input;
  const latest = Math.min(askedAtMs + spec.afterMs, latestStartMs(input));
  if (nowMs >= latest) return { action: "start", reason: "the window leaves no later start" };
  const forecast = input.forecast();
  const latestKnown = Math.min(latest, forecast.untilMs - expectedDurationMs);
  const earliest = Math.max(nowMs, askedAtMs - spec.beforeMs);
  if (latestKnown < earliest) return blind(nowMs, askedAtMs);
  const window = choose(spec, forecast, input, earliest, latestKnown);
  if (window === undefined) return blind(nowMs, askedAtMs);
  const forecastGPerKwh = window.meanGPerKwh;
  const promise = `forecast at ${grams(forecastGPerKwh)}`;
  if (window.startMs <= nowMs) {
    return { action: "start", reason: `cheapest window begins now, ${promise}`, forecastGPerKwh };
  }
  const reason = `cheapest window around the asking, ${promise}`;
  return { action: "wait", reason, untilMs: window.startMs, forecastGPerKwh };
}

/** Nothing is known of any start: it begins when it is asked for. */
function blind(nowMs: InstantMs, askedAtMs: InstantMs): PolicyAnswer {
  const reason = "the forecast ends before the run would";
  if (nowMs >= askedAtMs) return { action: "start", reason };
  return { action: "wait", reason: `${reason}: starts when asked`, untilMs: askedAtMs };
}

function choose(
  { stepMs }: BidirectionalWindowSpec,
  forecast: IntensityView,
  { askedAtMs, expectedDurationMs }: PolicyInput,
  earliestMs: InstantMs,
  latestMs: InstantMs,
): Window | undefined {
  if (stepMs === undefined) {
    return cheapestWindow(forecast, expectedDurationMs, earliestMs, latestMs);
  }
  const starts: InstantMs[] = [];
  const first = Math.ceil((earliestMs - askedAtMs) / stepMs);
  for (let at = askedAtMs + first * stepMs; at <= latestMs; at += stepMs) starts.push(at);
  return cheapestOf(forecast, expectedDurationMs, starts);
}
