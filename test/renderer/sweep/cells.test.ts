/** Cells hold the points that they say, and nothing is counted twice or lost. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { positionsOf } from "../../../engine/core/sweep/axes.ts";
import {
  cellTable,
  nearestPoint,
  type Role,
  spreadsOf,
  winsAt,
} from "../../../renderer/preview/sweep/cells.ts";
import { distributionOf } from "../../../renderer/preview/sweep/distribution.ts";
import { noFigures, withRows } from "../../../renderer/preview/sweep/figures.ts";
import { axisOf, summaryOf } from "./summary.ts";

/** Axes, and a role for each of them: at most one across and one down. */
const looks = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
  .chain((counts) =>
    fc.record({
      axes: fc.constant(counts.map((count, index) => axisOf(`a${index}`, count))),
      roles: fc
        .record({
          x: fc.nat({ max: counts.length - 1 }),
          y: fc.nat({ max: counts.length - 1 }),
          rest: fc.tuple(...counts.map((count) => fc.integer({ min: -1, max: count - 1 }))),
        })
        .map(({ x, y, rest }) =>
          rest.map((held, axis): Role => {
            if (axis === x) return "x";
            if (axis === y) return "y";
            return held === -1 ? "all" : held;
          }),
        ),
    }),
  );

describe("cells", () => {
  it("hold exactly the points with their values, by brute force", () => {
    fc.assert(
      fc.property(looks, ({ axes, roles }) => {
        const { columns, rows, points } = cellTable(axes, roles);
        const { total } = summaryOf(axes);
        const expected: number[][] = points.map(() => []);
        for (let point = 0; point < total; point++) {
          const at = positionsOf(axes, point);
          const isHeld = roles.every((role, axis) => typeof role !== "number" || role === at[axis]);
          if (!isHeld) continue;
          const row = roles.includes("y") ? (at[roles.indexOf("y")] as number) : 0;
          expected[row * columns.length + (at[roles.indexOf("x")] as number)]?.push(point);
        }
        expect(points).toHaveLength(columns.length * rows.length);
        const sorted = points.map((each) => Array.from(each).toSorted((a, b) => a - b));
        expect(sorted).toEqual(expected);
      }),
    );
  });
});

describe("figures", () => {
  const axes = [axisOf("limit", 2), axisOf("seed", 3, true)];
  const row = (point: number, first: number | null, second: number | null) => ({
    point,
    figures: [[first], [second]],
  });
  const figures = withRows(noFigures(2, 6), [
    row(0, 10, 11),
    row(1, 20, 5),
    row(2, 30, 5),
    row(3, null, 1),
    row(4, 7, 7),
  ]);
  const table = cellTable(axes, ["x", "all"]);

  it("are spread over what is taken together, without what is not there", () => {
    const [first, second] = spreadsOf(figures, 0, table);
    expect(first).toMatchObject({ count: 3, median: 20, min: 10, max: 30 });
    expect(second).toMatchObject({ count: 1, median: 7 });
    expect(spreadsOf(noFigures(2, 6), 0, table)).toEqual([null, null]);
  });

  it("are compared only where every policy has one; equal ones all win", () => {
    const [left = [], right = []] = table.points;
    expect(winsAt(figures, left, "less")).toMatchObject({ compared: 3, wins: [1, 2] });
    expect(winsAt(figures, left, "more")).toMatchObject({ wins: [2, 1] });
    expect(winsAt(figures, right, "less")).toMatchObject({
      compared: 1,
      wins: [1, 1],
      ties: [1, 1],
    });
    expect(winsAt(figures, left, "none")).toBeNull();
  });

  it("are summed up over all points of the picture", () => {
    const carbon = distributionOf(figures, table, "carbonG");
    expect(carbon).toMatchObject({ points: 6, compared: 4 });
    expect(carbon.shares.map(({ wins, ties }) => [wins, ties])).toEqual([
      [2, 1],
      [3, 1],
    ]);
    expect(carbon.shares[1]?.spread).toMatchObject({ count: 5, median: 5, max: 11 });
    expect(distributionOf(figures, table, "runs").compared).toBeNull();
  });

  it("lead to the point that is nearest to a value, never to one without a figure", () => {
    expect(nearestPoint(figures, 0, [0, 1, 2], 21)).toBe(1);
    expect(nearestPoint(figures, 0, [3, 4], 0)).toBe(4);
    expect(nearestPoint(figures, 0, [3, 5], 0)).toBeUndefined();
  });

  it("count a point once, also when it comes twice, and ignore points of another sweep", () => {
    const again = withRows(figures, [row(4, 8, 8), row(99, 1, 1)]);
    expect(again.count).toBe(5);
    expect(again.byPolicy[0]?.[4]).toBe(8);
  });
});
