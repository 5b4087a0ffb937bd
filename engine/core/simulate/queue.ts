/** Pods that ask for room: at once, or in the queue until nodes have it; and those that are taken back. */
import { type PodAsk, place, release } from "../cluster/nodes.ts";
import { nextScanMs } from "../cluster/scale-down.ts";
import type { InstantMs } from "../units/units.ts";
import type { ReplayContext } from "./context.ts";
import type { PodPart, ReplayEffect } from "./events.ts";
import type { Gate } from "./gate.ts";
import { beginIdling, boardPod, forgetBoarding, releasePod, tryPlace, WHOLE } from "./placement.ts";
import { nodeOf, podTemplate } from "./pods.ts";
import {
  activeRun,
  controlOf,
  type PodState,
  type ReplayState,
  type SuspendedPod,
} from "./state.ts";

/** Asks for room for a pod that starts, or goes on after it was suspended; without any it waits. */
export function requestPod(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  node: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const active = activeRun(state, request);
  const template = podTemplate(context.plan, active.run, node);
  const position = nodeOf(active.run, node).template;
  const { control } = active;
  const before = control?.suspended[node];
  if (before !== undefined) delete control?.suspended[node];
  const replicas = context.profiles[position]?.replicas;
  const pod: PodState = {
    request,
    pod: node,
    templateName: template.name,
    displayName: active.run.nodes[node]?.displayName ?? template.name,
    ask: context.asks[position]?.[active.site] as PodAsk,
    turn: state.turns++,
    part:
      control === undefined && replicas === undefined
        ? WHOLE
        : partOf(before, control?.gates[node], replicas),
    occurrence: before?.occurrence ?? -1,
    node: -1,
    moreNodes: NO_NODES,
    awaits: 0,
    savingSinceMs: undefined,
    startedAtMs: atMs,
  };
  // Where one like it waits there is no room for this one either.
  const alike = state.queue.some(
    (each) => each.ask === pod.ask && each.part.replicas <= pod.part.replicas,
  );
  if (alike || !tryPlace(context, state, pod, growsAtOnce(context), atMs, effects))
    enqueue(context, state, pod, atMs, effects);
}

const NO_NODES: readonly number[] = [];

/** The replicas of a multi-node job are fixed; those of an elastic step are the policy's choice. */
function partOf(
  before: SuspendedPod | undefined,
  gate: Gate | undefined,
  fixed: number | undefined,
): PodPart {
  const replicas = fixed ?? gate?.replicas ?? 1;
  if (before === undefined) return replicas === 1 ? WHOLE : { ...WHOLE, replicas };
  return { segment: before.segment, progressMs: before.progressMs, replicas };
}

/** Without an autoscaler, or with one that never sleeps, a node is asked for when it is missed. */
function growsAtOnce({ cluster: { autoscaler } }: ReplayContext): boolean {
  return autoscaler === undefined || autoscaler.scanMs === 0;
}

function enqueue(
  context: ReplayContext,
  state: ReplayState,
  pod: PodState,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const { queue } = state;
  const { priority } = pod.ask;
  let at = queue.length;
  while (at > 0 && (queue[at - 1] as PodState).ask.priority < priority) at -= 1;
  queue.splice(at, 0, pod);
  expectScan(context, state, atMs, effects);
}

/** The autoscaler will see pods that wait at its next scan. */
export function expectScan(
  context: ReplayContext,
  state: ReplayState,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  if (state.queue.length === 0 || state.scanMs !== undefined || growsAtOnce(context)) return;
  state.scanMs = nextScanMs(context.cluster, atMs);
  effects.push({ type: "scanLater", atMs: state.scanMs });
}

/** Gives room to waiting pods, in order; one that finds none does not stop others. */
export function drainQueue(
  context: ReplayContext,
  state: ReplayState,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const { pool } = state;
  if (state.queue.length === 0 && pool.coming === 0) {
    state.drained = pool.changes;
    return;
  }
  if (state.drained === pool.changes) return;
  while (state.drained !== pool.changes) {
    state.drained = pool.changes;
    boardEarlier(context, state, atMs, effects);
    serveQueue(context, state, growsAtOnce(context), atMs, effects);
  }
  expectScan(context, state, atMs, effects);
}

/** Tries each kind of waiting pod until it fails once. */
export function serveQueue(
  context: ReplayContext,
  state: ReplayState,
  grow: boolean,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const { queue } = state;
  if (queue.length === 0) return;
  const failed = new Set<PodAsk>();
  for (let at = 0; at < queue.length; ) {
    const pod = queue[at] as PodState;
    const single = pod.part.replicas === 1;
    if (single && failed.has(pod.ask)) at += 1;
    else if (tryPlace(context, state, pod, grow, atMs, effects)) queue.splice(at, 1);
    else {
      if (single) failed.add(pod.ask);
      at += 1;
    }
  }
}

/** Pods that wait for a coming node take room on a ready one, as kube-scheduler would give it to them. */
function boardEarlier(
  { cluster }: ReplayContext,
  state: ReplayState,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  if (state.pool.coming === 0) return;
  const highest = state.queue[0]?.ask.priority ?? Number.NEGATIVE_INFINITY;
  const failed = new Set<PodAsk>();
  for (const pod of boardingPods(state)) {
    const { ask, part } = pod;
    if (part.replicas > 1 || highest > ask.priority || failed.has(ask)) continue;
    const node = place(cluster, state.pool, ask, "ready");
    if (node === undefined) {
      failed.add(ask);
      continue;
    }
    forgetBoarding(state, pod);
    release(state.pool, pod.node, pod.ask);
    pod.node = node.id;
    pod.awaits = 0;
    boardPod(state, pod, atMs, effects);
  }
}

/** Pods with room on nodes that are not all ready, by turn. */
function boardingPods({ boarding }: ReplayState): PodState[] {
  const lists = Object.values(boarding);
  if (lists.length === 0) return [];
  return [...new Set(lists.flat())].sort((a, b) => a.turn - b.turn);
}

/** Takes back a pod that has not started; false when it runs, or is not known. */
export function withdraw(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  pod: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): boolean {
  const isIt = (each: PodState) => each.request === request && each.pod === pod;
  const queued = state.queue.findIndex(isIt);
  if (queued >= 0) {
    keepProgress(state, state.queue[queued] as PodState);
    state.queue.splice(queued, 1);
    return true;
  }
  const found = Object.values(state.boarding).flat().find(isIt);
  if (found === undefined) return false;
  keepProgress(state, found);
  releasePod(state, found);
  forgetBoarding(state, found);
  // One that is still coming idles from when it is ready.
  for (const node of [found.node, ...found.moreNodes])
    beginIdling(context, state, node, atMs, effects);
  return true;
}

/** One that was suspended before keeps what it has done. */
function keepProgress(state: ReplayState, pod: PodState): void {
  const { part, occurrence } = pod;
  const active = state.runs[pod.request];
  if (part.segment > 0 && active !== undefined) {
    const { segment, progressMs } = part;
    controlOf(active).suspended[pod.pod] = { segment, progressMs, occurrence };
  }
}
