/** GAIA's two queues: how long a job may wait, and how long it is expected to be. */
import type { DurationMs } from "../../units/units.ts";
import { LONG_WAIT_MS, SHORT_MS, SHORT_WAIT_MS, STEP_MS } from "./constants.ts";
import type { GaiaJobs } from "./jobs.ts";
import type { Quirks } from "./quirks.ts";

export interface QueueLengths {
  readonly shortMs: DurationMs;
  readonly longMs: DurationMs;
}

export interface Queues {
  readonly waitMs: Float64Array;
  readonly expectedMs: Float64Array;
}

/**
 * Mean lengths over the whole trace, cut to whole steps: the policies know them from the first job
 * on, which is a small look ahead that the paper shares with every "historical average".
 */
export function averageLengths(jobs: GaiaJobs, quirks: Quirks): QueueLengths {
  const isShort = (job: number) => jobs.upToTwoHours[job] === 1;
  const isLong = (job: number) =>
    quirks.has("two-hours-is-long") ? (jobs.lengthMs[job] as number) >= SHORT_MS : !isShort(job);
  return { shortMs: meanLength(jobs, isShort), longMs: meanLength(jobs, isLong) };
}

export function queues(jobs: GaiaJobs, lengths: QueueLengths, quirks: Quirks): Queues {
  const waitMs = new Float64Array(jobs.count);
  const expectedMs = new Float64Array(jobs.count);
  const twoHoursIsLong = quirks.has("two-hours-is-long");
  for (let i = 0; i < jobs.count; i++) {
    const short = twoHoursIsLong
      ? (jobs.lengthMs[i] as number) < SHORT_MS
      : jobs.upToTwoHours[i] === 1;
    waitMs[i] = short ? SHORT_WAIT_MS : LONG_WAIT_MS;
    expectedMs[i] = short ? lengths.shortMs : lengths.longMs;
  }
  return { waitMs, expectedMs };
}

/** At least one step, so that a queue without jobs has a length too. */
function meanLength(jobs: GaiaJobs, counts: (job: number) => boolean): DurationMs {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < jobs.count; i++) {
    if (!counts(i)) continue;
    sum += jobs.lengthMs[i] as number;
    count += 1;
  }
  const steps = count === 0 ? 0 : Math.floor(sum / count / STEP_MS);
  return Math.max(1, steps) * STEP_MS;
}
