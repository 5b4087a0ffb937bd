import { describe, expect, it } from "vitest";
import { traceStats } from "../../../engine/core/carbon/stats.ts";
import type { TraceData } from "../../../engine/core/carbon/trace.ts";
import { instantOfUtc } from "../../../engine/core/clock/civil.ts";
import { unwrap } from "../../../engine/core/issue.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { resolveZone } from "../../../engine/formats/time-zone/resolve.ts";

function trace(gPerKwh: readonly number[], stepMs = HOUR_MS, startMs = instantOfUtc(2024, 1, 1)) {
  const about = {
    zone: "X",
    source: "made up",
    edition: "",
    licence: "",
    signal: "unknown",
    basis: "unknown",
    synthetic: true,
    repairs: [],
  } as const;
  return { startMs, stepMs, gPerKwh, about } satisfies TraceData;
}

const hours = (count: number, value: (hour: number) => number) =>
  trace(Array.from({ length: count }, (_, i) => value(i)));

describe("traceStats", () => {
  it("gives the moments and quantiles of a known list", () => {
    const stats = traceStats(trace([4, 1, 3, 2]));
    expect(stats).toMatchObject({ count: 4, mean: 2.5, min: 1, p50: 2.5, max: 4 });
    expect(stats.std).toBeCloseTo(Math.sqrt(1.25), 12);
    expect(stats.p5).toBeCloseTo(1.15, 12);
    expect(stats.p95).toBeCloseTo(3.85, 12);
  });

  it("leaves undefined what a short trace cannot tell", () => {
    const stats = traceStats(trace([4, 1, 3, 2]));
    expect(stats.dailyCv).toBeUndefined();
    expect(stats.weekendOverWeekday).toBeUndefined();
    expect(stats.autocorrelation.h24).toBeUndefined();
    expect(stats.byHour[4]).toBeUndefined();
    expect(stats.byMonth[1]).toBeUndefined();
    expect(traceStats(trace([5, 5, 5])).autocorrelation.h1).toBeUndefined();
  });

  it("finds a daily cycle and its opposite", () => {
    const stats = traceStats(hours(24 * 28, (i) => (i % 24 < 12 ? 100 : 300)));
    expect(stats.dailyCv).toBeCloseTo(0.5, 12);
    expect(stats.byHour[0]).toBe(100);
    expect(stats.byHour[23]).toBe(300);
    expect(stats.autocorrelation.h24).toBeCloseTo(27 / 28, 12);
    expect(stats.autocorrelation.h168).toBeCloseTo(21 / 28, 12);
    expect(stats.weekendOverWeekday).toBeCloseTo(1, 12);
  });

  it("counts hours, months and weekends on the local clock, over a clock change too", () => {
    const startMs = instantOfUtc(2024, 2, 29, 23);
    const zone = unwrap(resolveZone("Europe/Amsterdam", startMs, startMs + 61 * DAY_MS));
    const values = Array.from({ length: 60 * 24 }, (_, i) => {
      const weekday = Math.floor(i / 24) % 7;
      // 1 March 2024 is a Friday, so days 1 and 2 of each period of seven are the weekend.
      return weekday === 1 || weekday === 2 ? 50 : 100;
    });
    const local = traceStats(trace(values, HOUR_MS, startMs), zone);
    expect(local.byMonth[1]).toBeUndefined();
    expect(local.byMonth[2]).toBeGreaterThan(0);
    expect(local.weekendOverWeekday).toBeCloseTo(0.5, 1);
    expect(traceStats(trace(values, HOUR_MS, startMs)).byMonth[1]).toBe(100);
  });

  it("measures lags in hours at any step", () => {
    const quarters = Array.from({ length: 4 * 48 }, (_, i) => (Math.floor(i / 4) % 2) * 100);
    expect(traceStats(trace(quarters, HOUR_MS / 4)).autocorrelation.h1).toBeLessThan(-0.9);
    const daily = traceStats(trace([1, 2, 3, 1, 2, 3, 1, 2, 3], DAY_MS));
    expect(daily.autocorrelation.h1).toBeUndefined();
    expect(daily.autocorrelation.h24).toBeLessThan(0);
    expect(daily.dailyCv).toBeUndefined();
  });
});
