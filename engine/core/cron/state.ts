/** What a CronWorkflow remembers, what happens to it, and what it asks its driver to do. */
import type { InstantMs } from "../units/units.ts";
import type { CronWorkflow } from "./cron-workflow.ts";

export type RunPhase = "Succeeded" | "Failed" | "Error";

export interface ActiveRun {
  readonly name: string;
  readonly scheduledAtMs: InstantMs;
  readonly startedAtMs: InstantMs;
  /** Was told to terminate; still counts as active until its end is known. */
  readonly terminating: boolean;
}

export interface EndedRun {
  readonly name: string;
  readonly phase: RunPhase;
  readonly finishedAtMs: InstantMs;
}

/** Plain JSON: may be stored at any moment and read back. */
export interface CronState {
  suspended: boolean;
  /** The stop expression has been true; for good. */
  stopped: boolean;
  /** The schedules of the newest attempt to start, as `scheduleText` writes them. */
  lastUsedSchedule?: string;
  /** The scheduled time of the newest start. */
  lastScheduledMs?: InstantMs;
  /** In the order of their starts. */
  active: ActiveRun[];
  /** Ended and not deleted, in the order of their ends. */
  ended: EndedRun[];
  succeeded: number;
  /** Runs that failed, and starts that did because of a `when` that cannot be evaluated. */
  failed: number;
}

export type CronEvent =
  /**
   * The controller reads the CronWorkflow: for the first time, after it was changed, after its status
   * was (a run started or ended), or when the controller itself comes back. Only then is a missed
   * start looked for.
   */
  | { readonly type: "loaded"; readonly atMs: InstantMs }
  /** A schedule is due, in the order of scheduled times. `atMs` is later than `scheduledAtMs` where the clock is a real one. */
  | { readonly type: "tick"; readonly atMs: InstantMs; readonly scheduledAtMs: InstantMs }
  | {
      readonly type: "runCompleted";
      readonly atMs: InstantMs;
      readonly name: string;
      readonly phase: RunPhase;
    }
  | { readonly type: "suspend"; readonly atMs: InstantMs }
  | { readonly type: "resume"; readonly atMs: InstantMs };

/** Why a start did not happen, in the order in which the reasons are looked at. */
export type SkipReason =
  /** The stop expression cannot be evaluated. */
  | "stop-error"
  | "suspended"
  | "stopped"
  /** `when` cannot be evaluated; counts as a failed run. */
  | "when-error"
  | "when"
  /** A run of that name is there: two schedules are due at the same instant. */
  | "already-exists"
  /** `concurrencyPolicy: Forbid`, and a run is active. */
  | "forbid";

export type CronEffect =
  | { readonly type: "startWorkflow"; readonly name: string; readonly scheduledAtMs: InstantMs }
  | { readonly type: "terminateWorkflow"; readonly name: string }
  | { readonly type: "deleteWorkflow"; readonly name: string }
  | {
      readonly type: "skipped";
      readonly scheduledAtMs: InstantMs;
      readonly reason: SkipReason;
      /** What is wrong with the expression. */
      readonly message?: string;
    };

export function initialCronState(cron: CronWorkflow): CronState {
  return {
    suspended: cron.suspend,
    stopped: false,
    active: [],
    ended: [],
    succeeded: 0,
    failed: 0,
  };
}
