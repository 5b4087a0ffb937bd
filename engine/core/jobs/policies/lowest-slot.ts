/**
 * `lowest-slot`: a job starts in the slot of least intensity that it can reach, both ends of its wait
 * included; the earliest of equals. Sees intensity over the allowed wait, not the job's length.
 * GAIA's Lowest-Slot (ASPLOS 2024, section 4).
 */
import { uninterrupted } from "../plan.ts";
import type { JobPolicy } from "../policy.ts";
import { RangeMinimum } from "../range-minimum.ts";

export const lowestSlot: JobPolicy = {
  name: "lowest-slot",
  source: "GAIA (Hanafy et al., ASPLOS 2024), Lowest-Slot",
  sees: "intensity over the wait that the job's queue allows",
  suspends: false,
  horizonMs: (_lengthMs, waitMs) => waitMs + 1,
  plan: ({ jobs, view, waitMs }) => {
    const least = new RangeMinimum(view.values);
    const startMs = new Float64Array(jobs.count);
    for (let i = 0; i < jobs.count; i++) {
      const arrival = jobs.arrivalMs[i] as number;
      const first = Math.floor((arrival - view.startMs) / view.stepMs);
      const last = Math.floor((arrival + (waitMs[i] as number) - view.startMs) / view.stepMs);
      const begins = view.startMs + least.first(first, last) * view.stepMs;
      startMs[i] = begins > arrival ? begins : arrival;
    }
    return uninterrupted(jobs, startMs);
  },
};
