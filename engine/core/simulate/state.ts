/** The state of a replay or a live run between two events; plain data. */
import { assert } from "../assert.ts";
import { openPool, type PodRequests, type PoolState } from "../cluster/node-pool.ts";
import type { Timeline } from "../timeline/timeline.ts";
import type { InstantMs } from "../units/units.ts";
import { type LockTable, newLockTable } from "../workflow/shared/locks.ts";
import type { MemoCache } from "../workflow/shared/memo-cache.ts";
import type { WorkflowRun } from "../workflow/state.ts";
import type { ReplayContext } from "./context.ts";
import type { StartCounts } from "./pods.ts";

/** A pod that has a node, or waits for one. */
export interface PodState {
  readonly request: number;
  readonly pod: number;
  readonly templateName: string;
  readonly displayName: string;
  readonly requests: PodRequests;
  /** Which pod of its template this is in the run, from 0; -1 before it starts. */
  occurrence: number;
  node: number;
  startedAtMs: InstantMs;
}

export interface ActiveRun {
  run: WorkflowRun;
  /** Newest batch when the run began: what its model is trained on. */
  readonly trainsOn: number;
  readonly startedAtMs: InstantMs;
  /** It has ended, and some of its pods are still to be stopped. */
  ended?: true;
  /** How many of `pods` run. */
  running: number;
  /** By index of the workflow node; undefined when they have ended. */
  readonly pods: Record<number, PodState | undefined>;
  readonly started: StartCounts;
}

export interface ReplayState {
  readonly pool: PoolState;
  readonly runs: Record<number, ActiveRun>;
  /** Pods without room, first come first served. */
  readonly queue: PodState[];
  /** Pods with room on a node that is not ready yet, by node. */
  readonly boarding: Record<number, PodState[]>;
  /** Locks and memoized outputs, shared by the runs of all requests. */
  readonly locks: LockTable;
  readonly cache: MemoCache;
  /** Instants that waiting requests aim at. */
  readonly planned: Record<number, InstantMs>;
  /** Batch the serving model was trained on; -1 before the first training. */
  trainedOn: number;
  /** Newest batch; -1 before the first. */
  batch: number;
  readonly timeline: Timeline;
}

/** The state at the beginning of the period. */
export function initialState(context: ReplayContext): ReplayState {
  const { period, workload, pool } = context.world;
  const poolState = openPool(pool);
  const endMs = period.toMs;
  return {
    pool: poolState,
    runs: {},
    queue: [],
    boarding: {},
    locks: newLockTable(),
    cache: {},
    planned: {},
    trainedOn: -1,
    batch: -1,
    timeline: {
      policy: context.spec.name,
      fromMs: period.fromMs,
      toMs: endMs,
      requests: workload.requestedAtMs.map((askedAtMs, index) => ({
        index,
        askedAtMs,
        deadlineMs: askedAtMs + workload.deadlineMs,
        outcome: "unfinished",
      })),
      decisions: [],
      pods: [],
      nodes: poolState.nodes.map(({ id }) => ({ node: id, fromMs: period.fromMs, toMs: endMs })),
      quality: [],
    },
  };
}

/** The run of a request that has begun and not been forgotten. */
export function activeRun(state: ReplayState, request: number): ActiveRun {
  const active = state.runs[request];
  assert(active !== undefined, () => `request ${request} has a run`);
  return active;
}
