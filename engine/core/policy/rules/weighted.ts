/**
 * `weighted`: start where a weighted sum of carbon, cost and delay is least.
 * Sees the newest forecast when it is asked, up to its horizon, the published price and the mean duration. The
 * weighted-sum method of multi-objective optimisation (Marler and Arora, Struct. Multidisc. Optim. 41, 2010):
 * carbon and cost count relative to those of starting now, delay relative to the slack, so weights compare
 * shares and no units. Carbon, cost and delay are linear between changes of forecast and price, so the candidates
 * hold an exact minimum.
 */
import { candidateStarts } from "../../carbon/window.ts";
import { HOUR_MS, type InstantMs } from "../../units/units.ts";
import { latestStartMs, type PolicyAnswer, type PolicyInput } from "../contract.ts";
import { firstOfLeast } from "../least.ts";
import { grams } from "../reason.ts";
import { LATEST_START, type PolicyRule } from "../rule.ts";
import type { WeightedSpec } from "../spec.ts";

export const weighted: PolicyRule<WeightedSpec> = {
  source: "weighted sum (Marler and Arora, 2010)",
  sees: ["nowMs", "plannedMs", "forecast", "price", ...LATEST_START],
  decide,
};

function decide(spec: WeightedSpec, input: PolicyInput): PolicyAnswer {
  if (input.plannedMs !== undefined) {
    return { action: "start", reason: "the planned start has come" };
  }
  const { nowMs, price, expectedDurationMs } = input;
  const latest = latestStartMs(input);
  if (nowMs >= latest) return { action: "start", reason: "the deadline leaves no slack" };
  const forecast = input.forecast();
  const latestKnown = Math.min(latest, forecast.untilMs - expectedDurationMs);
  if (latestKnown < nowMs) {
    return { action: "start", reason: "the forecast ends before the run would" };
  }
  const carbon = (at: InstantMs) => forecast.integral(at, at + expectedDurationMs);
  const cost = (at: InstantMs) => price.integral(at, at + expectedDurationMs);
  const [carbonNow, costNow, slackMs] = [carbon(nowMs), cost(nowMs), latest - nowMs];
  const starts = [forecast, price].flatMap((view) =>
    candidateStarts(view, expectedDurationMs, nowMs, latestKnown),
  );
  starts.sort((a, b) => a - b);
  const startMs = firstOfLeast(
    starts,
    (at) =>
      weigh(spec.carbonWeight, carbon(at), carbonNow) +
      weigh(spec.costWeight, cost(at), costNow) +
      weigh(spec.delayWeight, at - nowMs, slackMs),
  );
  const forecastGPerKwh = carbon(startMs) / expectedDurationMs;
  const promise = `forecast at ${grams(forecastGPerKwh)}`;
  if (startMs <= nowMs) {
    return { action: "start", reason: `best sum of all is now, ${promise}`, forecastGPerKwh };
  }
  const inH = Math.round(((startMs - nowMs) / HOUR_MS) * 10) / 10;
  const reason = `best sum of carbon, cost and delay in ${inH} h, ${promise}`;
  return { action: "wait", reason, untilMs: startMs, forecastGPerKwh };
}

/** Where now is free, nothing later is better: what costs more than nothing is infinitely worse. */
function weigh(weight: number, value: number, reference: number): number {
  if (weight === 0) return 0;
  if (reference > 0) return (weight * value) / reference;
  return value > reference ? Number.POSITIVE_INFINITY : 0;
}
