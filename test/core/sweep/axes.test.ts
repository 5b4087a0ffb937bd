import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unwrap } from "../../../engine/core/issue.ts";
import { changesOf, pointCount, pointOf, positionsOf } from "../../../engine/core/sweep/axes.ts";
import { combinationsOf, judge } from "../../../engine/core/sweep/combine.ts";
import { durationText, valuesOfRange } from "../../../engine/core/sweep/range.ts";
import { parseDuration } from "../../../engine/core/units/duration.ts";
import { SEEDS, smallTable } from "./small-table.ts";

const axes = fc.array(
  fc.record({
    parameter: fc.constant("p"),
    values: fc.array(fc.integer(), { minLength: 1, maxLength: 4 }),
    uncertain: fc.boolean(),
  }),
  { maxLength: 5 },
);

describe("points", () => {
  it("are all combinations, each once, the last axis moving fastest", () => {
    fc.assert(
      fc.property(axes, (given) => {
        const all = Array.from({ length: pointCount(given) }, (_, p) => positionsOf(given, p));
        expect(new Set(all.map(String)).size).toBe(all.length);
        expect(all.map((positions) => pointOf(given, positions))).toEqual(all.map((_, p) => p));
        const sorted = all.toSorted((a, b) => {
          const axis = a.findIndex((position, index) => position !== b[index]);
          return axis < 0 ? 0 : (a[axis] as number) - (b[axis] as number);
        });
        expect(all).toEqual(sorted);
      }),
    );
  });

  it("fall into combinations that share the values somebody chose", () => {
    fc.assert(
      fc.property(axes, (given) => {
        const combinations = combinationsOf({ axes: given });
        const points = combinations.flatMap((each) => [...each.points]).sort((a, b) => a - b);
        expect(points).toEqual(points.map((_, index) => index));
        expect(points).toHaveLength(pointCount(given));
        for (const { points, changes } of combinations) {
          for (const point of points) {
            const chosen = changesOf(given, point).filter((_, axis) => !given[axis]?.uncertain);
            expect(chosen).toEqual(changes);
          }
        }
      }),
    );
  });

  it("are compared pairwise within their combination", () => {
    const table = smallTable();
    const judged = combinationsOf(table).map((each) => judge(table, each, "carbonG"));
    expect(judged.map(({ compared }) => compared)).toEqual([SEEDS.length, SEEDS.length]);
    expect(judged[1]?.policies.map(({ wins }) => wins)).toEqual([0, SEEDS.length]);
    expect(judged[1]?.policies[1]?.spread).toMatchObject({ median: 201, min: 200, max: 202 });
  });
});

describe("a range", () => {
  const of = (from: string | number, to: string | number, step: string | number) =>
    unwrap(valuesOfRange({ from, to, step }));

  it("has both its ends, without what adding up decimals leaves", () => {
    expect(of(0.1, 0.5, 0.1)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(of("100", "150", "20")).toEqual([100, 120, 140]);
    expect(of(3, 1, -1)).toEqual([3, 2, 1]);
    expect(unwrap(valuesOfRange({ from: 0, to: 1, count: 5 }))).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  it("goes in months by the calendar", () => {
    expect(of("2024-01-31", "2024-05-01", "1mo")).toEqual([
      "2024-01-31",
      "2024-02-29",
      "2024-03-31",
      "2024-04-30",
    ]);
    expect(of("2023-11-15", "2024-02-15", "1mo")).toHaveLength(4);
    expect(of("2024-02-27", "2024-03-02", "2d")).toEqual([
      "2024-02-27",
      "2024-02-29",
      "2024-03-02",
    ]);
    expect(of("2020-02-29", "2024-03-01", "1y").at(1)).toBe("2021-02-28");
    const spread = unwrap(valuesOfRange({ from: "2024-01-01", to: "2024-12-31", count: 3 }));
    expect(spread).toEqual(["2024-01-01", "2024-07-02", "2024-12-31"]);
  });

  it("goes in durations, written so that they read as the same", () => {
    expect(of("30m", "2h", "45m")).toEqual(["30m", "1h15m", "2h"]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (ms) => {
        expect(parseDuration(durationText(ms))).toBe(ms);
      }),
    );
  });

  it("is refused where ends and step do not belong together", () => {
    const refused = [
      { from: 1, to: 2, step: -1 },
      { from: 1, to: 2, step: 0 },
      { from: 0, to: 1e9, step: 1 },
      { from: "1h", to: "2h", step: 1 },
      { from: "2024-01-01", to: "2024-02-01", step: 1 },
      { from: "2024-02-01", to: "2024-01-01", step: "1d" },
      { from: "DE", to: "NL", step: 1 },
      { from: "", to: 3, step: 1 },
    ];
    for (const range of refused) {
      expect(valuesOfRange(range), JSON.stringify(range)).toMatchObject({
        ok: false,
        issues: [{ code: "sweep/range" }],
      });
    }
  });
});
