/** When jobs are meant to run: one run a job, or several where a policy suspends. */
import type { DurationMs, InstantMs } from "../units/units.ts";
import type { JobTrace } from "./trace.ts";

/** Runs as a struct of arrays, by job and then by start; the runs of a job add up to its length. */
export interface Plan {
  readonly count: number;
  /** Whose run it is: a position in the trace. */
  readonly job: Int32Array;
  readonly startMs: Float64Array;
  readonly lengthMs: Float64Array;
}

/** A plan in which every job runs once, without interruption. */
export function uninterrupted(jobs: JobTrace, startMs: Float64Array): Plan {
  const job = new Int32Array(jobs.count);
  for (let i = 0; i < jobs.count; i++) job[i] = i;
  return { count: jobs.count, job, startMs, lengthMs: jobs.lengthMs };
}

/** Collects runs; grows by doubling, so that no run allocates. */
export class RunList {
  private count = 0;
  private job: Int32Array;
  private startMs: Float64Array;
  private lengthMs: Float64Array;

  constructor(expected: number) {
    const size = Math.max(16, expected);
    this.job = new Int32Array(size);
    this.startMs = new Float64Array(size);
    this.lengthMs = new Float64Array(size);
  }

  /** Adds a run, or lengthens the last one when it continues it. */
  add(job: number, startMs: InstantMs, lengthMs: DurationMs): void {
    const last = this.count - 1;
    if (last >= 0 && this.job[last] === job) {
      const endMs = (this.startMs[last] as number) + (this.lengthMs[last] as number);
      if (endMs === startMs) {
        this.lengthMs[last] = (this.lengthMs[last] as number) + lengthMs;
        return;
      }
    }
    if (this.count === this.job.length) this.grow();
    this.job[this.count] = job;
    this.startMs[this.count] = startMs;
    this.lengthMs[this.count] = lengthMs;
    this.count += 1;
  }

  plan(): Plan {
    return {
      count: this.count,
      job: this.job.subarray(0, this.count),
      startMs: this.startMs.subarray(0, this.count),
      lengthMs: this.lengthMs.subarray(0, this.count),
    };
  }

  private grow(): void {
    const size = this.job.length * 2;
    const { job, startMs, lengthMs } = this;
    this.job = new Int32Array(size);
    this.job.set(job);
    this.startMs = new Float64Array(size);
    this.startMs.set(startMs);
    this.lengthMs = new Float64Array(size);
    this.lengthMs.set(lengthMs);
  }
}
