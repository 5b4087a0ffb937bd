/** What the live driver is given: the run as a machine, who runs its programs, and where its log is kept. */
import type { Executor } from "../../core/live/attempt.ts";
import type { LiveSettings } from "../../core/live/attempt-spec.ts";
import type { LiveMachine, OpenAttempt } from "../../core/live/live-machine.ts";
import type { LiveStore } from "../../core/live/run-store.ts";
import type { DurationMs, InstantMs } from "../../core/units/units.ts";
import type { StageCache } from "./stage-port.ts";

export interface DriverOptions {
  readonly id: number;
  readonly store: LiveStore;
  readonly executor: Executor;
  readonly machine: LiveMachine;
  readonly settings: LiveSettings;
  /** Scenario time in a unit of real time while nothing runs; Infinity: it never waits. */
  readonly timeScale: number;
  readonly workScale: number;
  /** Scenario time at which it goes on. */
  readonly fromMs: InstantMs;
  /** How many entries its log has. */
  readonly events: number;
  /** How long the store may refuse before the run is given up; it can be resumed later. */
  readonly patienceMs?: DurationMs;
  readonly stages?: StageCache;
  /** Ends what runs beside the pods; the ending is written when it has, so that nothing outlives a run. */
  readonly beforeEnding?: () => Promise<void>;
  /** Told after every turn in which something happened. */
  readonly onChange?: () => void;
}

/** Attempts of a log that was read back: those that never began, and those that were lost. */
export interface LeftOpen {
  readonly start: readonly OpenAttempt[];
  readonly lost: readonly OpenAttempt[];
}
