/**
 * `all-jobs-wait`: every job waits as long as it may, unless reserved CPUs become free earlier (the
 * dispatcher's part). Sees the allowed wait. GAIA's AllJobsWait-Threshold (ASPLOS 2024).
 */
import { uninterrupted } from "../plan.ts";
import type { JobPolicy } from "../policy.ts";

export const allJobsWait: JobPolicy = {
  name: "all-jobs-wait",
  source: "GAIA (Hanafy et al., ASPLOS 2024), AllJobsWait-Threshold",
  sees: "the wait that the job's queue allows",
  suspends: false,
  horizonMs: () => 0,
  plan: ({ jobs, waitMs }) => {
    const startMs = new Float64Array(jobs.count);
    for (let i = 0; i < jobs.count; i++) {
      startMs[i] = (jobs.arrivalMs[i] as number) + (waitMs[i] as number);
    }
    return uninterrupted(jobs, startMs);
  },
};
