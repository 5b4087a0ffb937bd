/** What jobs that share a number of CPUs cannot emit less than. */
import { failure, problem, type Result, success } from "../issue.ts";
import type { Plan } from "../jobs/plan.ts";
import type { JobTrace } from "../jobs/trace.ts";
import { HOUR_MS, type InstantMs } from "../units/units.ts";
import { contiguousOptimum } from "./contiguous.ts";
import { cheapestFill, type FluidProblem } from "./fluid.ts";
import { type LowerBound, type OptimumInput, withinTrace } from "./optimum.ts";

/** Most pairs of a job and a stretch of time. */
export const MAX_PAIRS = 100_000;

/**
 * A lower bound for jobs that may be suspended at no cost on `cpus` CPUs, by relaxation: in each stretch
 * between two edges of the trace, arrivals or deadlines, work is a fluid of which at most `cpus` times the
 * stretch fits, and of a job at most its own CPUs times the stretch. Every schedule is such a filling, so
 * none emits less than the cheapest.
 *
 * Exact where all jobs have the same number of CPUs. Then m = floor(cpus / theirs) run at once, and a filling
 * with at most m stretches' worth, of a job at most one, is a schedule by R. McNaughton's wrap-around rule
 * ("Scheduling with deadlines and loss functions", Management Science 6, 1959).
 */
export function suspendedBound(input: OptimumInput, cpus: number): Result<LowerBound> {
  return withinTrace(input, () => {
    const { jobs, truth, waitMs, wattsPerCpu } = input;
    const cuts = cutsOf(input);
    const pairs = jobs.count * (cuts.length - 1);
    if (pairs > MAX_PAIRS) return failure([tooManyPairs(pairs)]);
    const width = jobs.cpus[0] ?? 1;
    const same = jobs.cpus.every((each) => each === width);
    // 0.3 CPUs have room for three times 0.1, whatever their quotient is rounded to.
    const usable = same ? Math.floor(cpus / width + 1e-9) * width : cpus;
    const fluid = fluidOf(jobs, waitMs, cuts, usable);
    for (let i = 0; i < fluid.cost.length; i++) fluid.cost[i] = truth.at(cuts[i] as number);
    const { cost, left } = cheapestFill(fluid);
    if (left > 0) return failure([doesNotFit(left, cpus)]);
    return success({
      exact: same,
      argument: same
        ? "the cheapest filling of time, which is a schedule by McNaughton's rule"
        : "the cheapest filling of time with work as a fluid, which every schedule is",
      totalG: (cost * wattsPerCpu) / (HOUR_MS * 1_000),
    });
  });
}

/**
 * A lower bound for jobs that run in one part on `cpus` CPUs: the greater of the bound above and the sum
 * of the optima of the single jobs. The latter is exact where these happen to fit on the CPUs together.
 */
export function contiguousBound(input: OptimumInput, cpus: number): Result<LowerBound> {
  const fluid = suspendedBound(input, cpus);
  if (!fluid.ok) return fluid;
  const alone = contiguousOptimum(input);
  if (!alone.ok) return alone;
  const { plan, totalG } = alone.value;
  if (peakCpus(input.jobs, plan) <= cpus) {
    return success({ exact: true, argument: "the best starts of all jobs fit together", totalG });
  }
  if (fluid.value.totalG > totalG) return success({ ...fluid.value, exact: false });
  return success({ exact: false, argument: "the sum of what each job alone could have", totalG });
}

/** Where intensity may change, or another set of jobs may run; ascending, each once. */
function cutsOf({ jobs, truth, waitMs }: OptimumInput): InstantMs[] {
  const cuts = new Set<InstantMs>();
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let job = 0; job < jobs.count; job++) {
    const [from, to] = windowOf(jobs, waitMs, job);
    cuts.add(from).add(to);
    first = Math.min(first, from);
    last = Math.max(last, to);
  }
  for (let at = first; at < last; at = truth.nextStep(at)) cuts.add(at);
  return [...cuts].sort((a, b) => a - b);
}

function windowOf(jobs: JobTrace, waitMs: Float64Array, job: number): [InstantMs, InstantMs] {
  const from = jobs.arrivalMs[job] as number;
  return [from, from + (jobs.lengthMs[job] as number) + (waitMs[job] as number)];
}

/** In CPU-milliseconds; without the costs. */
function fluidOf(
  jobs: JobTrace,
  waitMs: Float64Array,
  cuts: readonly InstantMs[],
  cpus: number,
): FluidProblem {
  const stretches = Math.max(0, cuts.length - 1);
  const lengthOf = (i: number) => (cuts[i + 1] as number) - (cuts[i] as number);
  const capacity = new Float64Array(stretches);
  for (let i = 0; i < stretches; i++) capacity[i] = cpus * lengthOf(i);
  const most = new Float64Array(jobs.count * stretches);
  const demand = jobs.lengthMs.map((length, job) => length * (jobs.cpus[job] as number));
  for (let job = 0; job < jobs.count; job++) {
    const [from, to] = windowOf(jobs, waitMs, job);
    for (let i = 0; i < stretches; i++) {
      const inside = from <= (cuts[i] as number) && (cuts[i + 1] as number) <= to;
      if (inside) most[job * stretches + i] = (jobs.cpus[job] as number) * lengthOf(i);
    }
  }
  return { demand, capacity, cost: new Float64Array(stretches), most };
}

/** Most CPUs that a plan holds at once; a run that ends where another starts is out of its way. */
function peakCpus(jobs: JobTrace, plan: Plan): number {
  const changes: [InstantMs, number][] = [];
  for (let run = 0; run < plan.count; run++) {
    const startMs = plan.startMs[run] as number;
    const cpus = jobs.cpus[plan.job[run] as number] as number;
    changes.push([startMs, cpus], [startMs + (plan.lengthMs[run] as number), -cpus]);
  }
  changes.sort(([a, up], [b, down]) => a - b || up - down);
  let [held, peak] = [0, 0];
  for (const [, change] of changes) {
    held += change;
    peak = Math.max(peak, held);
  }
  return peak;
}

function tooManyPairs(pairs: number) {
  return problem(
    "optimum/too-large",
    `there are ${pairs} pairs of a job and a stretch of time, and at most ${MAX_PAIRS} are searched`,
    "Give fewer jobs at once; or take the optimum without the limit of CPUs, which is a lower bound too.",
  );
}

function doesNotFit(leftCpuMs: number, cpus: number) {
  return problem(
    "optimum/does-not-fit",
    `${leftCpuMs / HOUR_MS} CPU-hours cannot be done on ${cpus} CPUs before their deadlines`,
    "Give more CPUs, later deadlines or fewer jobs.",
  );
}
