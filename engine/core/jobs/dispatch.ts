/**
 * Carries a plan out on a fixed number of reserved CPUs, beside on-demand CPUs without end: nothing
 * ever queues, but what runs on reserved CPUs is already paid for, and may be worth starting early.
 */
import type { DurationMs, InstantMs } from "../units/units.ts";
import { ItemHeap } from "./heap.ts";
import type { Plan } from "./plan.ts";
import type { JobTrace } from "./trace.ts";

export interface ReservedCapacity {
  readonly cpus: number;
  /** How long after the end of a run its CPUs can be used again. */
  readonly releaseLagMs: DurationMs;
  /** A run that does not fit takes what is free, and the rest on demand; else it takes nothing. */
  readonly split: boolean;
}

/** Who may use reserved CPUs, by run; 1 for yes. */
export interface RunRights {
  readonly reserved: Uint8Array;
  /** May start before its planned start when enough CPUs are free; its job must be one run. */
  readonly early: Uint8Array;
}

export interface Dispatch {
  /** By run: when it really starts. */
  readonly startMs: Float64Array;
  /** By run: how many of its CPUs are reserved ones. */
  readonly reservedCpus: Float64Array;
}

/**
 * One scan of the waiting runs at each instant at which something changes: CPUs come back, a run is
 * due, a job arrives. Within a scan, runs take CPUs in the order of the plan (arrival, job, start).
 */
export function dispatch(
  jobs: JobTrace,
  plan: Plan,
  capacity: ReservedCapacity,
  rights: RunRights,
): Dispatch {
  if (capacity.cpus <= 0) {
    return { startMs: plan.startMs, reservedCpus: new Float64Array(plan.count) };
  }
  const dispatcher = new Dispatcher(jobs, plan, capacity, rights);
  dispatcher.run();
  return dispatcher;
}

/** Marks the end of the list of waiting runs. */
const NONE = -1;

class Dispatcher implements Dispatch {
  readonly startMs: Float64Array;
  readonly reservedCpus: Float64Array;
  private readonly jobs: JobTrace;
  private readonly plan: Plan;
  private readonly capacity: ReservedCapacity;
  private readonly rights: RunRights;
  private free: number;
  /** Reserved CPUs that come back, by the instant from which they can be used. */
  private readonly releases = new ItemHeap(256);
  /** Submitted runs by planned start; those that started early are passed over. */
  private readonly due = new ItemHeap(1024);
  private readonly started: Uint8Array;
  private readonly someEarly: boolean;
  /**
   * Waiting runs that compete for reserved CPUs, linked in the order of the plan; empty when none may
   * start early, because then the order of their starts is that of their competition.
   */
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private head = NONE;
  private tail = NONE;

  constructor(jobs: JobTrace, plan: Plan, capacity: ReservedCapacity, rights: RunRights) {
    this.jobs = jobs;
    this.plan = plan;
    this.capacity = capacity;
    this.rights = rights;
    this.free = capacity.cpus;
    this.someEarly = rights.early.includes(1);
    this.startMs = plan.startMs.slice();
    this.reservedCpus = new Float64Array(plan.count);
    this.started = new Uint8Array(plan.count);
    this.next = new Int32Array(plan.count);
    this.previous = new Int32Array(plan.count);
  }

  run(): void {
    const { plan, releases, due } = this;
    for (let submitted = 0; submitted < plan.count || due.size > 0; ) {
      const arrival = this.arrivalMs(submitted);
      const scan = this.head === NONE ? Number.POSITIVE_INFINITY : releases.leastKey;
      const now = Math.min(arrival, due.leastKey, scan);
      if (this.release(now)) this.startWaiting(now);
      while (due.leastKey <= now) {
        const run = due.pop();
        if (this.started[run] === 0) this.start(run, now);
      }
      for (; this.arrivalMs(submitted) === now; submitted++) this.submit(submitted, now);
    }
  }

  private arrivalMs(run: number): InstantMs {
    if (run >= this.plan.count) return Number.POSITIVE_INFINITY;
    return this.jobs.arrivalMs[this.plan.job[run] as number] as number;
  }

  /** Takes back what can be used by now; whether there was any. */
  private release(now: InstantMs): boolean {
    const { releases } = this;
    if (releases.leastKey > now) return false;
    while (releases.leastKey <= now) this.free += this.reservedCpus[releases.pop()] as number;
    return true;
  }

  private submit(run: number, now: InstantMs): void {
    if ((this.plan.startMs[run] as number) <= now) {
      this.start(run, now);
      return;
    }
    if (this.rights.early[run] === 1 && this.fits(run)) {
      this.start(run, now);
      return;
    }
    this.due.push(this.plan.startMs[run] as number, run);
    if (this.someEarly && this.rights.reserved[run] === 1) this.append(run);
  }

  /** More CPUs are free than before: whoever is first in the order and fits, starts. */
  private startWaiting(now: InstantMs): void {
    for (let run = this.head; run !== NONE && this.free > 0; ) {
      const following = this.next[run] as number;
      const due = (this.plan.startMs[run] as number) <= now;
      if (due || (this.rights.early[run] === 1 && this.fits(run))) this.start(run, now);
      run = following;
    }
  }

  private fits(run: number): boolean {
    return (
      this.rights.reserved[run] === 1 &&
      (this.jobs.cpus[this.plan.job[run] as number] as number) <= this.free
    );
  }

  private start(run: number, now: InstantMs): void {
    this.started[run] = 1;
    this.startMs[run] = now;
    // 0 is never a successor: run 0 follows nobody, so 0 means that the run was never listed.
    if (this.next[run] !== 0) this.remove(run);
    const wanted = this.jobs.cpus[this.plan.job[run] as number] as number;
    const split = this.capacity.split && this.rights.reserved[run] === 1;
    const taken = this.fits(run) ? wanted : split ? Math.min(wanted, this.free) : 0;
    if (taken === 0) return;
    this.reservedCpus[run] = taken;
    this.free -= taken;
    const lengthMs = this.plan.lengthMs[run] as number;
    this.releases.push(now + lengthMs + this.capacity.releaseLagMs, run);
  }

  private append(run: number): void {
    this.previous[run] = this.tail;
    this.next[run] = NONE;
    if (this.tail === NONE) this.head = run;
    else this.next[this.tail] = run;
    this.tail = run;
  }

  private remove(run: number): void {
    const before = this.previous[run] as number;
    const after = this.next[run] as number;
    if (before === NONE) this.head = after;
    else this.next[before] = after;
    if (after === NONE) this.tail = before;
    else this.previous[after] = before;
  }
}
