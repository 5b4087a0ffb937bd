/** Reserved CPUs: by hand, and against a clock that advances step by step. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dispatch,
  type ReservedCapacity,
  type RunRights,
} from "../../../engine/core/jobs/dispatch.ts";
import { type Plan, uninterrupted } from "../../../engine/core/jobs/plan.ts";
import { waitAwhile } from "../../../engine/core/jobs/policies/wait-awhile.ts";
import type { JobTrace } from "../../../engine/core/jobs/trace.ts";
import { inputs, jobRows, jobsOf, STEP } from "./small-jobs.ts";

const rightsOf = (count: number, early: number): RunRights => ({
  reserved: new Uint8Array(count).fill(1),
  early: new Uint8Array(count).fill(early),
});
const capacityOf = (cpus: number, changes: Partial<ReservedCapacity> = {}): ReservedCapacity => ({
  cpus,
  releaseLagMs: STEP,
  split: false,
  ...changes,
});

/** Starts and reserved CPUs, in steps, of jobs that are planned `wait` steps after their arrival. */
function dispatched(
  rows: readonly (readonly [number, number, number])[],
  wait: number,
  capacity: ReservedCapacity,
  early = 1,
) {
  const jobs = jobsOf(rows);
  const plan = uninterrupted(
    jobs,
    jobs.arrivalMs.map((arrival) => arrival + wait * STEP),
  );
  const result = dispatch(jobs, plan, capacity, rightsOf(plan.count, early));
  const starts = Array.from(result.startMs, (ms) => ms / STEP);
  return { starts, reserved: Array.from(result.reservedCpus) };
}

describe("reserved CPUs", () => {
  it("start a job early when it fits, all or nothing", () => {
    const rows = [
      [0, 10, 2],
      [1, 5, 2],
      [2, 5, 1],
    ] as const;
    // The second does not fit beside the first and is due before 2 CPUs are free; the third fits.
    expect(dispatched(rows, 6, capacityOf(3))).toEqual({ starts: [0, 7, 2], reserved: [2, 0, 1] });
  });

  it("come back one step after the end of a run, or at once", () => {
    const rows = [
      [0, 4, 1],
      [1, 4, 1],
    ] as const;
    expect(dispatched(rows, 9, capacityOf(1)).starts).toEqual([0, 5]);
    expect(dispatched(rows, 9, capacityOf(1, { releaseLagMs: 0 })).starts).toEqual([0, 4]);
  });

  it("go to whoever arrived first among those that fit", () => {
    const rows = [
      [0, 4, 2],
      [1, 4, 3],
      [2, 4, 1],
      [2, 4, 1],
    ] as const;
    expect(dispatched(rows, 20, capacityOf(2))).toEqual({
      starts: [0, 21, 5, 5],
      reserved: [2, 0, 1, 1],
    });
  });

  it("are split where that is allowed", () => {
    const rows = [
      [0, 9, 2],
      [1, 5, 4],
    ] as const;
    expect(dispatched(rows, 0, capacityOf(5)).reserved).toEqual([2, 0]);
    expect(dispatched(rows, 0, capacityOf(5, { split: true })).reserved).toEqual([2, 3]);
  });

  it("change no start unless runs may be early", () => {
    expect(dispatched([[0, 4, 1]], 3, capacityOf(1), 0)).toEqual({ starts: [3], reserved: [1] });
  });
});

/** A clock that stops at every step: submit, scan in order, then take back what has ended. */
function byStep(jobs: JobTrace, plan: Plan, capacity: ReservedCapacity, rights: RunRights) {
  const startMs = Array.from(plan.startMs);
  const reservedCpus = new Array<number>(plan.count).fill(0);
  const waiting = new Set(startMs.keys());
  let free = capacity.cpus;
  for (let now = 0; waiting.size > 0; now += STEP) {
    const back = (run: number) =>
      !waiting.has(run) &&
      (startMs[run] as number) + (plan.lengthMs[run] as number) + capacity.releaseLagMs === now;
    for (let run = 0; run < plan.count; run++) if (back(run)) free += reservedCpus[run] as number;
    for (const run of [...waiting]) {
      const job = plan.job[run] as number;
      if ((jobs.arrivalMs[job] as number) > now) continue;
      const cpus = jobs.cpus[job] as number;
      const fits = rights.reserved[run] === 1 && cpus <= free;
      const due = (plan.startMs[run] as number) <= now;
      if (!due && !(fits && rights.early[run] === 1)) continue;
      waiting.delete(run);
      startMs[run] = now;
      const share = capacity.split && rights.reserved[run] === 1 ? Math.min(free, cpus) : 0;
      reservedCpus[run] = fits ? cpus : share;
      free -= reservedCpus[run] as number;
    }
  }
  return { startMs, reservedCpus };
}

const capacities = fc.record({
  cpus: fc.integer({ min: 1, max: 8 }),
  releaseLagMs: fc.constantFrom(0, STEP),
  split: fc.boolean(),
});

function sameAsByStep(jobs: JobTrace, plan: Plan, capacity: ReservedCapacity, rights: RunRights) {
  const fast = dispatch(jobs, plan, capacity, rights);
  const slow = byStep(jobs, plan, capacity, rights);
  expect(Array.from(fast.startMs)).toEqual(slow.startMs);
  expect(Array.from(fast.reservedCpus)).toEqual(slow.reservedCpus);
}

describe("a dispatch", () => {
  it("does what a clock does that stops at every step", () => {
    const flags = fc.array(fc.constantFrom(0, 1), { minLength: 12, maxLength: 12 });
    const waits = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(jobRows, waits, capacities, flags, flags, (rows, wait, capacity, early, may) => {
        const jobs = jobsOf(rows);
        const starts = jobs.arrivalMs.map((arrival, job) => arrival + (wait[job] ?? 0) * STEP);
        const rights = { reserved: Uint8Array.from(may), early: Uint8Array.from(early) };
        sameAsByStep(jobs, uninterrupted(jobs, starts), capacity, rights);
      }),
      { numRuns: 300 },
    );
  });

  it("does so for suspended jobs, which never start early", () => {
    fc.assert(
      fc.property(inputs, capacities, (input, capacity) => {
        const plan = waitAwhile.plan(input);
        sameAsByStep(input.jobs, plan, capacity, rightsOf(plan.count, 0));
      }),
      { numRuns: 150 },
    );
  });
});
