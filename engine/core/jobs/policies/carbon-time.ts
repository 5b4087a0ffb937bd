/**
 * `carbon-time`: a job starts where it saves most carbon for each hour until it is done; it does not
 * wait where nothing is saved. Sees intensity over the allowed wait and the expected (or true) length.
 * GAIA's Carbon-Time (ASPLOS 2024, section 4): the first greatest (C(0) - C(o)) / (o + length) over
 * the offsets o, where C(o) is the carbon of a job that starts o after its arrival.
 */
import { nextCandidate, type WindowOptions } from "../candidates.ts";
import { uninterrupted } from "../plan.ts";
import type { JobPolicy } from "../policy.ts";

export function carbonTime({ length, candidates }: WindowOptions): JobPolicy {
  return {
    name: length === "true" ? "carbon-time-oracle" : "carbon-time",
    source: "GAIA (Hanafy et al., ASPLOS 2024), Carbon-Time",
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
        const now = view.integral(arrival, arrival + duration);
        let best = arrival;
        let most = 0;
        for (let at = arrival; ; ) {
          at = nextCandidate(candidates, view, at, duration, latest);
          if (at > latest) break;
          const rate = (now - view.integral(at, at + duration)) / (at - arrival + duration);
          if (rate > most) {
            most = rate;
            best = at;
          }
        }
        startMs[i] = best;
      }
      return uninterrupted(jobs, startMs);
    },
  };
}
