/** What policies have in common that choose one uninterrupted stretch for a job. */
import type { CarbonTrace } from "../carbon/trace.ts";
import type { DurationMs, InstantMs } from "../units/units.ts";
import type { Candidates, WindowOptions } from "./candidates.ts";
import { uninterrupted } from "./plan.ts";
import type { JobPolicy } from "./policy.ts";

/** One job, as a window policy sees it. */
export interface WindowChoice {
  readonly candidates: Candidates;
  readonly view: CarbonTrace;
  readonly arrivalMs: InstantMs;
  readonly latestMs: InstantMs;
  /** Its expected or its true length. */
  readonly durationMs: DurationMs;
}

interface WindowPolicy {
  /** With the true length `-oracle` is appended. */
  readonly name: string;
  readonly source: string;
  /** The start, within [arrivalMs, latestMs]. */
  choose(choice: WindowChoice): InstantMs;
}

/** The policy that asks `choose` for each job's start. */
export function windowPolicy(policy: WindowPolicy, options: WindowOptions): JobPolicy {
  const { length, candidates } = options;
  return {
    name: length === "true" ? `${policy.name}-oracle` : policy.name,
    source: policy.source,
    sees: `intensity over the allowed wait and the job; its ${length} length`,
    suspends: false,
    horizonMs: (lengthMs, waitMs, expectedMs) =>
      waitMs + (length === "true" ? lengthMs : expectedMs),
    plan: ({ jobs, view, waitMs, expectedMs }) => {
      const durations = length === "true" ? jobs.lengthMs : expectedMs;
      const startMs = new Float64Array(jobs.count);
      for (let i = 0; i < jobs.count; i++) {
        const arrivalMs = jobs.arrivalMs[i] as number;
        const latestMs = arrivalMs + (waitMs[i] as number);
        const durationMs = durations[i] as number;
        startMs[i] = policy.choose({ candidates, view, arrivalMs, latestMs, durationMs });
      }
      return uninterrupted(jobs, startMs);
    },
  };
}
