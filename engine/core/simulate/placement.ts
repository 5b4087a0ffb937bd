/** Pods on nodes: holding room on one node or several, boarding, giving it back. */
import { findNode, type PodAsk, place, release } from "../cluster/nodes.ts";
import { holds } from "../cluster/room.ts";
import { nextScanMs, updateNeed } from "../cluster/scale-down.ts";
import { growFor } from "../cluster/scale-up.ts";
import type { InstantMs } from "../units/units.ts";
import type { ReplayContext } from "./context.ts";
import type { PodPart, ReplayEffect } from "./events.ts";
import { countStart, nodeOf } from "./pods.ts";
import { activeRun, nodeRecord, type PodState, placeOf, type ReplayState } from "./state.ts";

/** A pod that was never suspended, alone. */
export const WHOLE: PodPart = { segment: 0, progressMs: 0, replicas: 1 };

type StartPod = Extract<ReplayEffect, { type: "startPod" }>;

/** Starts a pod that holds room on ready nodes. */
export function boardPod(
  state: ReplayState,
  pod: PodState,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const active = activeRun(state, pod.request);
  pod.startedAtMs = atMs;
  const { request, ask, templateName, part } = pod;
  if (part.segment === 0)
    pod.occurrence = countStart(active.started, nodeOf(active.run, pod.pod).template);
  active.pods[pod.pod] = pod;
  active.running += 1;
  const effect: StartPod = {
    type: "startPod",
    request,
    pod: pod.pod,
    template: templateName,
    cpu: ask.requests.cpu,
  };
  effects.push(part === WHOLE ? effect : { ...effect, part });
}

/** All replicas get room at once, or none does. */
export function tryPlace(
  context: ReplayContext,
  state: ReplayState,
  pod: PodState,
  grow: boolean,
  atMs: InstantMs,
  effects: ReplayEffect[],
): boolean {
  const { cluster } = context;
  const { replicas } = pod.part;
  if (cluster.quotas.jobs !== undefined && state.pool.jobs >= cluster.quotas.jobs) return false;
  if (replicas > 1 && holds(cluster, state.pool, pod.ask, grow) < replicas) return false;
  const first = placeOne(context, state, pod, grow, atMs, effects);
  if (first === undefined) return false;
  pod.node = first;
  if (replicas > 1) {
    pod.moreNodes = Array.from({ length: replicas - 1 }, () =>
      Number(placeOne(context, state, pod, grow, atMs, effects)),
    );
  }
  state.pool.jobs += 1;
  if (pod.awaits === 0) boardPod(state, pod, atMs, effects);
  return true;
}

/** The node that one replica got; undefined without room. */
function placeOne(
  { cluster }: ReplayContext,
  state: ReplayState,
  pod: PodState,
  grow: boolean,
  atMs: InstantMs,
  effects: ReplayEffect[],
): number | undefined {
  const open = place(cluster, state.pool, pod.ask);
  if (open?.ready === true) return open.id;
  const node =
    open ?? (grow ? growFor(cluster, state.pool, pod.ask, () => rivals(state, pod), atMs) : open);
  if (node === undefined) return undefined;
  const { id } = node;
  if (open === undefined) {
    const { timeline } = state;
    const where = placeOf(cluster, node.pool);
    timeline.nodes.push(nodeRecord(id, where, atMs, timeline.toMs));
    effects.push({ type: "provisionNode", node: id, ...where });
    if (cluster.pools[node.pool]?.spot !== undefined)
      effects.push({ type: "leaseSpot", node: id, ...where });
  }
  pod.awaits += 1;
  state.boarding[id] ??= [];
  state.boarding[id]?.push(pod);
  return id;
}

/** What an expander looks at; the parts of one job all go to the first pool that may grow. */
function rivals({ queue }: ReplayState, pod: PodState): PodAsk[] {
  if (pod.part.replicas > 1) return [];
  return [pod.ask, ...queue.flatMap((each) => (each === pod ? [] : [each.ask]))];
}

/** Gives the room of all replicas back. */
export function releasePod(state: ReplayState, pod: PodState): void {
  state.pool.jobs -= 1;
  release(state.pool, pod.node, pod.ask);
  for (const node of pod.moreNodes) release(state.pool, node, pod.ask);
}

/** A node without need is removed after a while, unless it must stay. */
export function beginIdling(
  { cluster }: ReplayContext,
  state: ReplayState,
  node: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const idleSpell = updateNeed(cluster, state.pool, node);
  if (idleSpell === undefined) return;
  const pool = findNode(state.pool, node)?.pool as number;
  const effect = { type: "scaleDown", node, ...placeOf(cluster, pool), idleSpell } as const;
  if (cluster.autoscaler === undefined) {
    effects.push(effect);
    return;
  }
  // Its time counts from the scan that sees it.
  const sinceMs = nextScanMs(cluster, atMs);
  const unneededMs = cluster.pools[pool]?.scaleDownMs as number;
  effects.push({ ...effect, atMs: nextScanMs(cluster, sinceMs + unneededMs) });
}

/** No coming node is to board the pod any more. */
export function forgetBoarding({ boarding }: ReplayState, pod: PodState): void {
  for (const each of Object.values(boarding)) {
    for (let at = each.indexOf(pod); at >= 0; at = each.indexOf(pod)) each.splice(at, 1);
  }
}
