/** The least carbon that jobs could have had: who knows the truth, and what is claimed about it. */
import type { CarbonTrace } from "../carbon/trace.ts";
import { failure, type Result, success } from "../issue.ts";
import type { Plan } from "../jobs/plan.ts";
import { traceTooShort } from "../jobs/run.ts";
import type { JobTrace } from "../jobs/trace.ts";
import { sumOf } from "../math/sum.ts";
import { type GramsCo2e, HOUR_MS, type Watts } from "../units/units.ts";

/** Jobs, the constraints they are held to, and the intensity that came true. */
export interface OptimumInput {
  readonly jobs: JobTrace;
  readonly truth: CarbonTrace;
  /** How long each job may wait: its deadline is arrival + wait + length, as for policies. */
  readonly waitMs: Float64Array;
  readonly wattsPerCpu: Watts;
}

/** A schedule that nothing beats; `argument` says why. */
export interface Optimum {
  readonly exact: true;
  readonly argument: string;
  readonly plan: Plan;
  /** By job. */
  readonly carbonG: Float64Array;
  readonly totalG: GramsCo2e;
}

/** Grams that no schedule is below; reached by one where it is exact. */
export interface LowerBound {
  readonly exact: boolean;
  readonly argument: string;
  readonly totalG: GramsCo2e;
}

/** Grams above the best possible, in percent of it; null where the best possible is nothing. */
export function regretPct(carbonG: GramsCo2e, optimumG: GramsCo2e): number | null {
  return optimumG > 0 ? ((carbonG - optimumG) / optimumG) * 100 : null;
}

/** The plan that is made for jobs whose windows the trace covers; else an issue for the first. */
export function withinTrace<T>(input: OptimumInput, make: () => Result<T>): Result<T> {
  const { jobs, truth, waitMs } = input;
  for (let job = 0; job < jobs.count; job++) {
    const fromMs = jobs.arrivalMs[job] as number;
    const toMs = fromMs + (jobs.lengthMs[job] as number) + (waitMs[job] as number);
    if (fromMs < truth.startMs || toMs > truth.endMs) {
      return failure([traceTooShort(job, fromMs, toMs, truth)]);
    }
  }
  return make();
}

/** A plan with what it emits on the truth. */
export function optimumOf(input: OptimumInput, plan: Plan, argument: string): Result<Optimum> {
  const { jobs, truth, wattsPerCpu } = input;
  const carbonG = new Float64Array(jobs.count);
  for (let run = 0; run < plan.count; run++) {
    const job = plan.job[run] as number;
    const startMs = plan.startMs[run] as number;
    const integral = truth.integral(startMs, startMs + (plan.lengthMs[run] as number));
    const watts = (jobs.cpus[job] as number) * wattsPerCpu;
    carbonG[job] = (carbonG[job] as number) + (watts * integral) / (HOUR_MS * 1_000);
  }
  return success({ exact: true, argument, plan, carbonG, totalG: sumOf(carbonG) });
}
