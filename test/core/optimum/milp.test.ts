/** The formulation, solved by the real HiGHS, against trying everything and against our own optimum. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unwrap } from "../../../engine/core/issue.ts";
import { sumOf } from "../../../engine/core/math/sum.ts";
import { capacityBoundG } from "../../../engine/core/optimum/capacity-prices.ts";
import { type Capacity, scheduleProgram } from "../../../engine/core/optimum/formulation.ts";
import { graphBoundG } from "../../../engine/core/optimum/graph-bound.ts";
import { graphOptimum } from "../../../engine/core/optimum/graph-optimum.ts";
import { type TaskGraph, taskCarbonG } from "../../../engine/core/optimum/task-graph.ts";
import { highsSolver } from "../../../engine/io/solver/highs.ts";
import { type GraphCase, graphCases, leastByForce } from "./graphs.ts";

const solver = await highsSolver();
if (!solver.ok) console.log("highs is not installed: the formulation not tried.");
const AMPLE: Capacity = { cpu: 1_000, memoryGib: 1_000 };
const LIMIT_MS = 20_000;

/** The proven least carbon; undefined when there is no schedule. */
function solved({ graph, span, truth }: GraphCase, capacity: Capacity): number | undefined {
  const { program, startsOf } = unwrap(scheduleProgram([{ graph, span }], capacity, truth));
  const answer = unwrap(solver)(program, LIMIT_MS);
  if (answer.kind === "infeasible") return undefined;
  if (answer.kind !== "optimal") throw new Error(`unproven: ${answer.reason}`);
  const starts = startsOf(answer.values)[0] as Float64Array;
  const totalG = sumOf(graph.map((task, at) => taskCarbonG(truth, task, starts[at] as number)));
  expect(answer.objective).toBeCloseTo(totalG, 6);
  return totalG;
}

/** Whether no more than so many CPUs are held at any start. */
function within(graph: TaskGraph, cpu: number) {
  return (starts: readonly number[]) =>
    starts.every((at) => {
      const held = graph.filter(({ durationMs }, task) => {
        const startMs = starts[task] as number;
        return startMs <= at && at < startMs + durationMs;
      });
      return sumOf(held.map((task) => task.cpu)) <= cpu;
    });
}

/** The bound of a run on so few CPUs, made from prices on them. */
function pricedG({ graph, span, truth }: GraphCase, cpu: number, upperG: number): number {
  return capacityBoundG([{ graph, span }], cpu, truth, upperG);
}

const RUNS = { numRuns: 60 };

describe.skipIf(!solver.ok)("HiGHS, on the formulation", () => {
  it("finds the optimum of a graph alone that the least cut finds", () => {
    fc.assert(
      fc.property(graphCases(5, 6), (each) => {
        const { totalG } = unwrap(graphOptimum(each.graph, each.span, each.truth));
        expect(solved(each, AMPLE)).toBeCloseTo(totalG, 7);
      }),
      RUNS,
    );
  });

  it("finds what trying everything finds where steps share too few CPUs, never below the bound", () => {
    const crowded = fc.tuple(graphCases(4, 5), fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(crowded, ([each, cpu]) => {
        const least = leastByForce(each, within(each.graph, cpu));
        const found = solved(each, { cpu, memoryGib: 1_000 });
        if (found === undefined) expect(least).toBe(Number.POSITIVE_INFINITY);
        else {
          expect(found).toBeCloseTo(least, 7);
          const boundG = graphBoundG(each.graph, each.span, each.truth);
          expect(boundG).toBeLessThanOrEqual(found + 1e-9);
          // With a target that is too high the prices go astray, and must still only give a bound.
          for (const upperG of [found * 1.001 + 1e-6, found * 2 + 1]) {
            const pricesG = pricedG(each, cpu, upperG);
            expect(pricesG).toBeLessThanOrEqual(found + 1e-9);
            expect(pricesG).toBeGreaterThanOrEqual(boundG - 1e-9);
          }
        }
      }),
      RUNS,
    );
  });

  it("finds what trying everything finds where steps share too little memory", () => {
    fc.assert(
      fc.property(graphCases(3, 5), (each) => {
        const least = leastByForce(each, within(each.graph, 1));
        const found = solved(each, { cpu: 1_000, memoryGib: 1 });
        if (found === undefined) expect(least).toBe(Number.POSITIVE_INFINITY);
        else expect(found).toBeCloseTo(least, 7);
      }),
      RUNS,
    );
  });
});
