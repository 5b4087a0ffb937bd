import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { traceStats } from "../../../engine/core/carbon/stats.ts";
import { isStationary, syntheticTrace } from "../../../engine/core/carbon/synthetic.ts";
import { instantOfUtc } from "../../../engine/core/clock/civil.ts";
import { unwrap } from "../../../engine/core/issue.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";
import { readSyntheticParameters } from "../../../engine/formats/scenario/synthetic.ts";
import { resolveZone } from "../../../engine/formats/time-zone/resolve.ts";

const file = new URL("../../../scenarios/nightly-retrain/grid-nl.yaml", import.meta.url);
const parameters = unwrap(readSyntheticParameters(readFileSync(file, "utf8"), "grid-nl.yaml"));
const from = instantOfUtc(2024, 1, 1);
const HOURS = 8_784;
const zone = unwrap(resolveZone(parameters.timeZone, from, from + HOURS * HOUR_MS));
const year = (seed: number, hours = HOURS) => syntheticTrace(parameters, zone, from, hours, seed);

/** Computed from the hourly life-cycle intensity of NL in 2024 (Electricity Maps, ODbL 1.0). */
const MEASURED = {
  mean: 272.8,
  std: 120.0,
  p5: 97.6,
  p50: 268.2,
  p95: 472.6,
  dailyCv: 0.294,
  weekendOverWeekday: 0.852,
  h1: 0.9712,
  h24: 0.642,
  h168: 0.426,
  /** What perfect foresight saves a 4-hour job that may start up to 8 or 24 hours later. */
  saving8: 0.212,
  saving24: 0.389,
};

/** Mean over all submission hours of the best start within the slack, against starting at once. */
function idealSaving(values: readonly number[], jobHours: number, slackHours: number): number {
  const windows = values
    .slice(0, values.length - jobHours + 1)
    .map((_, i) => values.slice(i, i + jobHours).reduce((sum, value) => sum + value, 0));
  let immediate = 0;
  let best = 0;
  for (let i = 0; i + slackHours < windows.length; i++) {
    immediate += windows[i] as number;
    best += Math.min(...windows.slice(i, i + slackHours + 1));
  }
  return 1 - best / immediate;
}

function relativeError(found: number | undefined, wanted: number): number {
  return Math.abs((found as number) / wanted - 1);
}

describe("syntheticTrace for NL 2024", () => {
  it("has the measured statistics with the seed of the scenario", () => {
    const { gPerKwh, ...rest } = year(132);
    const stats = traceStats({ gPerKwh, ...rest }, zone);
    expect(relativeError(stats.mean, MEASURED.mean)).toBeLessThan(0.02);
    expect(relativeError(stats.std, MEASURED.std)).toBeLessThan(0.06);
    expect(relativeError(stats.p5, MEASURED.p5)).toBeLessThan(0.03);
    expect(relativeError(stats.p50, MEASURED.p50)).toBeLessThan(0.03);
    expect(relativeError(stats.p95, MEASURED.p95)).toBeLessThan(0.01);
    expect(relativeError(stats.dailyCv, MEASURED.dailyCv)).toBeLessThan(0.05);
    expect(relativeError(stats.weekendOverWeekday, MEASURED.weekendOverWeekday)).toBeLessThan(0.02);
    expect(relativeError(stats.autocorrelation.h1, MEASURED.h1)).toBeLessThan(0.01);
    expect(relativeError(stats.autocorrelation.h24, MEASURED.h24)).toBeLessThan(0.1);
    expect(relativeError(stats.autocorrelation.h168, MEASURED.h168)).toBeLessThan(0.05);
    expect(relativeError(idealSaving(gPerKwh, 4, 8), MEASURED.saving8)).toBeLessThan(0.03);
    expect(relativeError(idealSaving(gPerKwh, 4, 24), MEASURED.saving24)).toBeLessThan(0.03);
    parameters.hourFactor.forEach((factor, hour) => {
      expect(relativeError(stats.byHour[hour], factor * stats.mean)).toBeLessThan(0.03);
    });
    parameters.monthFactor.forEach((factor, month) => {
      expect(relativeError(stats.byMonth[month], factor * stats.mean)).toBeLessThan(0.15);
    });
  });

  it("has them on average over seeds: the recipe is right, not one lucky draw", () => {
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    const stats = seeds.map((seed) => traceStats(year(seed), zone));
    const mean = (pick: (one: (typeof stats)[number]) => number | undefined) =>
      stats.reduce((sum, one) => sum + (pick(one) as number), 0) / seeds.length;
    expect(
      relativeError(
        mean((one) => one.mean),
        MEASURED.mean,
      ),
    ).toBeLessThan(0.03);
    expect(
      relativeError(
        mean((one) => one.std),
        MEASURED.std,
      ),
    ).toBeLessThan(0.12);
    expect(
      relativeError(
        mean((one) => one.p5),
        MEASURED.p5,
      ),
    ).toBeLessThan(0.04);
    expect(
      relativeError(
        mean((one) => one.p95),
        MEASURED.p95,
      ),
    ).toBeLessThan(0.04);
    expect(
      relativeError(
        mean((one) => one.dailyCv),
        MEASURED.dailyCv,
      ),
    ).toBeLessThan(0.08);
    expect(
      relativeError(
        mean((one) => one.autocorrelation.h24),
        MEASURED.h24,
      ),
    ).toBeLessThan(0.12);
  });

  it("stays within the measured bounds without piling up there", () => {
    const { gPerKwh } = year(132);
    expect(Math.min(...gPerKwh)).toBeGreaterThanOrEqual(parameters.minGPerKwh);
    expect(Math.max(...gPerKwh)).toBeLessThanOrEqual(parameters.maxGPerKwh);
    const atBound = gPerKwh.filter(
      (value) => value === parameters.minGPerKwh || value === parameters.maxGPerKwh,
    );
    expect(atBound.length).toBeLessThan(5);
  });

  it("depends on the seed, and a longer trace only adds to a shorter one", () => {
    expect(year(132, 48).gPerKwh).toEqual(year(132, 96).gPerKwh.slice(0, 48));
    expect(year(132, 48).gPerKwh).not.toEqual(year(133, 48).gPerKwh);
  });

  it("says that it is synthetic, and what it imitates", () => {
    const { about, stepMs, startMs } = year(132, 24);
    expect(about.synthetic).toBe(true);
    expect(about.source).toBe(
      "Synthetic: seasonal AR(2) generator calibrated to Electricity Maps NL 2024 statistics",
    );
    expect([startMs, stepMs]).toEqual([from, HOUR_MS]);
  });

  it("starts in the stationary distribution", () => {
    const firsts = Array.from({ length: 800 }, (_, seed) => year(seed, 1).gPerKwh[0] as number);
    const stats = traceStats({ ...year(0, 1), gPerKwh: firsts });
    // 1 January 2024 is a Monday in winter, 01:00 local time: about 310 with a residual of 32 %.
    expect(stats.std).toBeGreaterThan(75);
    expect(stats.std).toBeLessThan(110);
  });
});

describe("isStationary", () => {
  it.each([
    [1.317, -0.3445, true],
    [0, 0, true],
    [1, 0, false],
    [0.6, 0.4, false],
    [0, -1, false],
    [-1.2, 0.1, false],
    [Number.NaN, 0, false],
  ])("of %d and %d is %s", (phi1, phi2, expected) => {
    expect(isStationary(phi1, phi2)).toBe(expected);
  });
});
