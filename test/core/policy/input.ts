/** What a policy is told, made up for tests: a run that is asked for at 0, alone on an empty cluster. */
import { type ForecastSpec, issueForecast } from "../../../engine/core/carbon/forecast.ts";
import type { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import type { PolicyInput } from "../../../engine/core/policy/contract.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";

/** Due in six hours, two hours of work: the last start is at 4 h. */
export function inputOf(
  trace: CarbonTrace,
  nowMs: number,
  changes: Partial<PolicyInput> = {},
  forecast: ForecastSpec = "oracle",
): PolicyInput {
  return {
    nowMs,
    subject: { kind: "run" },
    askedAtMs: 0,
    nextAskedAtMs: undefined,
    deadlineMs: 6 * HOUR_MS,
    expectedDurationMs: 2 * HOUR_MS,
    startUpMs: 0,
    followingMs: 0,
    expectedEnergyKwh: 0.5,
    marginMs: 0,
    ranMs: 0,
    running: false,
    checkpoint: undefined,
    throughput: [1],
    room: () => ({ requestedCpu: 2, freeReservedCpu: 0, usedCpu: 0, maxCpu: 16 }),
    intensityGPerKwh: trace.at(nowMs),
    forecast: () => issueForecast(forecast, trace, nowMs),
    price: {
      at: () => 0.4,
      integral: (fromMs, toMs) => 0.4 * (toMs - fromMs),
      changes: () => [],
    },
    regions: () =>
      ["home", "away"].map((name, site) => ({
        name,
        intensityGPerKwh: trace.at(nowMs),
        forecast: () => issueForecast(forecast, trace, nowMs),
        price: { at: () => 0.4, integral: (from, to) => 0.4 * (to - from), changes: () => [] },
        transfer: { durationMs: site * HOUR_MS, energyKwh: site * 0.01, cost: site * 0.1 },
        expectedEnergyKwh: 0.5,
        expectedDurationMs: 2 * HOUR_MS,
      })),
    spentG: () => 0,
    accuracyLoss: undefined,
    plannedMs: undefined,
    memo: undefined,
    ...changes,
  };
}
