import { describe, expect, it } from "vitest";
import { scoreForecast } from "../../../engine/core/carbon/forecast/score.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "./traces.ts";

const HOURS = 24 * 30;
const carbonOf = (valueAt: (hour: number) => number) =>
  new CarbonTrace(
    traceOf(
      Array.from({ length: HOURS }, (_, hour) => valueAt(hour)),
      HOUR_MS,
    ),
  );
const range = {
  fromMs: 7 * DAY_MS,
  toMs: HOURS * HOUR_MS,
  leadsMs: [0, 1, 6, 24, 25].map((hours) => hours * HOUR_MS),
  everyMs: HOUR_MS,
};

describe("scoreForecast", () => {
  it("finds persistence off by as much as a ramp rises, and yesterday by a day's rise", () => {
    const ramp = carbonOf((hour) => 1_000 + hour);
    const errors = (model: "persistence" | "same-hour-yesterday") =>
      scoreForecast(model, ramp, range).map((each) => each.maeGPerKwh);
    expect(errors("persistence")).toEqual([0, 1, 6, 24, 25]);
    expect(errors("same-hour-yesterday")).toEqual([24, 24, 24, 48, 48]);
  });

  it("takes the relative error of each value, and leaves zeros out of it", () => {
    const square = carbonOf((hour) => (hour % 2 === 0 ? 100 : 200));
    const [now, next] = scoreForecast("persistence", square, range);
    expect(now).toMatchObject({ maeGPerKwh: 0, mapePct: 0 });
    expect(next?.maeGPerKwh).toBe(100);
    expect(next?.mapePct).toBeCloseTo(75, 0);
    const withZeros = carbonOf((hour) => (hour % 2 === 0 ? 100 : 0));
    const [, zeros] = scoreForecast("persistence", withZeros, range);
    expect(zeros).toMatchObject({ maeGPerKwh: 100, mapePct: 100 });
    const nothing = scoreForecast(
      "persistence",
      carbonOf(() => 0),
      range,
    );
    expect(nothing[0]).toMatchObject({ maeGPerKwh: 0, mapePct: undefined });
  });

  it("finds no error in an oracle, and scores every lead from the same instants", () => {
    const wild = carbonOf((hour) => (hour * 7_919) % 613);
    const scores = scoreForecast("oracle", wild, range);
    expect(scores.map((each) => each.maeGPerKwh)).toEqual([0, 0, 0, 0, 0]);
    expect(new Set(scores.map((each) => each.count))).toEqual(new Set([HOURS - 24 * 7 - 25]));
  });

  it("scores nothing beyond the horizon", () => {
    const wild = carbonOf((hour) => (hour * 7_919) % 613);
    const scores = scoreForecast({ model: "persistence", horizonMs: DAY_MS }, wild, range);
    expect(scores.map((each) => each.count > 0)).toEqual([true, true, true, false, false]);
    expect(scores[3]).toMatchObject({ count: 0, maeGPerKwh: undefined, mapePct: undefined });
  });
});
