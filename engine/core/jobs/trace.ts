/** Independent jobs as a struct of arrays: what the fast path of the engine works on. */
import { type Issue, problem, type Result, success } from "../issue.ts";

/** Most jobs of one trace. */
export const MAX_JOBS = 5_000_000;
/** Most faulty jobs that are reported one by one. */
const MAX_REPORTED = 20;

/** Jobs that need nothing from each other. Every array holds one number a job. */
export interface JobTrace {
  readonly count: number;
  /** Ascending; equal arrivals keep the order of the trace everywhere. */
  readonly arrivalMs: Float64Array;
  /** Time on the CPUs, without interruptions. */
  readonly lengthMs: Float64Array;
  /** How many CPUs it holds at once. */
  readonly cpus: Float64Array;
}

/** The jobs, or what is wrong with them, by their position: `jobs[17].lengthMs`. */
export function jobTrace(columns: Omit<JobTrace, "count">): Result<JobTrace> {
  const { arrivalMs, lengthMs, cpus } = columns;
  const count = arrivalMs.length;
  if (lengthMs.length !== count || cpus.length !== count || count > MAX_JOBS) {
    const found = `${count} arrivals, ${lengthMs.length} lengths, ${cpus.length} CPU counts`;
    return { ok: false, issues: [shapeProblem(found)] };
  }
  const issues: Issue[] = [];
  for (let i = 0; i < count && issues.length < MAX_REPORTED; i++) {
    const arrival = arrivalMs[i] as number;
    if (!Number.isSafeInteger(arrival) || (i > 0 && arrival < (arrivalMs[i - 1] as number))) {
      issues.push(jobProblem(`jobs[${i}].arrivalMs`, arrival, "whole milliseconds, ascending"));
    }
    const length = lengthMs[i] as number;
    if (!Number.isSafeInteger(length) || length <= 0) {
      issues.push(jobProblem(`jobs[${i}].lengthMs`, length, "whole milliseconds above 0"));
    }
    const width = cpus[i] as number;
    if (!Number.isFinite(width) || width <= 0) {
      issues.push(jobProblem(`jobs[${i}].cpus`, width, "a number above 0"));
    }
  }
  return issues.length > 0 ? { ok: false, issues } : success({ count, ...columns });
}

function shapeProblem(found: string): Issue {
  const hint = `Give each job an arrival, a length and a number of CPUs; at most ${MAX_JOBS} jobs.`;
  return problem("jobs/columns", `the columns of the jobs do not fit: ${found}`, hint);
}

function jobProblem(path: string, value: number, wanted: string): Issue {
  return problem(
    "jobs/value",
    `${value} stands where there must be ${wanted}`,
    "Correct the trace of jobs.",
    { path },
  );
}
