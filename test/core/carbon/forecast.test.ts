import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Forecast,
  type ForecastModel,
  issueForecast,
} from "../../../engine/core/carbon/forecast.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "./traces.ts";

const HOURS = 24 * 20;
const END_MS = HOURS * HOUR_MS;
const hourly = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: HOURS, maxLength: HOURS });
const sameHour = fc.constantFrom<ForecastModel>("same-hour-yesterday", "same-hour-last-week");
const issue = fc.integer({ min: 0, max: END_MS - 1 });

/** Everything a policy could ask of a forecast, at some instants. */
function answers(forecast: Forecast, instants: readonly number[]): unknown {
  const from = forecast.issuedAtMs;
  return instants.map((at) => [
    forecast.at(at),
    forecast.integral(from, at),
    forecast.integral(at, at + HOUR_MS),
    forecast.changes(from, at),
  ]);
}

describe("same-hour forecasts", () => {
  it("never see a step that starts after the issue time", () => {
    fc.assert(
      fc.property(sameHour, hourly, hourly, issue, (model, trace, poison, issuedAtMs) => {
        const poisoned = trace.map((value, i) => (i * HOUR_MS > issuedAtMs ? poison[i] : value));
        const instants = [0, 1, 7, 23, 24, 25, 100, 200, 400].map((h) => issuedAtMs + h * HOUR_MS);
        const [clean, dirty] = [trace, poisoned as number[]].map((values) =>
          answers(
            issueForecast(model, new CarbonTrace(traceOf(values, HOUR_MS)), issuedAtMs),
            instants,
          ),
        );
        expect(dirty).toEqual(clean);
      }),
      { numRuns: 60 },
    );
  });

  it("have an integral that is the sum of their values", () => {
    const hour = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(sameHour, hourly, hour, hour, hour, (model, trace, issued, lead, length) => {
        const carbon = new CarbonTrace(traceOf(trace, HOUR_MS));
        const forecast = issueForecast(model, carbon, issued * HOUR_MS);
        const from = (issued + lead) * HOUR_MS;
        let sum = 0;
        for (let h = 0; h < length; h++) sum += forecast.at(from + h * HOUR_MS) * HOUR_MS;
        expect(forecast.integral(from, from + length * HOUR_MS)).toBeCloseTo(sum, 3);
      }),
    );
  });

  it("change only where they say so", () => {
    const ms = fc.integer({ min: 0, max: 3 * DAY_MS });
    fc.assert(
      fc.property(sameHour, hourly, ms, ms, ms, (model, trace, issued, lead, length) => {
        const carbon = new CarbonTrace(traceOf(trace, HOUR_MS));
        const forecast = issueForecast(model, carbon, issued);
        const [from, to] = [issued + lead, issued + lead + length];
        const edges = [from, ...forecast.changes(from, to), to];
        expect(edges).toEqual(edges.toSorted((a, b) => a - b));
        let sum = 0;
        for (let i = 1; i < edges.length; i++) {
          const [start, end] = [edges[i - 1] as number, edges[i] as number];
          sum += forecast.at(start) * (end - start);
          if (end > start) expect(forecast.at(end - 1)).toBe(forecast.at(start));
        }
        expect(forecast.integral(from, to)).toBeCloseTo(sum, 3);
      }),
    );
  });

  it("repeat the same hour of the last day or week, and the reading before the trace begins", () => {
    const carbon = new CarbonTrace(
      traceOf(
        Array.from({ length: HOURS }, (_, i) => i),
        HOUR_MS,
      ),
    );
    const at = (model: ForecastModel, issued: number, lead: number) =>
      issueForecast(model, carbon, issued * HOUR_MS).at((issued + lead) * HOUR_MS);
    expect(at("same-hour-yesterday", 100, 5)).toBe(81);
    expect(at("same-hour-yesterday", 100, 24)).toBe(76);
    expect(at("same-hour-yesterday", 100, 30)).toBe(82);
    expect(at("same-hour-last-week", 200, 5)).toBe(37);
    expect(at("same-hour-last-week", 100, 5)).toBe(100);
    expect(at("same-hour-yesterday", 3, 5)).toBe(3);
  });
});

it("lets only the oracle see what comes", () => {
  const clean = new CarbonTrace(traceOf([1, 2, 3, 4], HOUR_MS));
  const poisoned = new CarbonTrace(traceOf([1, 2, 300, 4], HOUR_MS));
  const see = (trace: CarbonTrace) => issueForecast("oracle", trace, 0).integral(0, 4 * HOUR_MS);
  expect(see(clean)).toBe(10 * HOUR_MS);
  expect(see(poisoned)).toBe(307 * HOUR_MS);
});
