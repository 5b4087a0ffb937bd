import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exp } from "../../../engine/core/math/exp.ts";
import { log } from "../../../engine/core/math/log.ts";
import { EXP, LOG } from "./reference-values.ts";

/** Distance in units in the last place of the reference. */
function ulps(value: number, reference: number): number {
  if (value === reference) return 0;
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(reference));
  bits.setBigUint64(0, bits.getBigUint64(0) + 1n);
  return Math.abs(value - reference) / (bits.getFloat64(0) - Math.abs(reference));
}

describe("exp", () => {
  it.each(EXP)("of %d is within an ulp of the reference", (x, reference) => {
    expect(ulps(exp(x), reference)).toBeLessThanOrEqual(1);
  });

  it("has the limits of the exponential", () => {
    expect(exp(0)).toBe(1);
    expect(exp(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(exp(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(exp(709.8)).toBe(Number.POSITIVE_INFINITY);
    expect(exp(709.78)).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(exp(-746)).toBe(0);
    expect(exp(-745)).toBe(5e-324);
    expect(exp(Number.NaN)).toBeNaN();
  });

  it("does not fall between arguments that a double tells apart", () => {
    const argument = fc.double({ min: -700, max: 700, noNaN: true });
    fc.assert(
      fc.property(argument, fc.double({ min: 1e-12, max: 1, noNaN: true }), (x, step) => {
        expect(exp(x + step)).toBeGreaterThanOrEqual(exp(x));
      }),
    );
  });
});

describe("log", () => {
  it.each(LOG)("of %d is within an ulp of the reference", (x, reference) => {
    expect(ulps(log(x), reference)).toBeLessThanOrEqual(1);
  });

  it("has the limits of the logarithm", () => {
    expect(log(1)).toBe(0);
    expect(log(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(log(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(log(-1e-300)).toBeNaN();
    expect(log(Number.NaN)).toBeNaN();
  });

  it("undoes exp", () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(log(exp(x)) - x)).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(x)));
      }),
    );
  });
});
