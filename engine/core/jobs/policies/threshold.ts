/**
 * `threshold`: a job starts as soon as intensity is under a limit, or when it may wait no longer. Sees
 * the current reading only: planning ahead gives the instant at which a watcher would start it. The
 * rule of carbon-aware scaling operators; the general engine's `threshold` on jobs.
 */
import type { GramsPerKwh } from "../../units/units.ts";
import { uninterrupted } from "../plan.ts";
import type { JobPolicy } from "../policy.ts";

export function threshold(limitGPerKwh: GramsPerKwh): JobPolicy {
  return {
    name: "threshold",
    source: "carbon-aware scaling operators (KEDA); engine/core/policy/threshold.ts",
    sees: "the current reading, and the wait that the job's queue allows",
    suspends: false,
    horizonMs: (_lengthMs, waitMs) => waitMs,
    plan: ({ jobs, view, waitMs }) => {
      const startMs = new Float64Array(jobs.count);
      for (let i = 0; i < jobs.count; i++) {
        const arrival = jobs.arrivalMs[i] as number;
        const latest = arrival + (waitMs[i] as number);
        startMs[i] = view.firstBelow(limitGPerKwh, arrival, latest) ?? latest;
      }
      return uninterrupted(jobs, startMs);
    },
  };
}
