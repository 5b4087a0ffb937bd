/**
 * `lowest-window`: start at the beginning of the cheapest contiguous window before the deadline.
 * Sees the newest forecast when it is asked, up to its horizon, and the mean duration. GAIA's Lowest-Window with the
 * average job length (Hanafy et al., ASPLOS 2024, section 4).
 */
import { cheapestWindow } from "../../carbon/window.ts";
import { latestStartMs, type PolicyAnswer, type PolicyInput } from "../contract.ts";
import { grams } from "../reason.ts";
import { LATEST_START, type PolicyRule } from "../rule.ts";
import type { LowestWindowSpec } from "../spec.ts";

export const lowestWindow: PolicyRule<LowestWindowSpec> = {
  source: "GAIA (Hanafy et al., ASPLOS 2024), section 4: Lowest-Window",
  sees: ["nowMs", "plannedMs", "forecast", ...LATEST_START],
  decide,
};

function decide(_spec: LowestWindowSpec, input: PolicyInput): PolicyAnswer {
  if (input.plannedMs !== undefined) {
    return { action: "start", reason: "the planned window begins" };
  }
  const latest = latestStartMs(input);
  if (input.nowMs >= latest) {
    return { action: "start", reason: "the deadline leaves no slack" };
  }
  const forecast = input.forecast();
  const latestKnown = Math.min(latest, forecast.untilMs - input.expectedDurationMs);
  if (latestKnown < input.nowMs) {
    return { action: "start", reason: "the forecast ends before the run would" };
  }
  const window = cheapestWindow(forecast, input.expectedDurationMs, input.nowMs, latestKnown);
  const promise = `forecast at ${grams(window.meanGPerKwh)}`;
  const forecastGPerKwh = window.meanGPerKwh;
  if (window.startMs <= input.nowMs) {
    return { action: "start", reason: `cheapest window begins now, ${promise}`, forecastGPerKwh };
  }
  const reason = `cheapest window before the deadline, ${promise}`;
  return { action: "wait", reason, untilMs: window.startMs, forecastGPerKwh };
}
