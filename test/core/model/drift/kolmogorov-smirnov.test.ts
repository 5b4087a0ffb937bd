import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  kolmogorovSmirnov,
  kolmogorovTail,
} from "../../../../engine/core/model/drift/kolmogorov-smirnov.ts";
import { bells, PAIRS } from "./samples.ts";

const numbers = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 40 });

describe("the two-sample test", () => {
  // scipy.stats.ks_2samp, asymptotic, and exact for `small`; scipy 1.17.1.
  it.each<[string, number, number]>([
    ["same", 0.049250000000000016, 0.224229837114161],
    ["shifted", 0.22900000000000004, 7.837093098332133e-16],
    ["wider", 0.18285714285714294, 1.2853118614991236e-6],
    ["uniform", 0.31000000000000005, 1.4382697016071703e-17],
    ["small", 0.2833333333333333, 0.10796126577379384],
  ])("of %s agrees with scipy", (name, statistic, pValue) => {
    const [a, b] = PAIRS[name] as [number[], number[]];
    const found = kolmogorovSmirnov(a, b);
    expect(found?.statistic).toBeCloseTo(statistic, 12);
    // scipy takes the exact distribution of a one-sample test instead of Stephens' correction: near, not equal.
    const ratio = Math.log(found?.pValue ?? 0) / Math.log(pValue);
    expect(ratio).toBeGreaterThan(0.93);
    expect(ratio).toBeLessThan(1.07);
  });

  it("has ties as scipy has them", () => {
    const [a, b] = [bells(11, 500, 20, 3), bells(12, 500, 21, 3)].map((list) =>
      list.map(Math.round),
    );
    expect(kolmogorovSmirnov(a as number[], b as number[])?.statistic).toBeCloseTo(0.162, 12);
  });

  it("is the greatest distance of the distribution functions, looked for everywhere", () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const below = (list: number[], x: number) =>
          list.filter((y) => y <= x).length / list.length;
        const distances = [...a, ...b].map((x) => Math.abs(below(a, x) - below(b, x)));
        const found = kolmogorovSmirnov(a, b);
        expect(found?.statistic).toBeCloseTo(Math.max(...distances), 12);
        const at = found?.at ?? Number.NaN;
        expect(Math.abs(below(a, at) - below(b, at))).toBeCloseTo(found?.statistic ?? -1, 12);
        expect(kolmogorovSmirnov(b, a)).toMatchObject({
          statistic: found?.statistic,
          pValue: found?.pValue,
        });
        expect(found?.pValue).toBeGreaterThanOrEqual(0);
        expect(found?.pValue).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("raises a false alarm as often as it says", () => {
    let alarms = 0;
    for (let i = 1; i <= 400; i++) {
      const found = kolmogorovSmirnov(bells(2 * i + 1, 120, 0, 1), bells(70_000 + i, 90, 0, 1));
      if ((found?.pValue ?? 0) < 0.05) alarms += 1;
    }
    expect(alarms / 400).toBeGreaterThan(0.015);
    expect(alarms / 400).toBeLessThan(0.085);
  });

  it("is nothing without values", () => {
    expect(kolmogorovSmirnov([], [1])).toBeUndefined();
  });
});

describe("Kolmogorov's distribution", () => {
  // scipy.special.kolmogorov; 1.36 and 1.63 are the tables' 5 % and 1 %.
  it.each([
    [0.2, 0.999999999999495],
    [0.5, 0.9639452436648751],
    [0.8, 0.5441424115741981],
    [1, 0.26999967167735456],
    [1.17, 0.12939004218561884],
    [1.19, 0.11774229287977166],
    [1.36, 0.049485876755377876],
    [1.63, 0.009846364888486529],
    [2.5, 7.453306344157342e-6],
    [5, 3.8574996959278356e-22],
  ])("beyond %d has the probability %d", (x, expected) => {
    expect(Math.abs(kolmogorovTail(x) / expected - 1)).toBeLessThan(1e-12);
  });

  it("falls from 1 to 0", () => {
    let last = 1;
    for (let x = 0; x < 30; x += 0.01) {
      const tail = kolmogorovTail(x);
      expect(tail).toBeLessThanOrEqual(last + 1e-15);
      expect(tail).toBeGreaterThanOrEqual(0);
      last = tail;
    }
    expect([kolmogorovTail(0), kolmogorovTail(-1), last]).toEqual([1, 1, 0]);
  });
});
