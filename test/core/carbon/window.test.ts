import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Forecast, issueForecast } from "../../../engine/core/carbon/forecast.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { cheapestWindow } from "../../../engine/core/carbon/window.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "./traces.ts";

/** Small whole values: sums are exact and ties are frequent. */
const values = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 6 }), { minLength: length, maxLength: length });

function bruteForce(view: Forecast, durationMs: number, from: number, to: number, every: number) {
  let startMs = from;
  let least = view.integral(from, from + durationMs);
  for (let at = from; at <= to; at += every) {
    const carbon = view.integral(at, at + durationMs);
    if (carbon < least) [startMs, least] = [at, carbon];
  }
  return { startMs, meanGPerKwh: least / durationMs };
}

describe("cheapestWindow", () => {
  it("is the best of all millisecond starts, the earliest of equals", () => {
    const input = fc.record({
      trace: values(12),
      stepMs: fc.integer({ min: 1, max: 7 }),
      durationMs: fc.integer({ min: 1, max: 30 }),
      from: fc.integer({ min: 0, max: 11 }),
      slack: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(input, ({ trace, stepMs, durationMs, from, slack }) => {
        const carbon = new CarbonTrace(traceOf(trace, stepMs));
        const latest = Math.min(from + slack, carbon.endMs - durationMs);
        fc.pre(latest >= from);
        const view = issueForecast("oracle", carbon, from);
        const found = cheapestWindow(view, durationMs, from, latest);
        expect(found).toEqual(bruteForce(view, durationMs, from, latest, 1));
      }),
      { numRuns: 1_000 },
    );
  });

  it("is the best of all starts on a persistence forecast as well", () => {
    const input = fc.record({
      trace: values(24 * 5),
      offsetMin: fc.integer({ min: 0, max: 59 }),
      hour: fc.integer({ min: 0, max: 47 }),
      durationMin: fc.integer({ min: 1, max: 30 * 60 }),
      slackMin: fc.integer({ min: 0, max: 30 * 60 }),
    });
    fc.assert(
      fc.property(input, ({ trace, offsetMin, hour, durationMin, slackMin }) => {
        const carbon = new CarbonTrace(traceOf(trace, HOUR_MS));
        const from = hour * HOUR_MS + offsetMin * 60_000;
        const view = issueForecast("same-hour-yesterday", carbon, from);
        const [duration, latest] = [durationMin * 60_000, from + slackMin * 60_000];
        const found = cheapestWindow(view, duration, from, latest);
        expect(found).toEqual(bruteForce(view, duration, from, latest, 60_000));
      }),
    );
  });

  it("starts at once when there is no slack", () => {
    const carbon = new CarbonTrace(traceOf([5, 1, 1], DAY_MS));
    const view = issueForecast("oracle", carbon, 10);
    expect(cheapestWindow(view, 100, 10, 10)).toEqual({ startMs: 10, meanGPerKwh: 5 });
  });
});
