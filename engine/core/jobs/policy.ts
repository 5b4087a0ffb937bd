/** What a policy over a trace of jobs may see, and what it answers. */
import type { CarbonTrace } from "../carbon/trace.ts";
import type { DurationMs } from "../units/units.ts";
import type { Plan } from "./plan.ts";
import type { JobTrace } from "./trace.ts";

export interface PlanInput {
  readonly jobs: JobTrace;
  /**
   * Intensity as the policy believes it: the trace itself for perfect knowledge, or a forecast laid
   * out over the same slots. What a job emits is accounted on the truth, never on this.
   */
  readonly view: CarbonTrace;
  /** How long each job may wait: its deadline is arrival + wait + length. */
  readonly waitMs: Float64Array;
  /** How long a policy that does not know a job's length expects it to be. */
  readonly expectedMs: Float64Array;
}

/** Plans the jobs of a whole trace; each job is planned when it arrives, and by itself. */
export interface JobPolicy {
  readonly name: string;
  /** The publication that defines it. */
  readonly source: string;
  /** Inputs that it reads, in words. */
  readonly sees: string;
  /** Whether it may cut a job into several runs. */
  readonly suspends: boolean;
  /** How far after a job's arrival it reads intensity, at most. */
  horizonMs(lengthMs: DurationMs, waitMs: DurationMs, expectedMs: DurationMs): DurationMs;
  plan(input: PlanInput): Plan;
}
