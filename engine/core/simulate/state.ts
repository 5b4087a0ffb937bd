/** The state of a replay or a live run between two events; plain data. */
import { broken } from "../assert.ts";
import { type Cluster, openPools, type PodAsk, type PoolState } from "../cluster/nodes.ts";
import { gatedSteps } from "../policy/decide.ts";
import { HOME } from "../site/site.ts";
import type { NodeRecord, Timeline } from "../timeline/timeline.ts";
import type { DurationMs, InstantMs } from "../units/units.ts";
import { type LockTable, newLockTable } from "../workflow/shared/locks.ts";
import type { MemoCache } from "../workflow/shared/memo-cache.ts";
import type { WorkflowRun } from "../workflow/state.ts";
import type { ReplayContext } from "./context.ts";
import type { NodePlace, PodPart } from "./events.ts";
import type { Gate } from "./gate.ts";
import type { StartCounts } from "./pods.ts";

/** A pod that has a node, or waits for one. */
export interface PodState {
  readonly request: number;
  readonly pod: number;
  readonly templateName: string;
  readonly displayName: string;
  readonly ask: PodAsk;
  /** First come, first served among pods of one priority. */
  readonly turn: number;
  readonly part: PodPart;
  /** Which pod of its template this is in the run, from 0; -1 before it starts. */
  occurrence: number;
  node: number;
  /** Nodes of the replicas after the first one. */
  moreNodes: readonly number[];
  /** How many of its nodes are not ready yet. */
  awaits: number;
  /** When it was told to suspend itself; it saves its state, and does no work since. */
  savingSinceMs: InstantMs | undefined;
  startedAtMs: InstantMs;
}

/** What is kept of a pod that is suspended. */
export interface SuspendedPod {
  readonly segment: number;
  readonly progressMs: DurationMs;
  readonly occurrence: number;
}

/** A wait that ends early when so many CPUs are free on nodes that run in any case. */
export interface RoomWatch {
  readonly request: number;
  readonly pod: number;
  readonly answers: number;
  readonly cpu: number;
}

export interface ActiveRun {
  run: WorkflowRun;
  /** Newest batch when the run began: what its model is trained on. */
  readonly trainsOn: number;
  readonly startedAtMs: InstantMs;
  /** Where all of its pods go. */
  readonly site: number;
  /** It has ended, and some of its pods are still to be stopped. */
  ended?: true;
  /** How many of `pods` run. */
  running: number;
  /** By index of the workflow node; undefined when they have ended. */
  readonly pods: Record<number, PodState | undefined>;
  readonly started: StartCounts;
  /** Absent as long as the policy has not reached into the run. */
  control?: RunControl;
}

/** How a policy holds a run that has begun. */
export interface RunControl {
  /** Steps that the policy was asked about, by index of the workflow node. */
  readonly gates: Record<number, Gate>;
  readonly suspended: Record<number, SuspendedPod>;
  /** Pods that came due while the run was suspended. */
  readonly held: number[];
  /** The policy has suspended the run. */
  paused: boolean;
}

export interface ReplayState {
  readonly pool: PoolState;
  readonly runs: Record<number, ActiveRun>;
  /** Runs that have ended, where somebody may look at them or retry them; absent: they are let go. */
  readonly ended?: Record<number, ActiveRun>;
  /** Pods without room, by priority, then first come first served. */
  readonly queue: PodState[];
  /** How many pods have asked for room. */
  turns: number;
  /** Up to which change of room waiting pods were served. */
  drained: number;
  /** When the autoscaler will look next; undefined when nobody waits for that. */
  scanMs: InstantMs | undefined;
  /** Pods with room on a node that is not ready yet, by node. */
  readonly boarding: Record<number, PodState[]>;
  /** Locks and memoized outputs, shared by the runs of all requests. */
  readonly locks: LockTable;
  readonly cache: MemoCache;
  /** Runs that the policy will be asked about again, by request. */
  readonly gates: Record<number, Gate | undefined>;
  /** By the template's position: the policy is asked about its pods; undefined: about none. */
  readonly gatedTemplates: readonly boolean[] | undefined;
  /** Pods of such templates that came due just now. */
  readonly due: { readonly request: number; readonly pod: number }[];
  roomWatches: RoomWatch[];
  /** Batch the serving model was trained on; -1 before the first training. */
  trainedOn: number;
  /** Newest batch; -1 before the first. */
  batch: number;
  readonly timeline: Timeline;
}

/**
 * The state at the beginning of the period.
 *
 * @param keepsEnded runs that have ended are kept in `ended`
 */
export function initialState(context: ReplayContext, keepsEnded = false): ReplayState {
  const { period, workload } = context.world;
  const { cluster } = context;
  const poolState = openPools(cluster);
  const endMs = period.toMs;
  return {
    pool: poolState,
    runs: {},
    ...(keepsEnded && { ended: {} }),
    queue: [],
    turns: 0,
    drained: 0,
    scanMs: undefined,
    boarding: {},
    locks: newLockTable(),
    cache: {},
    gates: {},
    gatedTemplates: gatedTemplates(context),
    due: [],
    roomWatches: [],
    trainedOn: -1,
    batch: -1,
    timeline: {
      policy: context.spec.name,
      fromMs: period.fromMs,
      toMs: endMs,
      requests: workload.requestedAtMs.map((askedAtMs, index) => ({
        index,
        ...teamOf(workload.teams, index),
        askedAtMs,
        deadlineMs: askedAtMs + workload.deadlineMs,
        outcome: "unfinished",
      })),
      decisions: [],
      pods: [],
      nodes: poolState.nodes.map(({ id, pool }) =>
        nodeRecord(id, placeOf(cluster, pool), period.fromMs, endMs),
      ),
      transfers: [],
      quality: [],
    },
  };
}

function teamOf(teams: readonly string[] | undefined, index: number): { readonly team?: string } {
  return teams === undefined ? {} : { team: teams[index % teams.length] as string };
}

/** Where the nodes of a pool are; positions of the first are left out. */
export function placeOf({ places }: Cluster, index: number): NodePlace {
  const { site, pool } = places[index] as Cluster["places"][number];
  if (site === HOME && pool === 0) return AT_HOME;
  return { ...(site === HOME ? {} : { site }), ...(pool === 0 ? {} : { pool }) };
}

const AT_HOME: NodePlace = {};

/** The record of a node whose life begins. */
export function nodeRecord(
  node: number,
  place: NodePlace,
  fromMs: InstantMs,
  toMs: InstantMs,
): NodeRecord {
  return place === AT_HOME ? { node, fromMs, toMs } : { node, ...place, fromMs, toMs };
}

/** The control of a run, opened when the policy reaches into it for the first time. */
export function controlOf(active: ActiveRun): RunControl {
  active.control ??= { gates: {}, suspended: {}, held: [], paused: false };
  return active.control;
}

function gatedTemplates({ plan, spec }: ReplayContext): boolean[] | undefined {
  const steps = gatedSteps(spec);
  if (steps === undefined) return undefined;
  const isGated = (name: string) => steps === "all" || steps.includes(name);
  return plan.templates.map(({ name, kind }) => kind === "leaf" && isGated(name));
}

/** The run of a request that has begun and not been forgotten. */
export function activeRun(state: ReplayState, request: number): ActiveRun {
  const active = state.runs[request];
  if (active === undefined) throw broken(`request ${request} has a run`);
  return active;
}
