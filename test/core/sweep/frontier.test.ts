import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { combinationsOf } from "../../../engine/core/sweep/combine.ts";
import { frontierOf } from "../../../engine/core/sweep/frontier.ts";
import { type Direction, kneeOf, paretoFrontier } from "../../../engine/core/sweep/pareto.ts";
import { smallTable } from "./small-table.ts";

const direction = fc.constantFrom<Direction>("less", "more");
const candidates = fc.integer({ min: 1, max: 4 }).chain((objectives) =>
  fc.record({
    directions: fc.array(direction, { minLength: objectives, maxLength: objectives }),
    values: fc.array(
      fc.array(fc.constantFrom(0, 1, 2, 3, 4, Number.NaN), {
        minLength: objectives,
        maxLength: objectives,
      }),
      { maxLength: 24 },
    ),
  }),
);

/** By the definition, over all pairs. */
function byForce(values: readonly (readonly number[])[], directions: readonly Direction[]) {
  const worse = (a: number, b: number, axis: number) =>
    directions[axis] === "more" ? a < b : a > b;
  const whole = (each: readonly number[]) => !each.some(Number.isNaN);
  return values.map(
    (own) =>
      whole(own) &&
      !values.some(
        (other) =>
          whole(other) &&
          other.every((value, axis) => !worse(value, own[axis] as number, axis)) &&
          other.some((value, axis) => worse(own[axis] as number, value, axis)),
      ),
  );
}

describe("the Pareto frontier", () => {
  it("holds exactly those that no other dominates", () => {
    fc.assert(
      fc.property(candidates, ({ values, directions }) => {
        expect(paretoFrontier(values, directions)).toEqual(byForce(values, directions));
      }),
    );
  });
});

describe("the knee", () => {
  it("is the point farthest from the chord between the ends", () => {
    const frontier = [
      [0, 100],
      [1, 60],
      [2, 20],
      [5, 10],
      [10, 0],
    ];
    expect(kneeOf(frontier, ["less", "less"])).toBe(2);
    // Whatever the units are.
    const scaled = frontier.map(([a = 0, b = 0]) => [a * 1e6, -b * 1e-3]);
    expect(kneeOf(scaled, ["less", "more"])).toBe(2);
  });

  it("is found by measuring every distance", () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 12 }), (values) => {
        const directions = ["less", "less"] as const;
        const on = values.filter((_, index) => paretoFrontier(values, directions)[index]);
        const knee = kneeOf(on, directions);
        const [xs, ys] = [on.map(([x]) => x), on.map(([, y]) => y)];
        const spanX = Math.max(...xs) - Math.min(...xs);
        const spanY = Math.max(...ys) - Math.min(...ys);
        const distances = on.map(
          ([x, y]) => 1 - (x - Math.min(...xs)) / spanX - (y - Math.min(...ys)) / spanY,
        );
        const most = Math.max(...distances);
        if (new Set(on.map(String)).size < 3 || !(most > 1e-6)) expect(knee).toBeUndefined();
        else expect(distances[knee as number]).toBeCloseTo(most, 12);
      }),
    );
  });

  it("is absent where the frontier bulges nowhere", () => {
    const line = [
      [0, 2],
      [1, 1],
      [2, 0],
    ];
    expect(kneeOf(line, ["less", "less"])).toBeUndefined();
    const away = [
      [0, 3],
      [2, 2.5],
      [3, 0],
    ];
    expect(kneeOf(away, ["less", "less"])).toBeUndefined();
  });
});

describe("candidates", () => {
  it("are judged by medians, and only by the parameters that concern them", () => {
    const table = smallTable();
    const found = frontierOf(table, combinationsOf(table), ["carbonG", "meanWaitH"]);
    // `wait` has a candidate for each of its limits, `base` one, though the limit varies.
    expect(found.map(({ policy, changes }) => [policy, changes.map((each) => each.value)])).toEqual(
      [
        ["base", []],
        ["wait", [100]],
        ["wait", [200]],
      ],
    );
    expect(found.map(({ medians }) => medians)).toEqual([
      [1_001, 1],
      [101, 11],
      [201, 21],
    ]);
    expect(found.map(({ onFrontier }) => onFrontier)).toEqual([true, true, false]);
  });

  it("are left out where they break a limit, so that others come to the frontier", () => {
    const table = smallTable();
    const limits = [{ metric: "carbonG", minimum: 150 }] as const;
    const found = frontierOf(table, combinationsOf(table), ["carbonG", "meanWaitH"], limits);
    expect(found.map(({ feasible }) => feasible)).toEqual([true, false, true]);
    expect(found.map(({ onFrontier }) => onFrontier)).toEqual([true, false, true]);
  });
});
