/** Optima by trying everything: every set of steps in which a job could run. */
import fc from "fast-check";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import type { OptimumInput } from "../../../engine/core/optimum/optimum.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { jobsOf } from "../jobs/small-jobs.ts";

/** Jobs, intensities and restore times stand on multiples of this; the brute force looks twice as closely. */
export const TICK = 30 * MINUTE_MS;
const FINE = TICK / 2;
const STEP_OF_JOBS = 10 * MINUTE_MS;

export const WATTS_PER_CPU = 10;

export interface SmallCase {
  readonly input: OptimumInput;
  readonly restoreTicks: number;
}

export function inputOf(
  rows: readonly (readonly [arrival: number, length: number, cpus: number])[],
  gPerKwh: readonly number[],
  waitTicks: number,
): OptimumInput {
  const perTick = TICK / STEP_OF_JOBS;
  const jobs = jobsOf(rows.map(([at, length, cpus]) => [at * perTick, length * perTick, cpus]));
  return {
    jobs,
    truth: new CarbonTrace(traceOf(gPerKwh, HOUR_MS)),
    waitMs: new Float64Array(jobs.count).fill(waitTicks * TICK),
    wattsPerCpu: WATTS_PER_CPU,
  };
}

/** One job of at most 4 ticks that waits at most 4: few enough steps to try every set of them. */
export const smallCases: fc.Arbitrary<SmallCase> = fc
  .record({
    arrival: fc.integer({ min: 0, max: 3 }),
    length: fc.integer({ min: 1, max: 4 }),
    wait: fc.integer({ min: 0, max: 4 }),
    restoreTicks: fc.integer({ min: 0, max: 3 }),
    gPerKwh: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }),
  })
  .map(({ arrival, length, wait, restoreTicks, gPerKwh }) => ({
    input: inputOf([[arrival, length, 2]], gPerKwh, wait),
    restoreTicks,
  }));

/** Whether a set of fine steps is a schedule: its length, and how many parts it may have. */
type Allowed = (steps: number, parts: number) => boolean;

function leastOf(input: OptimumInput, allowed: Allowed): number {
  const fromMs = input.jobs.arrivalMs[0] as number;
  const count = ((input.jobs.lengthMs[0] as number) + (input.waitMs[0] as number)) / FINE;
  const each = Array.from({ length: count }, (_, step) => input.truth.at(fromMs + step * FINE));
  let least = Number.POSITIVE_INFINITY;
  for (let set = 0; set < 2 ** count; set++) {
    let [steps, parts, sum] = [0, 0, 0];
    for (let step = 0; step < count; step++) {
      if ((set & (1 << step)) === 0) continue;
      steps += 1;
      sum += each[step] as number;
      if (step === 0 || (set & (1 << (step - 1))) === 0) parts += 1;
    }
    if (sum < least && allowed(steps, parts)) least = sum;
  }
  return (least * FINE * (input.jobs.cpus[0] as number) * WATTS_PER_CPU) / (HOUR_MS * 1_000);
}

/** The least carbon of a job that runs in one part. */
export function contiguousByForce(input: OptimumInput): number {
  const length = (input.jobs.lengthMs[0] as number) / FINE;
  return leastOf(input, (steps, parts) => steps === length && parts === 1);
}

/** The least carbon of a job in any number of parts, each but the first longer by the restore time. */
export function suspendedByForce(input: OptimumInput, restoreTicks: number): number {
  const length = (input.jobs.lengthMs[0] as number) / FINE;
  const restore = (restoreTicks * TICK) / FINE;
  return leastOf(input, (steps, parts) => parts > 0 && steps === length + (parts - 1) * restore);
}
