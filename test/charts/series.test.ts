/** Bins and joins keep the numbers that they stand for. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binBy, joinBins, stepsBetween, valueAt } from "../../renderer/charts/series.ts";

const series = { startMs: 1_000, stepMs: 10, gPerKwh: [5, 7, 7.5, 40, 2] };

describe("series", () => {
  it("finds the value of the step that holds an instant", () => {
    expect([1_000, 1_009, 1_010, 1_049].map((at) => valueAt(series, at))).toEqual([5, 5, 7, 2]);
    expect(valueAt(series, 999)).toBeUndefined();
    expect(valueAt(series, 1_050)).toBeUndefined();
  });

  it("cuts the first and last step to the range", () => {
    const steps = stepsBetween(series, 1_005, 1_021);
    expect(steps.map((each) => [each.fromMs, each.toMs, each.mean])).toEqual([
      [1_005, 1_010, 5],
      [1_010, 1_020, 7],
      [1_020, 1_021, 7.5],
    ]);
  });

  it("leaves out spans without data", () => {
    expect(binBy(series, [{ fromMs: 0, toMs: 900 }])).toEqual([]);
  });

  it("weights a mean by time", () => {
    const [bin] = binBy(series, [{ fromMs: 1_005, toMs: 1_020 }]);
    expect(bin?.mean).toBeCloseTo((5 * 5 + 7 * 10) / 15, 12);
    expect([bin?.min, bin?.max]).toEqual([5, 7]);
  });

  it("joins neighbours of nearly the same value without losing time", () => {
    const joined = joinBins(stepsBetween(series, 1_000, 1_050), 1);
    expect(joined.map((each) => each.toMs - each.fromMs)).toEqual([10, 20, 10, 10]);
  });

  it("has bins whose integral is the steps' own", () => {
    const values = fc.array(fc.double({ min: 0, max: 900, noNaN: true }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(values, fc.nat(400), fc.nat(400), (gPerKwh, a, b) => {
        const made = { startMs: 0, stepMs: 10, gPerKwh };
        const [fromMs, toMs] = [Math.min(a, b), Math.max(a, b)];
        const direct = stepsBetween(made, fromMs, toMs).reduce(
          (sum, each) => sum + each.mean * (each.toMs - each.fromMs),
          0,
        );
        const middle = Math.round((fromMs + toMs) / 2);
        const covered = (each: { fromMs: number; toMs: number }) =>
          Math.max(0, Math.min(each.toMs, gPerKwh.length * 10) - each.fromMs);
        const binned = binBy(made, [
          { fromMs, toMs: middle },
          { fromMs: middle, toMs },
        ]).reduce((sum, each) => sum + each.mean * covered(each), 0);
        expect(binned).toBeCloseTo(direct, 6);
      }),
    );
  });
});
