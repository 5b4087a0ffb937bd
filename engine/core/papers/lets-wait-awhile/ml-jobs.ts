/** The trainings of scenario II and the windows in which they may run. */
import { type DeadlineRule, deadlineSlot } from "./deadline.ts";
import { type Setting, slotOfWall } from "./setting.ts";

/** One entry a job. */
export interface MlJobs {
  /** Wall clock, in half hours from the first midnight. */
  readonly startSlot: Int32Array;
  readonly durationSlots: Int32Array;
}

/** Where each job may run: the slots `[fromSlot, toSlot)`. */
export interface MlWindows {
  readonly fromSlot: Int32Array;
  readonly toSlot: Int32Array;
  readonly durationSlots: Int32Array;
  /** Jobs that have slack. */
  readonly shiftable: number;
}

/** The windows under a rule; the series must hold every job's own time (see `slotsNeeded`). */
export function mlWindows(setting: Setting, jobs: MlJobs, rule: DeadlineRule): MlWindows {
  const { startSlot, durationSlots } = jobs;
  const fromSlot = new Int32Array(startSlot.length);
  const toSlot = new Int32Array(startSlot.length);
  const extra = setting.quirks.has("end-slot") ? 1 : 0;
  let shiftable = 0;
  for (let job = 0; job < startSlot.length; job++) {
    // East of Greenwich the first morning lies before the data.
    const from = Math.max(0, slotOfWall(setting, startSlot[job] as number));
    const finish = from + (durationSlots[job] as number);
    // Daylight saving may bring a deadline of the same morning an hour too near.
    const deadline = Math.max(finish, deadlineSlot(rule, finish, setting));
    if (deadline > finish) shiftable += 1;
    fromSlot[job] = from;
    toSlot[job] = Math.min(deadline + extra, setting.gPerKwh.length);
  }
  return { fromSlot, toSlot, durationSlots, shiftable };
}

/** Slots that the series must have so that every job can run when it is submitted. */
export function slotsNeeded(setting: Setting, { startSlot, durationSlots }: MlJobs): number {
  let most = 0;
  for (let job = 0; job < startSlot.length; job++) {
    const from = slotOfWall(setting, startSlot[job] as number);
    most = Math.max(most, from + (durationSlots[job] as number));
  }
  return most;
}
