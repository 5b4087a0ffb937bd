import fc from "fast-check";
import { expect, it } from "vitest";
import { HISTORY_MODELS } from "../../../engine/core/carbon/forecast/spec.ts";
import type { ForecastSpec } from "../../../engine/core/carbon/forecast.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import type { PolicyInput } from "../../../engine/core/policy/contract.ts";
import { decide } from "../../../engine/core/policy/decide.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { specsOf } from "../carbon/forecast-specs.ts";
import { traceOf } from "../carbon/traces.ts";
import { inputOf } from "./input.ts";
import { ALL_SPECS } from "./specs.ts";

const HOURS = 24 * 12;

/** Asked now, due in two days, hours of work. */
function input(
  values: readonly number[],
  forecast: ForecastSpec,
  nowMs: number,
  suspends: boolean,
): PolicyInput {
  const trace = new CarbonTrace(traceOf(values, HOUR_MS));
  const asked = {
    askedAtMs: nowMs,
    deadlineMs: nowMs + 2 * DAY_MS,
    marginMs: HOUR_MS,
    expectedDurationMs: 2.5 * HOUR_MS,
    accuracyLoss: 0.02,
    checkpoint: suspends ? { saveMs: HOUR_MS / 4, restoreMs: HOUR_MS / 6 } : undefined,
    throughput: suspends ? [1, 1.8] : [1],
    running: suspends,
  };
  return inputOf(trace, nowMs, asked, forecast);
}

it("no policy's answer depends on what comes after it, on any forecast that rests on history", () => {
  const values = fc.array(fc.integer({ min: 0, max: 500 }), {
    minLength: HOURS,
    maxLength: HOURS,
  });
  const now = fc.integer({ min: 0, max: 9 * DAY_MS });
  const poison = fc.constantFrom(Number.NaN, 1e300, -1e9);
  fc.assert(
    fc.property(
      specsOf(HISTORY_MODELS),
      values,
      now,
      poison,
      fc.boolean(),
      (forecast, clean, nowMs, bad, suspends) => {
        const dirty = clean.map((value, hour) => (hour * HOUR_MS > nowMs ? bad : value));
        for (const policy of ALL_SPECS) {
          const [before, after] = [clean, dirty].map((each) =>
            decide(policy, input(each, forecast, nowMs, suspends)),
          );
          expect(after).toEqual(before);
        }
      },
    ),
  );
});
