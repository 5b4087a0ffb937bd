/** Small random job traces on coarse clocks: 10-minute steps, hourly intensities with many ties. */
import fc from "fast-check";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { unwrap } from "../../../engine/core/issue.ts";
import type { PlanInput } from "../../../engine/core/jobs/policy.ts";
import { type JobTrace, jobTrace } from "../../../engine/core/jobs/trace.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";

export const STEP = 10 * MINUTE_MS;
/** The slots that every small trace has: days enough for the longest job that waits longest. */
export const SLOTS = 60;
const MAX_ARRIVAL = 60;
const MAX_LENGTH = 50;
const MAX_WAIT = 60;

/** Rows of [arrival, length, cpus] in steps. */
export function jobsOf(rows: readonly (readonly [number, number, number])[]): JobTrace {
  return unwrap(
    jobTrace({
      arrivalMs: Float64Array.from(rows, ([arrival]) => arrival * STEP),
      lengthMs: Float64Array.from(rows, ([, length]) => length * STEP),
      cpus: Float64Array.from(rows, ([, , cpus]) => cpus),
    }),
  );
}

/** The same wait and expected length for all jobs, in steps. */
export function inputOf(
  jobs: JobTrace,
  gPerKwh: readonly number[],
  waitSteps: number,
  expectedSteps: number,
): PlanInput {
  return {
    jobs,
    view: new CarbonTrace(traceOf(gPerKwh, HOUR_MS)),
    waitMs: new Float64Array(jobs.count).fill(waitSteps * STEP),
    expectedMs: new Float64Array(jobs.count).fill(expectedSteps * STEP),
  };
}

const row = fc.tuple(
  fc.integer({ min: 0, max: MAX_ARRIVAL }),
  fc.integer({ min: 1, max: MAX_LENGTH }),
  fc.integer({ min: 1, max: 5 }),
);

/** Few different whole numbers: sums are exact, and ties are the rule. */
export const intensities = fc.array(fc.integer({ min: 1, max: 6 }), {
  minLength: SLOTS,
  maxLength: SLOTS,
});

export const jobRows = fc
  .array(row, { minLength: 1, maxLength: 12 })
  .map((rows) => rows.toSorted(([a], [b]) => a - b));

export const inputs: fc.Arbitrary<PlanInput> = fc
  .tuple(
    jobRows,
    intensities,
    fc.integer({ min: 0, max: MAX_WAIT }),
    fc.integer({ min: 1, max: 40 }),
  )
  .map(([rows, gPerKwh, wait, expected]) => inputOf(jobsOf(rows), gPerKwh, wait, expected));
