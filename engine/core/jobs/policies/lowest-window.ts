/**
 * `lowest-window`: a job starts where a stretch of its expected (or true) length has the least carbon;
 * the earliest of equals. Sees intensity over the allowed wait and that length. GAIA's Lowest-Window
 * (ASPLOS 2024, section 4); with the true length it is an oracle, and with `edges` the optimum for a
 * job that must not be interrupted.
 */
import { nextCandidate, type WindowOptions } from "../candidates.ts";
import { uninterrupted } from "../plan.ts";
import type { JobPolicy } from "../policy.ts";

export function lowestWindow({ length, candidates }: WindowOptions): JobPolicy {
  return {
    name: length === "true" ? "lowest-window-oracle" : "lowest-window",
    source: "GAIA (Hanafy et al., ASPLOS 2024), Lowest-Window",
    sees: `intensity over the allowed wait and the job; its ${length} length`,
    suspends: false,
    horizonMs: (lengthMs, waitMs, expectedMs) =>
      waitMs + (length === "true" ? lengthMs : expectedMs),
    plan: ({ jobs, view, waitMs, expectedMs }) => {
      const durations = length === "true" ? jobs.lengthMs : expectedMs;
      const startMs = new Float64Array(jobs.count);
      for (let i = 0; i < jobs.count; i++) {
        const arrival = jobs.arrivalMs[i] as number;
        const latest = arrival + (waitMs[i] as number);
        const duration = durations[i] as number;
        let best = arrival;
        let least = view.integral(arrival, arrival + duration);
        for (let at = arrival; ; ) {
          at = nextCandidate(candidates, view, at, duration, latest);
          if (at > latest) break;
          const carbon = view.integral(at, at + duration);
          if (carbon < least) {
            least = carbon;
            best = at;
          }
        }
        startMs[i] = best;
      }
      return uninterrupted(jobs, startMs);
    },
  };
}
