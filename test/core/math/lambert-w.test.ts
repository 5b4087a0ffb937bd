import fc from "fast-check";
import { expect, it } from "vitest";
import { exp } from "../../../engine/core/math/exp.ts";
import { lambertW } from "../../../engine/core/math/lambert-w.ts";

it.each([
  [0, 0],
  [-0.1, -0.11183255915896297],
  [-0.2, -0.2591711018190738],
  [-0.36, -0.8060843159708175],
  [-1 / Math.E, -1],
  [-1, -1],
])("W(%d) is %d", (x, expected) => {
  expect(lambertW(x)).toBeCloseTo(expected, 7);
});

it("undoes w e^w from the branch point to 0", () => {
  fc.assert(
    fc.property(fc.double({ min: -1, max: 0, noNaN: true }), (w) => {
      const x = w * exp(w);
      const found = lambertW(x);
      expect(found).toBeGreaterThanOrEqual(-1);
      expect(found * exp(found)).toBeCloseTo(x, 12);
      // Near the branch point x says little about w: half of its digits.
      expect(Math.abs(found - w)).toBeLessThan(w < -0.999 ? 1e-6 : 1e-9);
    }),
  );
});
