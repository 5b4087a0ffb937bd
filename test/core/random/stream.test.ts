import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../../engine/core/random/stream.ts";

const draw = (count: number, ...key: Parameters<typeof randomStream>) => {
  const stream = randomStream(...key);
  return Array.from({ length: count }, () => stream.uniform());
};
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const correlation = (a: readonly number[], b: readonly number[]) =>
  12 * mean(a.map((x, i) => (x - 0.5) * ((b[i] as number) - 0.5)));

describe("random streams", () => {
  it("are a function of seed, name and index", () => {
    const key = fc.tuple(fc.nat(), fc.string(), fc.nat());
    fc.assert(
      fc.property(key, (each) => {
        expect(draw(5, ...each)).toEqual(draw(5, ...each));
      }),
    );
    const reference = draw(3, 7, "duration/train", 4);
    expect(draw(3, 8, "duration/train", 4)).not.toEqual(reference);
    expect(draw(3, 7, "duration/fetch", 4)).not.toEqual(reference);
    expect(draw(3, 7, "duration/train", 5)).not.toEqual(reference);
  });

  it("do not depend on what other streams gave", () => {
    const alone = draw(100, 1, "b");
    const noisy = randomStream(1, "a");
    const other = randomStream(1, "b");
    const mixed = alone.map((_, i) => {
      for (let k = 0; k < i % 3; k++) noisy.normal();
      return other.uniform();
    });
    expect(mixed).toEqual(alone);
  });

  it("are uniform in [0, 1) and not correlated with their neighbours", () => {
    const values = draw(20_000, 42, "u");
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(mean(values)).toBeCloseTo(0.5, 2);
    expect(mean(values.map((x) => (x - 0.5) ** 2))).toBeCloseTo(1 / 12, 2);
    for (let bucket = 0; bucket < 10; bucket++) {
      const inside = values.filter((x) => Math.floor(x * 10) === bucket).length;
      expect(Math.abs(inside - 2_000)).toBeLessThan(220);
    }
    for (const [seed, name, index] of [
      [43, "u", 0],
      [42, "v", 0],
      [42, "u", 1],
    ] as const) {
      expect(Math.abs(correlation(values, draw(20_000, seed, name, index)))).toBeLessThan(0.03);
    }
    expect(Math.abs(correlation(values, values.slice(1).concat(0.5)))).toBeLessThan(0.03);
  });

  it("have no pattern across the first draws of a family", () => {
    const firsts = Array.from(
      { length: 20_000 },
      (_, index) => draw(1, 7, "f", index)[0] as number,
    );
    expect(mean(firsts)).toBeCloseTo(0.5, 2);
    expect(Math.abs(correlation(firsts, firsts.slice(1).concat(0.5)))).toBeLessThan(0.03);
  });

  it("give standard normals", () => {
    const stream = randomStream(3, "n");
    const values = Array.from({ length: 40_000 }, () => stream.normal());
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(mean(values.map((x) => x * x))).toBeCloseTo(1, 1);
    expect(mean(values.map((x) => x ** 4))).toBeCloseTo(3, 0);
    const beyond2 = values.filter((x) => Math.abs(x) > 1.959964).length / values.length;
    expect(beyond2).toBeCloseTo(0.05, 2);
  });
});
