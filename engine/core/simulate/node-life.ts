/** What happens to nodes: they get ready, are needed no longer, or are taken away with what runs on them. */
import { broken } from "../assert.ts";
import { markReady, type Node, type PodAsk, place, removeNode } from "../cluster/nodes.ts";
import { countRemoval, expiryOf, nextScanMs } from "../cluster/scale-down.ts";
import type { NodeRecord } from "../timeline/timeline.ts";
import { type InstantMs, MINUTE_MS } from "../units/units.ts";
import type { ReplayContext } from "./context.ts";
import type { ReplayEffect, ReplayEvent } from "./events.ts";
import { beginIdling, boardPod } from "./placement.ts";
import { expectScan, requestPod, serveQueue, withdraw } from "./queue.ts";
import { type PodState, placeOf, type ReplayState } from "./state.ts";

/** Room elsewhere may change; looking at every scan would cost more than it tells. */
const LOOK_AGAIN_MS = 10 * MINUTE_MS;

/** What Argo writes of a pod whose node was deleted. */
export const POD_DELETED = "pod deleted";

export function nodeReady(
  context: ReplayContext,
  state: ReplayState,
  node: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  markReady(state.pool, node);
  for (const pod of state.boarding[node] ?? []) {
    pod.awaits -= 1;
    if (pod.awaits === 0) boardPod(state, pod, atMs, effects);
  }
  delete state.boarding[node];
  // Those it was asked for may have been taken back meanwhile.
  beginIdling(context, state, node, atMs, effects);
}

/** The autoscaler looks at pods without room, and asks for nodes. */
export function autoscalerScan(
  context: ReplayContext,
  state: ReplayState,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  state.scanMs = undefined;
  serveQueue(context, state, true, atMs, effects);
}

/** A node's time without need is over. */
export function nodeExpired(
  context: ReplayContext,
  state: ReplayState,
  { node: id, idleSpell, atMs }: Extract<ReplayEvent, { type: "nodeExpired" }>,
  effects: ReplayEffect[],
): void {
  const { cluster } = context;
  const expiry = expiryOf(cluster, state.pool, id, idleSpell, atMs);
  if (expiry.kind === "needed") return;
  if (expiry.kind === "later") {
    lookAgain(context, state, id, idleSpell, expiry.atMs, effects);
    return;
  }
  const { node } = expiry;
  const pods = node.pods > 0 ? podsOn(state, id) : [];
  if (pods.length > 0 && !canMove(context, state, node, pods)) {
    lookAgain(context, state, id, idleSpell, nextScanMs(cluster, atMs + LOOK_AGAIN_MS), effects);
    return;
  }
  countRemoval(state.pool, atMs);
  removeNode(state.pool, id);
  recordOf(state, id).toMs = atMs;
  for (const { request, pod } of pods) effects.push({ type: "evictPod", request, pod });
  expectScan(context, state, atMs, effects);
}

function lookAgain(
  { cluster }: ReplayContext,
  state: ReplayState,
  node: number,
  idleSpell: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const pool = state.pool.nodes.find(({ id }) => id === node)?.pool as number;
  effects.push({ type: "scaleDown", node, ...placeOf(cluster, pool), idleSpell, atMs });
}

/** The provider takes a node back: what runs on it is lost, what waited for it asks again. */
export function nodeEvicted(
  context: ReplayContext,
  state: ReplayState,
  node: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  if (!removeNode(state.pool, node)) return;
  const record = recordOf(state, node);
  record.toMs = atMs;
  record.evicted = true;
  for (const { request, pod } of podsOn(state, node)) {
    effects.push({ type: "evictPod", request, pod });
  }
  const boarding = new Set(Object.values(state.boarding).flat());
  const waited = [...boarding].filter((pod) => holdsRoomOn(pod, node));
  delete state.boarding[node];
  for (const pod of waited) {
    withdrawAll(context, state, pod, atMs, effects);
    requestPod(context, state, pod.request, pod.pod, atMs, effects);
  }
  expectScan(context, state, atMs, effects);
}

/** One that held room on the lost node alone is known to none of the others. */
function withdrawAll(
  context: ReplayContext,
  state: ReplayState,
  pod: PodState,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  state.boarding[pod.node] ??= [];
  if (!(state.boarding[pod.node] as PodState[]).includes(pod)) state.boarding[pod.node]?.push(pod);
  withdraw(context, state, pod.request, pod.pod, atMs, effects);
  if (state.boarding[pod.node]?.length === 0) delete state.boarding[pod.node];
}

function holdsRoomOn({ node, moreNodes }: PodState, id: number): boolean {
  return node === id || moreNodes.includes(id);
}

/** Pods that run on a node. */
function podsOn(state: ReplayState, node: number): PodState[] {
  return Object.values(state.runs).flatMap(({ pods }) =>
    Object.values(pods).filter((pod) => pod !== undefined && holdsRoomOn(pod, node)),
  ) as PodState[];
}

/** True when all pods of a node find room on other nodes that are ready. */
function canMove(
  { cluster }: ReplayContext,
  state: ReplayState,
  { id }: Node,
  pods: readonly PodState[],
): boolean {
  const others = state.pool.nodes.filter((node) => node.id !== id).map((node) => ({ ...node }));
  const rest = { ...state.pool, nodes: others };
  return pods.every(({ ask }: { ask: PodAsk }) => place(cluster, rest, ask, "ready") !== undefined);
}

function recordOf(state: ReplayState, node: number): NodeRecord {
  const record = state.timeline.nodes[node];
  if (record?.node !== node) throw broken(`node ${node} has a record`);
  return record;
}
