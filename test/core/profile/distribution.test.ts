import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meanMs, sampleMs } from "../../../engine/core/profile/distribution.ts";
import { type Distribution, MAX_POD_MS } from "../../../engine/core/profile/profile.ts";
import { randomStream } from "../../../engine/core/random/stream.ts";

const HOUR_MS = 3_600_000;

const draws = (distribution: Distribution, count: number) => {
  const stream = randomStream(11, "test");
  return Array.from({ length: count }, () => sampleMs(distribution, stream));
};
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const spread = (values: readonly number[]) => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) * (value - middle))));
};

const CASES: readonly (readonly [Distribution, meanMs: number, deviationMs: number])[] = [
  [{ kind: "lognormal", meanMs: HOUR_MS, coefficientOfVariation: 0.5 }, HOUR_MS, HOUR_MS / 2],
  [{ kind: "lognormal", meanMs: HOUR_MS, coefficientOfVariation: 0 }, HOUR_MS, 0],
  [{ kind: "normal", meanMs: HOUR_MS, coefficientOfVariation: 0.1 }, HOUR_MS, HOUR_MS / 10],
  // phi(1) / Phi(1) = 0.2876; the variance is 1 - 0.2876 * 1.2876 of the uncut one.
  [
    { kind: "normal", meanMs: HOUR_MS, coefficientOfVariation: 1 },
    HOUR_MS * 1.287599970939178,
    HOUR_MS * 0.793535,
  ],
  [{ kind: "exponential", meanMs: HOUR_MS }, HOUR_MS, HOUR_MS],
  [{ kind: "uniform", minMs: 0, maxMs: 2 * HOUR_MS }, HOUR_MS, (2 * HOUR_MS) / Math.sqrt(12)],
  // Variance (a² + b² + c² - ab - ac - bc) / 18 with a = 1, b = 4, c = 2 hours.
  [
    { kind: "triangular", minMs: HOUR_MS, modeMs: 2 * HOUR_MS, maxMs: 4 * HOUR_MS },
    (7 * HOUR_MS) / 3,
    HOUR_MS * Math.sqrt(7 / 18),
  ],
  [
    { kind: "empirical", valuesMs: [HOUR_MS, HOUR_MS, 4 * HOUR_MS] },
    2 * HOUR_MS,
    HOUR_MS * Math.SQRT2,
  ],
];

describe("distributions", () => {
  it.each(CASES)("of %j have the stated mean and spread", (distribution, wantedMs, deviationMs) => {
    expect(meanMs(distribution)).toBe(Math.round(wantedMs));
    const drawn = draws(distribution, 10_000);
    // Five standard errors of the mean.
    expect(Math.abs(mean(drawn) - wantedMs)).toBeLessThanOrEqual(0.05 * deviationMs + 1);
    expect(Math.abs(spread(drawn) - deviationMs)).toBeLessThanOrEqual(0.1 * deviationMs + 1);
  });

  it("of a triangle rise to the mode and fall from it", () => {
    const drawn = draws({ kind: "triangular", minMs: 0, modeMs: 2_000, maxMs: 10_000 }, 10_000);
    // The share below the mode is (mode - min) / (max - min).
    const below = drawn.filter((each) => each <= 2_000).length / 10_000;
    expect(below).toBeGreaterThan(0.18);
    expect(below).toBeLessThan(0.22);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(10_000);
  });

  it("of a normal cut at 0 by at least eight deviations keep its mean to the millisecond", () => {
    expect(meanMs({ kind: "normal", meanMs: 123_456_789, coefficientOfVariation: 0.124 })).toBe(
      123_456_789,
    );
    expect(meanMs({ kind: "normal", meanMs: 123_456_789, coefficientOfVariation: 0.126 })).toBe(
      123_456_789,
    );
  });

  const ms = fc.integer({ min: 0, max: MAX_POD_MS });
  const mean0 = fc.integer({ min: 1, max: MAX_POD_MS });
  const ascending = fc.tuple(ms, ms, ms).map((each) => each.toSorted((a, b) => a - b));
  const anything: fc.Arbitrary<Distribution> = fc.oneof(
    fc.record({
      kind: fc.constant("lognormal" as const),
      meanMs: mean0,
      coefficientOfVariation: fc.double({ min: 0, max: 2, noNaN: true }),
    }),
    fc.record({
      kind: fc.constant("normal" as const),
      meanMs: mean0,
      coefficientOfVariation: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    fc.record({ kind: fc.constant("exponential" as const), meanMs: mean0 }),
    ascending.map(([minMs = 0, , maxMs = 0]) => ({ kind: "uniform" as const, minMs, maxMs })),
    ascending.map(([minMs = 0, modeMs = 0, maxMs = 0]) => ({
      kind: "triangular" as const,
      minMs,
      modeMs,
      maxMs,
    })),
    fc.array(ms, { maxLength: 5 }).map((valuesMs) => ({ kind: "empirical" as const, valuesMs })),
  );

  it("give whole milliseconds from 1 to the longest pod, whatever their parameters", () => {
    fc.assert(
      fc.property(anything, fc.nat(), (distribution, seed) => {
        const stream = randomStream(seed, "any");
        for (const value of [sampleMs(distribution, stream), meanMs(distribution)]) {
          expect(Number.isSafeInteger(value)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(1);
          expect(value).toBeLessThanOrEqual(MAX_POD_MS);
        }
      }),
    );
  });

  it("stay within their bounds", () => {
    fc.assert(
      fc.property(ascending, fc.nat(), ([minMs = 0, modeMs = 0, maxMs = 0], seed) => {
        const stream = randomStream(seed, "bounds");
        for (const distribution of [
          { kind: "uniform", minMs, maxMs } as const,
          { kind: "triangular", minMs, modeMs, maxMs } as const,
        ]) {
          const drawn = sampleMs(distribution, stream);
          expect(drawn).toBeGreaterThanOrEqual(Math.max(1, minMs));
          expect(drawn).toBeLessThanOrEqual(Math.max(1, maxMs));
        }
      }),
    );
  });
});
