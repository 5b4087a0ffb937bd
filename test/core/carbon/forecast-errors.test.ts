import { describe, expect, it } from "vitest";
import { fitErrorGrowth } from "../../../engine/core/carbon/forecast/error-growth.ts";
import { type ForecastSpec, issueForecast } from "../../../engine/core/carbon/forecast.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { randomStream } from "../../../engine/core/random/stream.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "./traces.ts";

const MEAN = 200;
const flat = (hours: number) => new CarbonTrace(traceOf(Array(hours).fill(MEAN), HOUR_MS));

/** Errors by lead in hours, a row for each issue. */
function errorsOf(spec: ForecastSpec, issues: number, leads: readonly number[]): number[][] {
  const carbon = flat(issues + Math.max(...leads) + 1);
  return Array.from({ length: issues }, (_, issue) => {
    const forecast = issueForecast(spec, carbon, issue * HOUR_MS, 3);
    return leads.map((lead) => forecast.at((issue + lead) * HOUR_MS) - MEAN);
  });
}

const column = (rows: readonly number[][], index: number) => rows.map((row) => row[index] ?? 0);
const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
const product = (a: readonly number[], b: readonly number[]) => a.map((x, i) => x * (b[i] ?? 0));
const std = (list: readonly number[]) =>
  Math.sqrt(mean(product(list, list)) - mean(list) * mean(list));
const correlation = (a: readonly number[], b: readonly number[]) =>
  (mean(product(a, b)) - mean(a) * mean(b)) / (std(a) * std(b));

describe("noise", () => {
  const leads = [0, 1, 2, 24, 48];
  const rows = errorsOf({ model: "noise", sigmaPct: 10 }, 4_000, leads);

  it.each(leads.map((lead, index) => [lead, index]))("has its sigma at %i h", (_lead, index) => {
    expect(std(column(rows, index))).toBeGreaterThan(0.96 * 20);
    expect(std(column(rows, index))).toBeLessThan(1.04 * 20);
    expect(Math.abs(mean(column(rows, index)))).toBeLessThan(1);
  });

  it("errs in each step, and in each issue, for itself", () => {
    expect(Math.abs(correlation(column(rows, 0), column(rows, 1)))).toBeLessThan(0.05);
    const again = column(rows, 1).slice(0, -1);
    expect(Math.abs(correlation(column(rows, 2).slice(1), again))).toBeLessThan(0.05);
    expect(Math.abs(correlation(column(rows, 0).slice(1), again))).toBeLessThan(0.05);
  });

  it("is 5 % when nothing is stated, and no error at all at 0 %", () => {
    const [row] = errorsOf({ model: "noise", sigmaPct: 5 }, 1, leads);
    expect(errorsOf("noise", 1, leads)[0]).toEqual(row);
    expect(errorsOf({ model: "noise", sigmaPct: 0 }, 1, leads)[0]).toEqual(leads.map(() => 0));
  });
});

describe("lead-time-error", () => {
  const leads = [0, 1, 2, 6, 12, 24, 96];
  const correlationMs = 12 * HOUR_MS;
  const rows = errorsOf({ model: "lead-time-error", sigmaPct: 20, correlationMs }, 4_000, leads);

  it("has none where the reading is known, and more and more after it", () => {
    const stds = leads.map((_, index) => std(column(rows, index)));
    expect(stds[0]).toBe(0);
    stds.slice(1).forEach((each, index) => {
      const lead = leads[index + 1] as number;
      const stated = 0.2 * MEAN * Math.sqrt(1 - Math.exp(-2 * lead) ** (1 / 12));
      expect(each / stated).toBeGreaterThan(0.96);
      expect(each / stated).toBeLessThan(1.04);
    });
    expect(stds).toEqual(stds.toSorted((a, b) => a - b));
  });

  it("errs alike in neighbouring steps", () => {
    expect(correlation(column(rows, 1), column(rows, 2))).toBeGreaterThan(0.6);
    expect(correlation(column(rows, 4), column(rows, 5))).toBeGreaterThan(0.25);
    expect(Math.abs(correlation(column(rows, 3), column(rows, 6)))).toBeLessThan(0.06);
  });
});

describe("fitErrorGrowth", () => {
  it("finds the size and the persistence of what the seasons do not explain", () => {
    const draws = randomStream(5, "test/growth");
    let rest = 0;
    const values = Array.from({ length: 24 * 400 }, (_, hour) => {
      rest = 0.9 * rest + 10 * draws.normal();
      return 300 + 50 * ((hour % 24) - 12) + rest;
    });
    const fitted = fitErrorGrowth(
      new CarbonTrace(traceOf(values, HOUR_MS)),
      399 * DAY_MS,
      380 * DAY_MS,
    );
    // Var(r(t) - r(t-24 h)/2 - r(t-168 h)/2) = 1.5 Var(r) where 24 h is long against its memory.
    const sigma = Math.sqrt(1.5 * (100 / (1 - 0.81)));
    expect((fitted?.sigmaGPerKwh ?? 0) / sigma).toBeGreaterThan(0.9);
    expect((fitted?.sigmaGPerKwh ?? 0) / sigma).toBeLessThan(1.05);
    expect(fitted?.rho).toBeGreaterThan(0.87);
    expect(fitted?.rho).toBeLessThan(0.93);
  });

  it("sees nothing after the issue", () => {
    const values = Array.from({ length: 24 * 30 }, (_, hour) => (hour * 37) % 101);
    const issuedAtMs = 20 * DAY_MS;
    const poisoned = values.map((value, hour) => (hour * HOUR_MS > issuedAtMs ? 1e9 : value));
    const [clean, dirty] = [values, poisoned].map((each) =>
      fitErrorGrowth(new CarbonTrace(traceOf(each, HOUR_MS)), issuedAtMs, 28 * DAY_MS),
    );
    expect(clean).toBeDefined();
    expect(dirty).toEqual(clean);
  });

  it("needs two weeks of history; until then the stated growth holds", () => {
    expect(fitErrorGrowth(flat(24 * 30), 13.9 * DAY_MS, 28 * DAY_MS)).toBeUndefined();
    expect(fitErrorGrowth(flat(24 * 30), 14 * DAY_MS, 28 * DAY_MS)).toEqual({
      sigmaGPerKwh: 0,
      rho: 0,
    });
    const stated = { model: "lead-time-error", sigmaPct: 10 } as const;
    const fit = { ...stated, fitHistoryMs: 28 * DAY_MS };
    const at = (spec: ForecastSpec, day: number) =>
      issueForecast(spec, flat(24 * 30), day * DAY_MS, 1).at((day + 1) * DAY_MS);
    expect(at(fit, 10)).toBe(at(stated, 10));
    expect(at(fit, 20)).toBe(MEAN);
  });
});
