/** What runs when: the first best night slot, the cheapest run, the k cheapest slots. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cheapestRun } from "../../../engine/core/math/cheapest-run.ts";
import { kthSmallest } from "../../../engine/core/math/kth-smallest.ts";

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
  minLength: 1,
  maxLength: 300,
});
const integers = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 60 });

describe("kthSmallest", () => {
  it("is the value at that place of the sorted list, and leaves the list as it was", () => {
    fc.assert(
      fc.property(fc.oneof(values, integers), fc.nat(), (list, place) => {
        const given = Float64Array.from(list);
        const k = place % list.length;
        expect(kthSmallest(given, k)).toBe(Float64Array.from(list).sort()[k]);
        expect([...given]).toEqual(list);
      }),
    );
  });

  it.each([
    [[5, 5, 5], 1, 5],
    [[0, 5e-324], 1, 5e-324],
    [[1e300, -1e300, 0], 1, 0],
    [[Number.MAX_VALUE, -Number.MAX_VALUE, 7], 1, 7],
  ])("copes with %j", (list, k, expected) => {
    expect(kthSmallest(Float64Array.from(list), k)).toBe(expected);
  });
});

describe("cheapestRun", () => {
  it("is the first of the runs with the least sum", () => {
    fc.assert(
      fc.property(integers, fc.nat(), (list, size) => {
        const slots = 1 + (size % list.length);
        const sums = Array.from({ length: list.length - slots + 1 }, (_, offset) =>
          list.slice(offset, offset + slots).reduce((sum, value) => sum + value, 0),
        );
        const first = sums.indexOf(Math.min(...sums));
        expect(cheapestRun(Float64Array.from(list), slots)).toBe(first);
      }),
    );
  });

  it("does not see a difference where values repeat that cannot be added exactly", () => {
    const repeated = Float64Array.from({ length: 90 }, (_, i) => [0.1, 0.7, 0.3][i % 3] as number);
    expect(cheapestRun(repeated, 30)).toBe(0);
  });
});
