import { describe, expect, it } from "vitest";
import { scoreForecast } from "../../../engine/core/carbon/forecast/score.ts";
import { forecastText } from "../../../engine/core/carbon/forecast/text.ts";
import { type ForecastSpec, issueForecast } from "../../../engine/core/carbon/forecast.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "./traces.ts";

const HOURS = 24 * 6;
const actual = Array.from({ length: HOURS }, (_, hour) => 100 + hour);
/** One hour too late: what is forecast for an hour comes true in the one before. */
const forecast: (number | null)[] = actual.map((value) => value + 1);

const carbonOf = (values: readonly (number | null)[]) =>
  new CarbonTrace({ ...traceOf(actual, HOUR_MS), forecastGPerKwh: values });

/** Clocks go forward by an hour at 01:00 UTC of the second day. */
const ZONE = {
  timeZone: "Somewhere/Summer",
  fromMs: [0, DAY_MS + HOUR_MS],
  offsetMs: [HOUR_MS, 2 * HOUR_MS],
};

function knownH(spec: ForecastSpec, hour: number, values = forecast) {
  const issued = issueForecast(spec, carbonOf(values), hour * HOUR_MS);
  return [issued.issuedAtMs / HOUR_MS, issued.untilMs / HOUR_MS];
}

describe("the published forecast", () => {
  it.each([
    [0, 0, 24],
    [17.9, 0, 24],
    [18, 18, 48],
    [41.5, 18, 48],
    [42, 42, 72],
    [140, 138, 144],
  ])("at hour %d is the one of hour %d, known until hour %d", (hour, issued, until) => {
    expect(knownH("published", hour)).toEqual([issued, until]);
  });

  it("comes out by the publisher's clock, when clocks change, too", () => {
    const spec: ForecastSpec = { model: "published", zone: ZONE };
    // 18:00 is 17:00 UTC on the first day; the second day ends at 22:00 UTC.
    expect(knownH(spec, 16.9)).toEqual([0, 23]);
    expect(knownH(spec, 17)).toEqual([17, 46]);
    expect(knownH(spec, 40)).toEqual([40, 70]);
  });

  it("comes out and reaches as far as it is told", () => {
    const spec: ForecastSpec = {
      model: "published",
      publishedAfterMs: 11 * HOUR_MS,
      coversDays: 2,
    };
    expect(knownH(spec, 11)).toEqual([11, 72]);
    expect(knownH(spec, 10)).toEqual([0, 48]);
    expect(forecastText(spec)).toBe("published, out at 11:00 UTC for the next 2 days");
    expect(forecastText("published")).toBe("published, out at 18:00 UTC for the next day");
  });

  it("says what was forecast, not what came true", () => {
    const issued = issueForecast("published", carbonOf(forecast), 20 * HOUR_MS);
    expect(issued.at(30 * HOUR_MS)).toBe(131);
    expect(issued.integral(30 * HOUR_MS, 31.5 * HOUR_MS)).toBe((131 + 66) * HOUR_MS);
    expect(issued.changes(30 * HOUR_MS, 32.5 * HOUR_MS)).toEqual([31 * HOUR_MS, 32 * HOUR_MS]);
    expect(() => issued.at(48 * HOUR_MS)).toThrow("horizon");
  });

  it("ends where a value is missing, and knows nothing where there is none at all", () => {
    const gap = forecast.with(26, null);
    expect(knownH("published", 20, gap)).toEqual([18, 26]);
    expect(knownH("published", 26, gap)).toEqual([18, 26]);
    expect(knownH("published", 27, gap)).toEqual([18, 48]);
    const none = new CarbonTrace(traceOf(actual, HOUR_MS));
    expect(issueForecast("published", none, 5 * HOUR_MS).untilMs).toBe(5 * HOUR_MS);
  });

  it("is scored where it reaches", () => {
    const range = { fromMs: 0, toMs: 6 * DAY_MS, leadsMs: [0, 30 * HOUR_MS], everyMs: HOUR_MS };
    const [now, far] = scoreForecast("published", carbonOf(forecast), range);
    expect(now).toMatchObject({ count: 114, maeGPerKwh: 1 });
    // Thirty hours ahead is known at 18:00 alone, when the next day has come out: not even then.
    expect(far).toMatchObject({ count: 0 });
  });
});
