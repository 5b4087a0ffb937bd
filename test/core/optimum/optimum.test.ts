import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Result, unwrap } from "../../../engine/core/issue.ts";
import { ecovisor } from "../../../engine/core/jobs/policies/ecovisor.ts";
import { immediate } from "../../../engine/core/jobs/policies/immediate.ts";
import { lowestSlot } from "../../../engine/core/jobs/policies/lowest-slot.ts";
import { lowestWindow } from "../../../engine/core/jobs/policies/lowest-window.ts";
import { threshold } from "../../../engine/core/jobs/policies/threshold.ts";
import { waitAwhile } from "../../../engine/core/jobs/policies/wait-awhile.ts";
import type { JobPolicy, PlanInput } from "../../../engine/core/jobs/policy.ts";
import { checkpointOptimum, MAX_STATES } from "../../../engine/core/optimum/checkpoint.ts";
import { contiguousOptimum } from "../../../engine/core/optimum/contiguous.ts";
import { divisibleOptimum } from "../../../engine/core/optimum/divisible.ts";
import {
  type Optimum,
  type OptimumInput,
  optimumOf,
  regretPct,
} from "../../../engine/core/optimum/optimum.ts";
import { inputs, STEP } from "../jobs/small-jobs.ts";
import { contiguousByForce, inputOf, smallCases, suspendedByForce, TICK } from "./brute.ts";

const near = (value: number) => value + 1e-9 * Math.max(1, Math.abs(value));

const total = (result: Result<Optimum>) => unwrap(result).totalG;

function optimumInput({ jobs, view, waitMs }: PlanInput): OptimumInput {
  return { jobs, truth: view, waitMs, wattsPerCpu: 10 };
}

describe("the optimum of a job, against trying everything", () => {
  it("in one part", () => {
    fc.assert(
      fc.property(smallCases, ({ input }) => {
        expect(total(contiguousOptimum(input))).toBeCloseTo(contiguousByForce(input), 12);
      }),
    );
  });

  it("in parts, at no cost", () => {
    fc.assert(
      fc.property(smallCases, ({ input }) => {
        expect(total(divisibleOptimum(input))).toBeCloseTo(suspendedByForce(input, 0), 12);
      }),
    );
  });

  it("in parts that each take time to resume", () => {
    fc.assert(
      fc.property(smallCases, ({ input, restoreTicks }) => {
        const optimum = unwrap(checkpointOptimum(input, restoreTicks * TICK));
        expect(optimum.totalG).toBeCloseTo(suspendedByForce(input, restoreTicks), 12);
      }),
      { numRuns: 150 },
    );
  });
});

describe("the plan of an optimum", () => {
  it("keeps arrival and deadline, and pays the restore time with each resumption", () => {
    fc.assert(
      fc.property(smallCases, ({ input, restoreTicks }) => {
        const { plan, exact } = unwrap(checkpointOptimum(input, restoreTicks * TICK));
        expect(exact).toBe(true);
        const arrival = input.jobs.arrivalMs[0] as number;
        const length = input.jobs.lengthMs[0] as number;
        let atMs = arrival;
        let runMs = 0;
        for (let run = 0; run < plan.count; run++) {
          expect(plan.startMs[run]).toBeGreaterThanOrEqual(atMs + (run === 0 ? 0 : 1));
          expect(plan.lengthMs[run]).toBeGreaterThan(run === 0 ? 0 : restoreTicks * TICK);
          atMs = (plan.startMs[run] as number) + (plan.lengthMs[run] as number);
          runMs += plan.lengthMs[run] as number;
        }
        expect(atMs).toBeLessThanOrEqual(arrival + length + (input.waitMs[0] as number));
        expect(runMs).toBe(length + (plan.count - 1) * restoreTicks * TICK);
      }),
    );
  });

  it("resumes where that is worth its time, and not where it is dearer", () => {
    // Two hours of work before the end of the fourth hour: 1 + 1, or 1 + 9 without suspension.
    const input = inputOf([[0, 4, 1]], [1, 9, 1, 1], 4);
    const parts = (restoreTicks: number) => {
      const { plan } = unwrap(checkpointOptimum(input, restoreTicks * TICK));
      return Array.from(plan.startMs, (start, run) => [start, plan.lengthMs[run]]);
    };
    expect(parts(0)).toEqual([
      [0, 2 * TICK],
      [4 * TICK, 2 * TICK],
    ]);
    expect(parts(1)).toEqual([[4 * TICK, 4 * TICK]]);
    const uphill = inputOf([[0, 4, 1]], [1, 9, 1, 5], 4);
    const dear = unwrap(checkpointOptimum(uphill, 2 * TICK));
    expect(dear.plan.count).toBe(1);
    expect(dear.totalG).toBe(total(contiguousOptimum(uphill)));
  });
});

it("suspends no job for the rounding of a sum", () => {
  const input = inputOf([[0, 20, 1]], new Array<number>(30).fill(0.1), 30);
  expect(unwrap(checkpointOptimum(input, 0)).plan.count).toBe(1);
});

describe("optima among each other", () => {
  it("in parts <= with restore time <= in one part, and no restore time is no cost", () => {
    fc.assert(
      fc.property(inputs, fc.integer({ min: 1, max: 12 }), (small, restoreSteps) => {
        const input = optimumInput(small);
        const least = total(divisibleOptimum(input));
        const between = total(checkpointOptimum(input, restoreSteps * STEP));
        const most = total(contiguousOptimum(input));
        expect(least).toBeLessThanOrEqual(near(between));
        expect(between).toBeLessThanOrEqual(near(most));
        expect(total(checkpointOptimum(input, 0))).toBeCloseTo(least, 9);
      }),
      { numRuns: 60 },
    );
  });

  it("are no worse with a later deadline, and no better with a longer restore time", () => {
    const kinds = [
      contiguousOptimum,
      divisibleOptimum,
      (input: OptimumInput) => checkpointOptimum(input, 3 * STEP),
    ];
    fc.assert(
      fc.property(inputs, fc.integer({ min: 0, max: 20 }), (small, moreSteps) => {
        const input = optimumInput(small);
        const later = { ...input, waitMs: input.waitMs.map((wait) => wait + moreSteps * STEP) };
        for (const kind of kinds)
          expect(total(kind(later))).toBeLessThanOrEqual(near(total(kind(input))));
        const costs = [0, 2, 5].map((steps) => total(checkpointOptimum(input, steps * STEP)));
        expect(costs[0]).toBeLessThanOrEqual(near(costs[1] as number));
        expect(costs[1]).toBeLessThanOrEqual(near(costs[2] as number));
      }),
      { numRuns: 40 },
    );
  });

  it("are not above what any policy emits, job by job", () => {
    const policies: JobPolicy[] = [
      immediate,
      threshold(3),
      lowestSlot,
      lowestWindow({ length: "average", candidates: "hourly" }),
      lowestWindow({ length: "true", candidates: "edges" }),
      waitAwhile,
      ecovisor({ quantile: 0.3, sampleMs: STEP }),
    ];
    fc.assert(
      fc.property(inputs, (small) => {
        const input = optimumInput(small);
        const contiguous = unwrap(contiguousOptimum(input));
        const divisible = unwrap(divisibleOptimum(input));
        for (const policy of policies) {
          const best = policy.suspends ? divisible : contiguous;
          const { carbonG, totalG } = unwrap(optimumOf(input, policy.plan(small), ""));
          carbonG.forEach((grams, job) => {
            expect(best.carbonG[job]).toBeLessThanOrEqual(near(grams));
          });
          expect(regretPct(totalG, best.totalG)).toBeGreaterThanOrEqual(-1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("an optimum that cannot be had", () => {
  const issuesOf = (result: Result<Optimum>) => (result.ok ? [] : result.issues);

  it("is an issue where the trace ends too early", () => {
    const input = inputOf([[0, 4, 1]], [1, 2], 4);
    for (const kind of [contiguousOptimum, divisibleOptimum]) {
      expect(issuesOf(kind(input))).toMatchObject([
        { code: "jobs/trace-too-short", path: "jobs[0]" },
      ]);
    }
  });

  it("is an issue where there are too many states, and names the job", () => {
    const { jobs, ...rest } = inputOf([[0, 60, 1]], new Array<number>(100).fill(1), 60);
    const lengthMs = jobs.lengthMs.map((length) => length - 1);
    expect(issuesOf(checkpointOptimum({ ...rest, jobs: { ...jobs, lengthMs } }, 0))).toMatchObject([
      {
        code: "optimum/too-large",
        path: "jobs[0]",
        message: expect.stringContaining(`${MAX_STATES}`),
      },
    ]);
  });

  it("leaves no regret to state where the best possible is nothing", () => {
    expect(regretPct(1, 0)).toBeNull();
    expect(regretPct(3, 2)).toBe(50);
  });
});
