/** The least carbon of jobs that may be suspended and resumed at no cost. */
import type { Result } from "../issue.ts";
import { waitAwhile } from "../jobs/policies/wait-awhile.ts";
import { type Optimum, type OptimumInput, optimumOf, withinTrace } from "./optimum.ts";

/**
 * Each job in the cheapest time between arrival and deadline, the last step in part.
 *
 * Proof. Let a schedule leave some time at intensity x free and use some at y > x, both within the
 * job's window. Moving the smaller of the two from y to x keeps length and deadline and emits less. So a
 * schedule that nothing beats uses all time below some intensity, none above, and of the time at that
 * intensity as much as is left; every such schedule emits the same.
 */
export function divisibleOptimum(input: OptimumInput): Result<Optimum> {
  const { jobs, truth, waitMs } = input;
  return withinTrace(input, () =>
    optimumOf(
      input,
      waitAwhile.plan({ jobs, view: truth, waitMs, expectedMs: jobs.lengthMs }),
      "the cheapest time before the deadline: an exchange with any other time emits no less",
    ),
  );
}
