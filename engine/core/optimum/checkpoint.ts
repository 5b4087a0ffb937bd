/** The least carbon of jobs that may be suspended, when each resumption takes time of its own. */
import { assert } from "../assert.ts";
import { failure, type Issue, problem, type Result } from "../issue.ts";
import { RunList } from "../jobs/plan.ts";
import type { DurationMs } from "../units/units.ts";
import { greatestDivisor, LatticeTables } from "./lattice.ts";
import { type Optimum, type OptimumInput, optimumOf, withinTrace } from "./optimum.ts";

/** Most states (ticks of work x ticks of wait) of one job: 64 MB for the two tables. */
export const MAX_STATES = 4_000_000;

/**
 * Each job in as many parts as pay off: every part but the first begins with `restoreMs` at full power
 * in which no work is done (loading the checkpoint). The restore time counts against the deadline, and
 * the runs of a job in the plan add up to its length and one restore time for each resumption.
 *
 * Exact by dynamic programming over a lattice of ticks: the greatest unit that divides the step of the
 * trace, restore time, and each job's length, wait and distance from the trace's start.
 *
 * Proof that the lattice loses nothing. For a fixed number of parts and a fixed step for each of their
 * starts s and ends e, carbon is linear in these, and they are bound by edges of steps, window,
 * s <= e - restore, e <= next s, and one equation: their lengths add up. A linear function is least at a
 * corner, where but one of the others is replaced by the equation. Tight s = e - restore and e = next s
 * tie neighbours into chains, of which all but one hang on an edge of the lattice; the equation places
 * the last. In a chain starts and ends alternate, so it moves the sum of lengths by +1, -1 or 0 times
 * its own shift; with 0 it would be no corner. So its place is a lattice point too. A gap of length 0
 * need not be tried where intensity is not negative: working through the restore time emits no more.
 */
export function checkpointOptimum(input: OptimumInput, restoreMs: DurationMs): Result<Optimum> {
  assert(Number.isSafeInteger(restoreMs) && restoreMs >= 0, "whole milliseconds to restore");
  return withinTrace(input, () => {
    const { jobs } = input;
    const runs = new RunList(jobs.count * 2);
    const tables = new LatticeTables(input.truth);
    for (let job = 0; job < jobs.count; job++) {
      const fromMs = jobs.arrivalMs[job] as number;
      const lengthMs = jobs.lengthMs[job] as number;
      const waitMs = input.waitMs[job] as number;
      const tickMs = commonUnit(input, restoreMs, [fromMs, lengthMs, waitMs]);
      const size = { work: lengthMs / tickMs, wait: waitMs / tickMs, restore: restoreMs / tickMs };
      const states = (size.work + 1) * (size.wait + 1);
      if (states > MAX_STATES) return failure([tooLarge(job, states, tickMs)]);
      for (const [first, end] of tables.solve(fromMs, tickMs, size)) {
        runs.add(job, fromMs + first * tickMs, (end - first) * tickMs);
      }
    }
    const argument = "dynamic programming over all states on a lattice that holds an optimum";
    return optimumOf(input, runs.plan(), argument);
  });
}

function commonUnit(
  { truth }: OptimumInput,
  restoreMs: DurationMs,
  [fromMs, lengthMs, waitMs]: readonly [number, number, number],
): DurationMs {
  const spans = [restoreMs, fromMs - truth.startMs, lengthMs, waitMs];
  return spans.reduce(greatestDivisor, truth.stepMs);
}

function tooLarge(job: number, states: number, tickMs: DurationMs): Issue {
  return problem(
    "optimum/too-large",
    `the job has ${states} states at a common unit of ${tickMs} ms, and at most ${MAX_STATES} are searched`,
    "Round times to a coarser unit; or take the optimum without restore time, which is a lower bound, " +
      "and the one without suspension, which is an upper bound.",
    { path: `jobs[${job}]` },
  );
}
