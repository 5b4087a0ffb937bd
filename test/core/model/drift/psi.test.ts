import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { psi } from "../../../../engine/core/model/drift/psi.ts";
import { psiOfCategories } from "../../../../engine/core/model/drift/psi-categories.ts";
import { bells, PAIRS } from "./samples.ts";

const numbers = fc.array(
  fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -9, max: 9, noNaN: true })),
  {
    minLength: 1,
    maxLength: 80,
  },
);

describe("PSI of numbers", () => {
  // numpy.quantile, searchsorted and bincount, shares of at least 1e-4; numpy 2.4.6.
  it.each<[string, number, number]>([
    ["same", 10, 0.030372212132720375],
    ["same", 4, 0.02318960748514605],
    ["shifted", 10, 0.2664613577721226],
    ["shifted", 4, 0.248280727852506],
    ["wider", 10, 0.5686194152477507],
    ["wider", 4, 0.3037829319725133],
    ["uniform", 10, 0.6574654586629305],
    ["uniform", 4, 0.45471135173987354],
    ["small", 10, 1.30435351040124],
    ["small", 4, 0.6576555493558308],
  ])("of %s in %d bins is that of another program", (name, bins, expected) => {
    const [reference, current] = PAIRS[name] as [number[], number[]];
    expect(psi(reference, current, { bins })?.value).toBeCloseTo(expected, 12);
  });

  it("names the degree by the rule of thumb", () => {
    const degrees = ["same", "shifted", "wider"].map((name) => {
      const [reference, current] = PAIRS[name] as [number[], number[]];
      return psi(reference, current)?.degree;
    });
    expect(degrees).toEqual(["little", "much", "much"]);
    expect(psi(bells(1, 2_000, 10, 2), bells(2, 2_000, 10.7, 2))?.degree).toBe("some");
  });

  it("is 0 against itself, never negative, and the sum of its bins", () => {
    fc.assert(
      fc.property(numbers, numbers, fc.integer({ min: 2, max: 12 }), (reference, current, bins) => {
        expect(psi(reference, reference, { bins })?.value).toBe(0);
        const found = psi(reference, current, { bins });
        expect(found?.value).toBeGreaterThanOrEqual(0);
        const parts = found?.bins ?? [];
        const sum = parts.reduce((total, { part }) => total + part, 0);
        expect(Math.abs(sum - (found?.value ?? 0))).toBeLessThan(1e-9);
        for (const share of ["reference", "current"] as const) {
          expect(parts.reduce((total, bin) => total + bin[share], 0)).toBeCloseTo(1, 12);
        }
      }),
    );
  });

  it("counts every value in the bin that its borders say", () => {
    fc.assert(
      fc.property(numbers, numbers, (reference, current) => {
        for (const { from, to, current: share } of psi(reference, current, { bins: 5 })?.bins ??
          []) {
          const alone = from === to;
          const inside = current.filter((x) => (alone ? x === from : x > from && x <= to));
          const closed = share * current.length;
          // A bin below one that is a single value ends before it.
          const before = inside.filter((x) => x !== to).length;
          expect([inside.length, before].some((count) => Math.abs(count - closed) < 1e-9)).toBe(
            true,
          );
        }
      }),
    );
  });

  it("sees values below a column of equal ones, which have a bin of their own", () => {
    const zeros = Array.from({ length: 500 }, () => 0);
    expect(psi(zeros, [-1, -2, 0, 0])?.value).toBeGreaterThan(0.25);
    expect(psi(zeros, [1, 2, 0, 0])?.value).toBeGreaterThan(0.25);
    expect(psi(zeros, [0, 0])?.value).toBe(0);
  });

  it("has what chance alone makes of it: the mean over samples of one distribution", () => {
    const values: number[] = [];
    let byChance = 0;
    for (let i = 1; i <= 200; i++) {
      const found = psi(bells(1_000 + i, 400, 0, 1), bells(9_000 + i, 200, 0, 1));
      values.push(found?.value ?? 0);
      byChance = found?.byChance ?? 0;
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(byChance).toBeCloseTo(9 * (1 / 400 + 1 / 200), 12);
    expect(mean / byChance).toBeGreaterThan(0.85);
    expect(mean / byChance).toBeLessThan(1.15);
  });

  it("is nothing without values", () => {
    expect(psi([], [1])).toBeUndefined();
    expect(psi([1], [])).toBeUndefined();
    expect(psiOfCategories([], ["a"])).toBeUndefined();
  });
});

describe("PSI of categories", () => {
  it("is (a - e) ln(a / e) summed: by hand", () => {
    // 50/50 becomes 75/25: 0.25 ln 1.5 + (-0.25) ln 0.5 = 0.25 ln 3.
    expect(psiOfCategories(["a", "b"], ["a", "a", "a", "b"])?.value).toBeCloseTo(
      0.25 * Math.log(3),
      14,
    );
  });

  it("takes rare and unknown categories together, so that nothing is lost", () => {
    const reference = ["a", "a", "a", "b", "b", "c", "d"];
    const found = psiOfCategories(reference, ["a", "new", "c"], { categories: 2 });
    expect(found?.categories.map(({ category }) => category)).toEqual(["a", "b", null]);
    expect(found?.categories.map(({ current }) => current)).toEqual([1 / 3, 0, 2 / 3]);
    const text = fc.array(fc.constantFrom("a", "b", "c", "d", "e", "__proto__"), { minLength: 1 });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 6 }), (before, now, categories) => {
        const { categories: classes = [], value = -1 } =
          psiOfCategories(before, now, { categories }) ?? {};
        expect(classes.length).toBeLessThanOrEqual(categories + 1);
        expect(classes.reduce((sum, each) => sum + each.current, 0)).toBeCloseTo(1, 12);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(psiOfCategories(now, now.toReversed(), { categories })?.value).toBe(0);
      }),
    );
  });
});
