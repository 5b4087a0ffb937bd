import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unwrap } from "../../../engine/core/issue.ts";
import {
  contiguousBound,
  MAX_PAIRS,
  suspendedBound,
} from "../../../engine/core/optimum/capacity.ts";
import { contiguousOptimum } from "../../../engine/core/optimum/contiguous.ts";
import { divisibleOptimum } from "../../../engine/core/optimum/divisible.ts";
import type { OptimumInput } from "../../../engine/core/optimum/optimum.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";
import { inputOf, TICK, WATTS_PER_CPU } from "./brute.ts";

const near = (value: number) => value + 1e-9 * Math.max(1, Math.abs(value));

interface SmallCase {
  readonly input: OptimumInput;
  readonly cpus: number;
}

/** Up to three jobs of few ticks: every way to run them side by side can be tried. */
function cases(widths: readonly number[]): fc.Arbitrary<SmallCase> {
  const row = fc.tuple(
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 1, max: 3 }),
    fc.constantFrom(...widths),
  );
  return fc
    .record({
      rows: fc.array(row, { minLength: 1, maxLength: 3 }),
      wait: fc.integer({ min: 0, max: 3 }),
      gPerKwh: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 }),
      cpus: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ rows, wait, gPerKwh, cpus }) => {
      const ordered = rows.toSorted(([a], [b]) => a - b);
      return { input: inputOf(ordered, gPerKwh, wait), cpus };
    });
}

/** The least carbon of all ways to run the jobs tick by tick on the CPUs; Infinity where there is none. */
function leastByForce({ input, cpus }: SmallCase, inOnePart: boolean): number {
  const { jobs, truth, waitMs } = input;
  const held = new Array<number>(24).fill(0);
  const place = (job: number): number => {
    if (job === jobs.count) return 0;
    const first = (jobs.arrivalMs[job] as number) / TICK;
    const length = (jobs.lengthMs[job] as number) / TICK;
    const width = jobs.cpus[job] as number;
    let least = Number.POSITIVE_INFINITY;
    for (const set of setsOf(first, length, (waitMs[job] as number) / TICK, inOnePart)) {
      if (set.some((tick) => (held[tick] as number) + width > cpus)) continue;
      for (const tick of set) held[tick] = (held[tick] as number) + width;
      const own = set.reduce((sum, tick) => sum + width * truth.at(tick * TICK), 0);
      least = Math.min(least, own + place(job + 1));
      for (const tick of set) held[tick] = (held[tick] as number) - width;
    }
    return least;
  };
  return (place(0) * TICK * WATTS_PER_CPU) / (HOUR_MS * 1_000);
}

function setsOf(first: number, length: number, wait: number, inOnePart: boolean): number[][] {
  const window = Array.from({ length: length + wait }, (_, index) => first + index);
  if (inOnePart) return window.slice(0, wait + 1).map((_, at) => window.slice(at, at + length));
  return Array.from({ length: 2 ** window.length }, (_, set) =>
    window.filter((_, bit) => (set & (1 << bit)) !== 0),
  ).filter((set) => set.length === length);
}

describe("jobs in parts on a number of CPUs", () => {
  it("of one width have an exact optimum: that of every way to run them", () => {
    fc.assert(
      fc.property(fc.oneof(cases([1]), cases([2])), (each) => {
        const found = suspendedBound(each.input, each.cpus);
        const least = leastByForce(each, false);
        if (least === Number.POSITIVE_INFINITY) {
          expect(found).toMatchObject({ ok: false, issues: [{ code: "optimum/does-not-fit" }] });
        } else {
          expect(unwrap(found).exact).toBe(true);
          expect(unwrap(found).totalG).toBeCloseTo(least, 12);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("of several widths have a bound that no way to run them is below", () => {
    fc.assert(
      fc.property(cases([1, 2, 3]), (each) => {
        const least = leastByForce(each, false);
        fc.pre(least < Number.POSITIVE_INFINITY);
        const { totalG } = unwrap(suspendedBound(each.input, each.cpus));
        expect(totalG).toBeLessThanOrEqual(near(least));
        expect(unwrap(divisibleOptimum(each.input)).totalG).toBeLessThanOrEqual(near(totalG));
      }),
      { numRuns: 200 },
    );
  });

  it("have the optimum of the single jobs where CPUs are plenty, and no less with fewer", () => {
    fc.assert(
      fc.property(cases([1, 2, 3]), ({ input, cpus }) => {
        const plenty = unwrap(suspendedBound(input, 9)).totalG;
        expect(plenty).toBeCloseTo(unwrap(divisibleOptimum(input)).totalG, 12);
        const few = suspendedBound(input, cpus);
        if (few.ok) expect(plenty).toBeLessThanOrEqual(near(few.value.totalG));
      }),
    );
  });
});

describe("jobs in one part on a number of CPUs", () => {
  it("have a bound that no way to run them is below, and is one where it says exact", () => {
    fc.assert(
      fc.property(cases([1, 2, 3]), (each) => {
        const least = leastByForce(each, true);
        fc.pre(least < Number.POSITIVE_INFINITY);
        const { totalG, exact } = unwrap(contiguousBound(each.input, each.cpus));
        expect(totalG).toBeLessThanOrEqual(near(least));
        if (exact) expect(totalG).toBeCloseTo(least, 12);
        expect(unwrap(contiguousOptimum(each.input)).totalG).toBeLessThanOrEqual(near(totalG));
      }),
      { numRuns: 200 },
    );
  });

  it("is exact where the best starts fit together, and the fluid where they do not", () => {
    // Two jobs of an hour, and the second of three hours is clean.
    const input = inputOf(
      [
        [0, 2, 1],
        [0, 2, 1],
      ],
      [5, 1, 5],
      4,
    );
    const hour = WATTS_PER_CPU / 1_000;
    expect(contiguousBound(input, 2)).toMatchObject({
      value: { exact: true, totalG: expect.closeTo(2 * hour, 12) },
    });
    expect(contiguousBound(input, 1)).toMatchObject({
      value: { exact: false, totalG: expect.closeTo(6 * hour, 12) },
    });
  });
});

it("too many jobs at once are an issue", () => {
  const rows = Array.from({ length: 400 }, (_, job) => [job, 1, 1] as const);
  const input = inputOf(rows, new Array<number>(250).fill(1), 2);
  expect(suspendedBound(input, 1)).toMatchObject({
    ok: false,
    issues: [{ code: "optimum/too-large", message: expect.stringContaining(`${MAX_PAIRS}`) }],
  });
});
