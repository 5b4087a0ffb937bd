/** What a policy is asked about, a run or one of its steps, and what became of it so far. */
import type { DurationMs, InstantMs } from "../units/units.ts";

/** In place of a pod: the whole run. */
export const WHOLE_RUN = -1;

export interface Gate {
  readonly request: number;
  /** Index of the workflow node, or `WHOLE_RUN`. */
  readonly pod: number;
  readonly askedAtMs: InstantMs;
  /** The instant that the last answer named. */
  plannedMs: InstantMs | undefined;
  /** Time it ran before it was suspended last. */
  ranMs: DurationMs;
  /** The part of `ranMs` after start-ups, in which work was done; of runs alone, pods know it. */
  workedMs: DurationMs;
  /** Since when it runs; undefined while it waits. */
  runningSinceMs: InstantMs | undefined;
  /** How many replicas it runs with, or ran with last. */
  replicas: number;
  /** What the policy gave to be kept. */
  memo: readonly number[] | undefined;
  /** Counts the answers, so that a watch of an earlier one is ignored. */
  answers: number;
}

export function openGate(request: number, pod: number, askedAtMs: InstantMs): Gate {
  return {
    request,
    pod,
    askedAtMs,
    plannedMs: undefined,
    ranMs: 0,
    workedMs: 0,
    runningSinceMs: undefined,
    replicas: 1,
    memo: undefined,
    answers: 0,
  };
}

/** How long the subject has run by an instant. */
export function ranUntil(gate: Gate, atMs: InstantMs): DurationMs {
  const { ranMs, runningSinceMs } = gate;
  return runningSinceMs === undefined ? ranMs : ranMs + atMs - runningSinceMs;
}
