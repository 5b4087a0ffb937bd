/** A trace of jobs as GAIA's loader leaves it: cut to whole steps, with a mark on short jobs. */
import { problem, type Result, success } from "../../issue.ts";
import { type JobTrace, jobTrace } from "../../jobs/trace.ts";
import { STEP_MS } from "./constants.ts";

/** Arrivals in milliseconds since the beginning of the experiment. */
export interface GaiaJobs extends JobTrace {
  /**
   * 1 for jobs of at most two hours, judged before lengths were cut to whole steps: a job of two hours
   * and two seconds is not short, although its cut length is two hours.
   */
  readonly upToTwoHours: Uint8Array;
}

export interface GaiaColumns {
  readonly arrivalStep: Int32Array;
  readonly lengthStep: Int32Array;
  readonly cpus: Int32Array;
  readonly upToTwoHours: Int32Array;
}

/** The jobs in the order of their arrival; equal arrivals keep that of the columns. */
export function gaiaJobs(columns: GaiaColumns): Result<GaiaJobs> {
  const { arrivalStep, lengthStep, cpus, upToTwoHours } = columns;
  const odd = upToTwoHours.findIndex((flag) => flag !== 0 && flag !== 1);
  if (odd >= 0) {
    const path = `jobs[${odd}].upToTwoHours`;
    const message = `the mark on short jobs is ${upToTwoHours[odd]}`;
    const issue = problem("jobs/value", message, "It must be 0 or 1.", { path });
    return { ok: false, issues: [issue] };
  }
  const order = Int32Array.from(arrivalStep.keys());
  order.sort((a, b) => (arrivalStep[a] as number) - (arrivalStep[b] as number));
  const sorted = (column: Int32Array, scale: number) =>
    Float64Array.from(order, (job) => (column[job] as number) * scale);
  const checked = jobTrace({
    arrivalMs: sorted(arrivalStep, STEP_MS),
    lengthMs: sorted(lengthStep, STEP_MS),
    cpus: sorted(cpus, 1),
  });
  if (!checked.ok) return checked;
  return success({
    ...checked.value,
    upToTwoHours: Uint8Array.from(order, (job) => upToTwoHours[job] as number),
  });
}
