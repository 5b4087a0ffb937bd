/** One trace of jobs under one policy: plan, dispatch, account. */
import type { CarbonTrace } from "../carbon/trace.ts";
import { failure, type Issue, problem, type Result, success } from "../issue.ts";
import { account, type JobRecords, type Prices, type Terms } from "./account.ts";
import { dispatch, type ReservedCapacity, type RunRights } from "./dispatch.ts";
import type { Plan } from "./plan.ts";
import type { JobPolicy, PlanInput } from "./policy.ts";

export interface JobRunOptions {
  readonly kwPerCpu: number;
  readonly prices: Prices;
  readonly reserved: ReservedCapacity;
  readonly billUntil: Terms["billUntil"];
  /** Which runs may start early or use reserved CPUs, and which are on spot CPUs. */
  readonly purchase: (plan: Plan) => Purchase;
}

export interface Purchase {
  readonly rights: RunRights;
  readonly spot: Uint8Array;
}

/** Everything on demand: no run is early, on reserved or on spot CPUs. */
export function onDemand(plan: Plan): Purchase {
  const none = new Uint8Array(plan.count);
  return { rights: { reserved: none, early: none }, spot: none };
}

/**
 * The records of a policy, or why it cannot be run: a trace of intensity that ends before a decision
 * or a run would need it.
 *
 * @param truth what came true; `input.view` is what the policy believed
 */
export function runJobs(
  policy: JobPolicy,
  input: PlanInput,
  truth: CarbonTrace,
  options: JobRunOptions,
): Result<JobRecords> {
  const blind = sightIssue(policy, input);
  if (blind !== undefined) return failure([blind]);
  const plan = policy.plan(input);
  const { rights, spot } = options.purchase(plan);
  const dispatched = dispatch(input.jobs, plan, options.reserved, rights);
  const outside = runIssue(plan, dispatched.startMs, truth);
  if (outside !== undefined) return failure([outside]);
  const terms: Terms = {
    kwPerCpu: options.kwPerCpu,
    prices: options.prices,
    reservedCpus: options.reserved.cpus,
    billFromMs: truth.startMs,
    billUntil: options.billUntil,
  };
  return success(account(input.jobs, plan, dispatched, spot, truth, terms));
}

/** The first job whose decision reads outside of what the policy may see. */
function sightIssue(policy: JobPolicy, input: PlanInput): Issue | undefined {
  const { jobs, view, waitMs, expectedMs } = input;
  for (let i = 0; i < jobs.count; i++) {
    const arrival = jobs.arrivalMs[i] as number;
    const horizonMs = policy.horizonMs(
      jobs.lengthMs[i] as number,
      waitMs[i] as number,
      expectedMs[i] as number,
    );
    if (arrival < view.startMs || arrival + horizonMs > view.endMs) {
      return traceTooShort(i, arrival, arrival + horizonMs, view);
    }
  }
  return undefined;
}

/** The first job with a run outside of the trace. */
function runIssue(plan: Plan, startMs: Float64Array, truth: CarbonTrace): Issue | undefined {
  for (let run = 0; run < plan.count; run++) {
    const start = startMs[run] as number;
    const end = start + (plan.lengthMs[run] as number);
    if (start < truth.startMs || end > truth.endMs) {
      return traceTooShort(plan.job[run] as number, start, end, truth);
    }
  }
  return undefined;
}

/** The issue of a job that needs intensity over [fromMs, toMs), where the trace has none. */
export function traceTooShort(
  job: number,
  fromMs: number,
  toMs: number,
  trace: CarbonTrace,
): Issue {
  return problem(
    "jobs/trace-too-short",
    `the job needs intensity from ${fromMs} ms to ${toMs} ms, and the trace has ` +
      `${trace.startMs} ms to ${trace.endMs} ms`,
    "Give a longer history of the grid, or leave out the jobs at its ends.",
    { path: `jobs[${job}]` },
  );
}
