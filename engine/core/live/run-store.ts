/** The port of the store of live runs: what happened, kept before anything follows from it. */
import type { ReplayEvent } from "../simulate/events.ts";
import type { InstantMs } from "../units/units.ts";
import type { AttemptUsage } from "./attempt.ts";

/** `interrupted` is not kept: it is a running one whose process is gone. */
export type LiveStatus = "running" | "paused" | "succeeded" | "failed" | "cancelled";

export interface LiveRunToKeep {
  readonly scenario: string;
  readonly title: string;
  readonly policy: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** JSON: the world, how it runs, and what was trusted; enough to go on without the scenario's files. */
  readonly question: string;
  /** Start of the scenario's period. */
  readonly nowMs: InstantMs;
}

export interface LiveHolder {
  readonly processId: number;
  /** Real time. */
  readonly seenAtMs: number;
}

export interface KeptLiveRun extends LiveRunToKeep, LiveHolder {
  readonly id: number;
  readonly status: LiveStatus;
  readonly message: string;
  readonly events: number;
}

/** One entry of the log; entries of a run are numbered from 0 without gaps. */
export interface LiveRecord {
  readonly event: ReplayEvent;
  /** Time alone brought it; else a pod's end, or a person. */
  readonly byTime: boolean;
  /** Real time at which it happened. */
  readonly wallMs: number;
  /** The attempt that it tells the end of. */
  readonly attempt?: string;
  readonly usage?: AttemptUsage;
  /** Number of the operation that it carries out: with the entry it counts as taken. */
  readonly operation?: number;
}

/** What somebody wants of a run, maybe from another process. */
export type LiveOperation =
  | { readonly kind: "pause" }
  | { readonly kind: "resume" }
  /** Ends the whole live run: everything that runs is stopped. */
  | { readonly kind: "cancel" }
  /** Argo's operations on the workflow of one request; `node` selects by name. */
  | {
      readonly kind: "workflow";
      readonly request: number;
      readonly action: "suspend" | "resume" | "stop" | "terminate" | "retry";
      readonly node?: string;
      readonly outputs?: Readonly<Record<string, string>>;
    };

/** Every method throws an `IssueError` with a `store/…` code when it cannot. */
export interface LiveStore {
  /** The run is this process's until it is released, or the process ends. */
  create(run: LiveRunToKeep, holder: LiveHolder): number;
  /** Adds entries behind those that are there, all or none, and durable when it returns. */
  append(id: number, fromSeq: number, records: readonly LiveRecord[], nowMs: InstantMs): void;
  /** Entries from a number on. */
  records(id: number, fromSeq: number, count: number): readonly LiveRecord[];
  /** With an ending nothing is asked of the run any more. */
  setStatus(id: number, status: LiveStatus, message: string): void;
  /** True when the run is now this process's: no other one that lives holds it, whatever it does. */
  hold(id: number, holder: LiveHolder): boolean;
  /** Whether any process holds it, this one or another. */
  isHeld(id: number): boolean;
  release(id: number): void;
  /** Says that this process still works on it, and how far scenario time has come. */
  seen(id: number, holder: LiveHolder, nowMs: InstantMs): void;
  ask(id: number, operation: LiveOperation): void;
  /** Operations that were asked for and not taken yet, oldest first. */
  asked(id: number): readonly { readonly seq: number; readonly operation: LiveOperation }[];
  taken(id: number, seq: number): void;
  /** Newest first. */
  list(): readonly KeptLiveRun[];
  find(id: number): KeptLiveRun | undefined;
  delete(id: number): void;
}
