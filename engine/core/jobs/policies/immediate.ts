/**
 * `immediate`: every job starts when it arrives. Sees nothing. GAIA's No-Jobs-Wait (Hanafy et al.,
 * "Going Green for Less Green", ASPLOS 2024), and what a cluster without a policy does.
 */
import { uninterrupted } from "../plan.ts";
import type { JobPolicy } from "../policy.ts";

export const immediate: JobPolicy = {
  name: "immediate",
  source: "GAIA (Hanafy et al., ASPLOS 2024), No-Jobs-Wait",
  sees: "nothing",
  suspends: false,
  horizonMs: () => 0,
  plan: ({ jobs }) => uninterrupted(jobs, jobs.arrivalMs.slice()),
};
