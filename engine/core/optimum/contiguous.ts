/** The least carbon of jobs that run once, without interruption. */
import type { Result } from "../issue.ts";
import { lowestWindow } from "../jobs/policies/lowest-window.ts";
import { type Optimum, type OptimumInput, optimumOf, withinTrace } from "./optimum.ts";

const planner = lowestWindow({ length: "true", candidates: "edges" });

/**
 * The best start of each job in [arrival, arrival + wait]; the earliest of equals.
 *
 * Proof. A job of length L that starts at s emits P x (F(s + L) - F(s)), where F is the integral of an
 * intensity that is constant within steps: F is linear between edges. So between two starts at which
 * neither s nor s + L meets an edge, carbon is linear in s, and a linear function on an interval is
 * least at an end of it. Hence the least over all starts lies where s or s + L meets an edge, or at
 * arrival, or at arrival + wait; all of these are tried. They are whole milliseconds, as edges and
 * lengths are. Jobs share nothing, so the sum of their optima is the optimum of the sum.
 */
export function contiguousOptimum(input: OptimumInput): Result<Optimum> {
  const { jobs, truth, waitMs } = input;
  return withinTrace(input, () =>
    optimumOf(
      input,
      planner.plan({ jobs, view: truth, waitMs, expectedMs: jobs.lengthMs }),
      "carbon is linear in the start between edges of the trace, and every edge was tried",
    ),
  );
}
