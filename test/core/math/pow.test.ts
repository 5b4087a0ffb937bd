import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pow } from "../../../engine/core/math/pow.ts";

describe("powers", () => {
  it.each([
    [2, 10, 1_024],
    [2, -1_074, 5e-324],
    [2, 1_024, Number.POSITIVE_INFINITY],
    [10, 22, 1e22],
    [0, 0, 1],
    [Number.NaN, 0, 1],
    [1, Number.NaN, 1],
    [-0, -3, Number.NEGATIVE_INFINITY],
    [-0, 3, -0],
    [-8, 3, -512],
    [-8, 1 / 3, Number.NaN],
    [4, 0.5, 2],
    [4, -0.5, 0.5],
    [Number.NEGATIVE_INFINITY, 3, Number.NEGATIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, -2, 0],
    [0.5, Number.POSITIVE_INFINITY, 0],
    [-1, Number.POSITIVE_INFINITY, 1],
    [-1, 1e300, 1],
    [1.0000001, 1e18, Number.POSITIVE_INFINITY],
  ])("%d to the %d", (x, y, expected) => expect(pow(x, y)).toBe(expected));

  it("of integers are exact as long as they fit", () => {
    fc.assert(
      fc.property(fc.integer({ min: -99, max: 99 }), fc.nat(8), (x, y) => {
        expect(pow(x, y)).toBe(Number(BigInt(x) ** BigInt(y)));
      }),
    );
  });

  it("are close to the built-in for any exponent", () => {
    const base = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(base, fc.double({ min: -20, max: 20, noNaN: true }), (x, y) => {
        const expected = x ** y;
        expect(Math.abs(pow(x, y) - expected)).toBeLessThanOrEqual(1e-13 * expected);
      }),
    );
  });
});
