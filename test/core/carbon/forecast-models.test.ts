import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  FORECAST_MODELS,
  HONEST_MODELS,
  restsOnTruth,
} from "../../../engine/core/carbon/forecast/spec.ts";
import { type ForecastSpec, issueForecast } from "../../../engine/core/carbon/forecast.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { answers, specsOf } from "./forecast-specs.ts";
import { traceOf } from "./traces.ts";

const HOURS = 24 * 40;
const END_MS = HOURS * HOUR_MS;
const hourly = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: HOURS, maxLength: HOURS });
/** Leaves room for every lead that `answers` asks for. */
const now = fc.integer({ min: 0, max: END_MS - 18 * DAY_MS });
const seed = fc.nat();
const poison = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e300, -1e9);

/** With a published forecast that is a tenth too low. */
const carbonOf = (values: readonly number[], forecast = values.map((value) => value * 0.9)) =>
  new CarbonTrace({ ...traceOf(values, HOUR_MS), forecastGPerKwh: forecast });
const ramp = carbonOf(Array.from({ length: HOURS }, (_, hour) => hour));

it("rests on the truth, or is what anybody could have had, and says which", () => {
  expect(FORECAST_MODELS.filter((model) => !restsOnTruth(model))).toEqual([...HONEST_MODELS]);
});

describe("every model that anybody could have had", () => {
  it("answers the same whatever comes after now, and whatever is published after it", () => {
    fc.assert(
      fc.property(specsOf(HONEST_MODELS), hourly, now, poison, (spec, values, nowMs, bad) => {
        const poisoned = values.map((value, hour) => (hour * HOUR_MS > nowMs ? bad : value));
        const forecast = values.map((value) => value * 0.9);
        // Out at 18:00 for the next day, so of the days after that nothing can be known.
        const outUntilMs = Math.floor((nowMs + 6 * HOUR_MS) / DAY_MS) * DAY_MS + DAY_MS;
        const later = forecast.map((value, hour) => (hour * HOUR_MS >= outUntilMs ? bad : value));
        const [clean, dirty] = [carbonOf(values, forecast), carbonOf(poisoned, later)].map((each) =>
          answers(issueForecast(spec, each, nowMs), nowMs),
        );
        expect(dirty).toEqual(clean);
      }),
      { numRuns: 100 },
    );
  });
});

describe("every model", () => {
  const specs = specsOf(FORECAST_MODELS);

  it("reads nothing beyond its horizon; of all errors, only the size comes from the whole mean", () => {
    fc.assert(
      fc.property(specs, hourly, now, seed, (spec, values, nowMs, drawn) => {
        const { untilMs } = issueForecast(spec, carbonOf(values), nowMs);
        const known = Math.ceil(Math.min(untilMs, END_MS) / HOUR_MS);
        const mixed = [...values.slice(0, known), ...values.slice(known).reverse()];
        const [clean, dirty] = [values, mixed].map((each) =>
          answers(issueForecast(spec, carbonOf(each), nowMs, drawn), nowMs),
        );
        expect(dirty).toEqual(clean);
      }),
      { numRuns: 100 },
    );
  });

  it("is the same when issued again, in whatever order it is asked", () => {
    fc.assert(
      fc.property(specs, hourly, now, seed, (spec, values, nowMs, drawn) => {
        const carbon = carbonOf(values);
        const asked = issueForecast(spec, carbon, nowMs, drawn);
        const far = Math.min(nowMs + 9 * DAY_MS, asked.untilMs);
        asked.integral(far, far);
        if (far > nowMs) asked.at(far - 1);
        const fresh = issueForecast(spec, carbon, nowMs, drawn);
        expect(answers(asked, nowMs)).toEqual(answers(fresh, nowMs));
      }),
      { numRuns: 50 },
    );
  });

  it("has an integral that is the sum of its values between its changes", () => {
    const ms = fc.integer({ min: 0, max: 4 * DAY_MS });
    fc.assert(
      fc.property(specs, hourly, now, ms, ms, (spec, values, nowMs, lead, length) => {
        const forecast = issueForecast(spec, carbonOf(values), nowMs, 7);
        const from = Math.min(nowMs + lead, forecast.untilMs);
        const to = Math.min(from + length, forecast.untilMs);
        const edges = [from, ...forecast.changes(from, to), to];
        expect(edges).toEqual(edges.toSorted((a, b) => a - b));
        let sum = 0;
        for (let i = 1; i < edges.length; i++) {
          const [start, end] = [edges[i - 1] as number, edges[i] as number];
          if (end === start) continue;
          sum += forecast.at(start) * (end - start);
          expect(forecast.at(end - 1)).toBe(forecast.at(start));
        }
        expect(forecast.integral(from, to) / HOUR_MS).toBeCloseTo(sum / HOUR_MS, 6);
      }),
      { numRuns: 100 },
    );
  });

  it("refuses to say anything beyond its horizon", () => {
    for (const model of FORECAST_MODELS) {
      const forecast = issueForecast({ model, horizonMs: DAY_MS }, ramp, 0);
      expect(forecast.untilMs).toBe(DAY_MS);
      expect(() => forecast.at(DAY_MS)).toThrow("horizon");
      expect(() => forecast.integral(0, DAY_MS + 1)).toThrow("horizon");
      expect(() => forecast.changes(0, DAY_MS + 1)).toThrow("horizon");
    }
  });
});

describe("the issue", () => {
  const every = (model: "persistence", hours: number): ForecastSpec => ({
    model,
    reissueEveryMs: hours * HOUR_MS,
  });

  it.each([
    [1, 0, 0],
    [5, 0, 0],
    [6, 6, 6],
    [11.99, 6, 6],
    [12, 12, 12],
  ])("at %d h, of one every 6 h, is that of %d h", (hour, issuedHour, reading) => {
    const forecast = issueForecast(every("persistence", 6), ramp, hour * HOUR_MS);
    expect(forecast.issuedAtMs).toBe(issuedHour * HOUR_MS);
    expect(forecast.at((hour + 30) * HOUR_MS)).toBe(reading);
  });

  it("is not before the trace begins", () => {
    const late = new CarbonTrace(traceOf([5, 6, 7], HOUR_MS, 4 * HOUR_MS));
    const forecast = issueForecast(every("persistence", 6), late, 5 * HOUR_MS);
    expect(forecast.issuedAtMs).toBe(4 * HOUR_MS);
    expect(forecast.at(6 * HOUR_MS)).toBe(5);
  });
});

describe("seasonal-naive", () => {
  it.each([
    [undefined, (181 + 37) / 2],
    [1, 181],
    [0, 37],
    [0.25, 0.25 * 181 + 0.75 * 37],
  ])(
    "with weight %s is the weighted mean of yesterday and last week",
    (yesterdayWeight, wanted) => {
      const spec: ForecastSpec = { model: "seasonal-naive", yesterdayWeight };
      expect(issueForecast(spec, ramp, 200 * HOUR_MS).at(205 * HOUR_MS)).toBeCloseTo(wanted, 9);
    },
  );
});
