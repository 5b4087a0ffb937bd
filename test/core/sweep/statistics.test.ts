import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantile, spreadOf } from "../../../engine/core/sweep/quantile.ts";
import { winsOf } from "../../../engine/core/sweep/wins.ts";

const figure = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const ascending = fc
  .array(figure, { minLength: 1, maxLength: 40 })
  .map((values) => Float64Array.from(values).sort());

describe("a quantile", () => {
  it("is what R and NumPy give by default", () => {
    // numpy.quantile([1, 2, 4, 8, 16], [0, 0.05, 0.5, 0.9, 0.95, 1])
    const values = [1, 2, 4, 8, 16];
    const given = [0, 0.05, 0.5, 0.9, 0.95, 1].map((p) => quantile(values, p));
    for (const [index, expected] of [1, 1.2, 4, 12.8, 14.4, 16].entries()) {
      expect(given[index]).toBeCloseTo(expected, 12);
    }
    expect(quantile([7], 0.05)).toBe(7);
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
  });

  it("lies between its neighbours, grows with the share, and is exact at order statistics", () => {
    fc.assert(
      fc.property(ascending, fc.double({ min: 0, max: 1, noNaN: true }), (sorted, p) => {
        const position = (sorted.length - 1) * p;
        const value = quantile(sorted, p);
        expect(value).toBeGreaterThanOrEqual(sorted[Math.floor(position)] as number);
        expect(value).toBeLessThanOrEqual(sorted[Math.ceil(position)] as number);
        expect(quantile(sorted, p / 2)).toBeLessThanOrEqual(value);
        expect(quantile(sorted, 0)).toBe(sorted[0]);
        expect(quantile(sorted, 1)).toBe(sorted.at(-1));
      }),
    );
  });
});

describe("a spread", () => {
  it("does not depend on the order, and leaves out what has no figure", () => {
    fc.assert(
      fc.property(fc.array(figure, { minLength: 1, maxLength: 30 }), (values) => {
        const mixed = [Number.NaN, ...values.toReversed(), Number.NaN];
        expect(spreadOf(mixed)).toEqual(spreadOf(values));
        expect(spreadOf(mixed)?.count).toBe(values.length);
      }),
    );
    expect(spreadOf([Number.NaN])).toBeNull();
  });
});

describe("wins", () => {
  const table = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 8 }))
    .chain(([rivals, points]) =>
      fc.array(
        fc.array(fc.constantFrom(1, 2, 3, Number.NaN), { minLength: points, maxLength: points }),
        { minLength: rivals, maxLength: rivals },
      ),
    );

  it("are counted at each point where all have a figure", () => {
    fc.assert(
      fc.property(table, fc.constantFrom("less", "more"), (figures, better) => {
        const { wins, ties, compared } = winsOf(figures, better);
        const points = (figures[0] ?? [])
          .map((_, point) => figures.map((row) => row[point] as number))
          .filter((row) => !row.some(Number.isNaN));
        expect(compared).toBe(points.length);
        for (const [rival] of figures.entries()) {
          const best = (row: number[]) => (better === "less" ? Math.min(...row) : Math.max(...row));
          const won = points.filter((row) => row[rival] === best(row));
          const shared = won.filter((row) => row.filter((value) => value === best(row)).length > 1);
          expect(wins[rival]).toBe(won.length);
          expect(ties[rival]).toBe(shared.length);
        }
      }),
    );
  });

  it("are shared where figures differ by rounding alone", () => {
    expect(winsOf([[0.1 + 0.2], [0.3]])).toEqual({ compared: 1, wins: [1, 1], ties: [1, 1] });
    expect(winsOf([[0.3001], [0.3]])).toEqual({ compared: 1, wins: [0, 1], ties: [0, 0] });
  });
});
