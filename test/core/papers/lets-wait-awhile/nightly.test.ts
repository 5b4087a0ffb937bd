import { describe, expect, it } from "vitest";
import {
  forecastsOf,
  type Noise,
  noisyForecast,
  perfectForecast,
} from "../../../../engine/core/papers/lets-wait-awhile/forecast.ts";
import { nightly } from "../../../../engine/core/papers/lets-wait-awhile/nightly.ts";
import type { Quirk } from "../../../../engine/core/papers/lets-wait-awhile/quirks.ts";
import { savingPct } from "../../../../engine/core/papers/lets-wait-awhile/saving.ts";
import { settingOf, YEAR_SLOTS } from "./small-setting.ts";

const SLOTS = YEAR_SLOTS + 9 * 48;
/** 100 all day, but 60 at 00:30, 60 at 02:00 and 40 at 02:30. */
const grid = (slot: number) => ({ 1: 60, 4: 60, 5: 40 })[slot % 48] ?? 100;

function run(window: number, ...without: Quirk[]) {
  const setting = settingOf(SLOTS, grid, { without });
  return nightly(setting, window, [perfectForecast(setting)]);
}

describe("nightly", () => {
  it("runs at 01:00, or in the first cleanest slot of the window, its ends included", () => {
    expect(run(0).meanGPerKwh).toBe(100);
    expect(run(1).meanGPerKwh).toBe(60);
    expect(run(2).meanGPerKwh).toBe(60);
    expect(run(3, "divided-by-365").meanGPerKwh).toBe(40);
  });

  it("drops the job whose window begins before the data, but divides by all days", () => {
    expect(run(2).runs[0]).toEqual({ executed: 365, sumGPerKwh: 365 * 60 });
    expect(run(3).runs[0]).toEqual({ executed: 364, sumGPerKwh: 364 * 40 });
    expect(run(3).meanGPerKwh).toBe((364 * 40) / 365);
    expect(savingPct(run(3).meanGPerKwh, run(0).meanGPerKwh)).toBeCloseTo(60.11, 2);
  });

  it("keeps that job, or the last day of the year, without the quirk", () => {
    expect(run(3, "first-day-dropped").runs[0]).toEqual({ executed: 365, sumGPerKwh: 365 * 40 });
    expect(run(3, "last-day-omitted").runs[0]?.executed).toBe(365);
    expect(run(0, "last-day-omitted", "divided-by-365").runs[0]?.executed).toBe(366);
  });

  it("moves with the clock without the quirk `utc`", () => {
    const zone = { timeZone: "+00:30", fromMs: [0], offsetMs: [1_800_000] };
    const setting = settingOf(SLOTS, grid, { zone, without: ["utc"] });
    expect(nightly(setting, 0, [perfectForecast(setting)]).meanGPerKwh).toBe(60);
  });

  it("decides by the forecast and counts the truth", () => {
    const setting = settingOf(SLOTS, grid);
    const upsideDown = setting.gPerKwh.map((value) => -value);
    const forecast = (_: number, from: number, to: number) => upsideDown.subarray(from, to);
    expect(nightly(setting, 1, [forecast]).meanGPerKwh).toBe(100);
  });
});

describe("forecasts", () => {
  const length = SLOTS;
  const z = Float64Array.from({ length: 2 * length }, (_, i) => (i % 7) - 3);
  const noise: Noise = { seeds: 2, length, z };

  it("add a share of the mean, with the numbers of their seed", () => {
    const setting = settingOf(SLOTS, () => 200);
    const second = noisyForecast(setting, 0.05, noise, 1)(0, 3, 5);
    const expected = [3, 4].map((slot) => 200 + 10 * (z[length + slot] as number));
    expect([...second]).toEqual(expected);
    expect(forecastsOf(setting, 0.05, noise)).toHaveLength(2);
    expect(forecastsOf(setting, 0, noise)).toHaveLength(1);
  });

  it("count the mean of the year alone without the quirk", () => {
    const later = (slot: number) => (slot < YEAR_SLOTS ? 200 : 800);
    const errorAt = (...without: Quirk[]) => {
      const setting = settingOf(SLOTS, later, { without });
      return ((noisyForecast(setting, 0.5, noise, 0)(0, 1, 2)[0] as number) - 200) / -2;
    };
    expect(errorAt("noise-by-whole-series")).toBe(100);
    expect(errorAt()).toBeCloseTo(0.5 * (200 + (600 * 9) / 375), 9);
  });

  it("are the same for all decisions of a run, or fresh for each without the quirk", () => {
    const once = noisyForecast(settingOf(SLOTS, grid), 0.1, noise, 0);
    expect([...once(0, 10, 20)]).toEqual([...once(1, 10, 20)]);
    const setting = settingOf(SLOTS, () => 100, { without: ["noise-once-per-run"] });
    const fresh = noisyForecast(setting, 0.1, noise, 0);
    const first = [...fresh(0, 0, 4_000)];
    expect([...fresh(0, 0, 4_000)]).toEqual(first);
    expect([...fresh(1, 0, 4_000)]).not.toEqual(first);
    expect([...noisyForecast(setting, 0.1, noise, 1)(0, 0, 4_000)]).not.toEqual(first);
    const variance = first.reduce((sum, value) => sum + (value - 100) * (value - 100), 0) / 4_000;
    expect(Math.sqrt(variance)).toBeCloseTo(10, 0);
  });
});
