/** Pods on nodes: room, boarding, and the queue of those without any. */
import { beginIdleSpell, holds, type NodePool, place, release } from "../cluster/node-pool.ts";
import { HOME } from "../site/site.ts";
import type { InstantMs } from "../units/units.ts";
import type { ReplayContext } from "./context.ts";
import type { PodPart, ReplayEffect } from "./events.ts";
import type { Gate } from "./gate.ts";
import { countStart, nodeOf, podTemplate } from "./pods.ts";
import {
  activeRun,
  controlOf,
  nodeRecord,
  type PodState,
  type ReplayState,
  type SuspendedPod,
} from "./state.ts";

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
  const { request, requests, templateName, part } = pod;
  if (part.segment === 0)
    pod.occurrence = countStart(active.started, nodeOf(active.run, pod.pod).template);
  active.pods[pod.pod] = pod;
  active.running += 1;
  const effect: StartPod = {
    type: "startPod",
    request,
    pod: pod.pod,
    template: templateName,
    cpu: requests.cpu,
  };
  effects.push(part === WHOLE ? effect : { ...effect, part });
}

/** Gives room to waiting pods, in order, until one does not fit. */
export function drainQueue(
  context: ReplayContext,
  state: ReplayState,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  for (let pod = state.queue[0]; pod !== undefined; pod = state.queue[0]) {
    const { site } = activeRun(state, pod.request);
    if (!tryPlace(context, state, pod, site, atMs, effects)) return;
    state.queue.shift();
  }
}

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
  const { control } = active;
  const before = control?.suspended[node];
  if (before !== undefined) delete control?.suspended[node];
  const pod: PodState = {
    request,
    pod: node,
    templateName: template.name,
    displayName: active.run.nodes[node]?.displayName ?? template.name,
    requests: template.requests,
    part: control === undefined ? WHOLE : partOf(before, control.gates[node]),
    occurrence: before?.occurrence ?? -1,
    node: -1,
    moreNodes: NO_NODES,
    awaits: 0,
    savingSinceMs: undefined,
    startedAtMs: atMs,
  };
  const waits =
    state.queue.length > 0 || !tryPlace(context, state, pod, active.site, atMs, effects);
  if (waits) state.queue.push(pod);
}

const NO_NODES: readonly number[] = [];

/** A pod that was never suspended, alone. */
const WHOLE: PodPart = { segment: 0, progressMs: 0, replicas: 1 };

function partOf(before: SuspendedPod | undefined, gate: Gate | undefined): PodPart {
  const replicas = gate?.replicas ?? 1;
  if (before === undefined) return replicas === 1 ? WHOLE : { ...WHOLE, replicas };
  return { segment: before.segment, progressMs: before.progressMs, replicas };
}

/** All replicas get room at once, or none does. */
function tryPlace(
  context: ReplayContext,
  state: ReplayState,
  pod: PodState,
  site: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): boolean {
  const { requests } = pod;
  const { replicas } = pod.part;
  if (replicas > 1) {
    const pool = context.pools[site] as NodePool;
    if (holds(state.pool, pool, requests, site) < replicas) return false;
  }
  const first = placeOne(context, state, pod, site, atMs, effects);
  if (first === undefined) return false;
  pod.node = first;
  if (replicas > 1) {
    pod.moreNodes = Array.from({ length: replicas - 1 }, () =>
      Number(placeOne(context, state, pod, site, atMs, effects)),
    );
  }
  if (pod.awaits === 0) boardPod(state, pod, atMs, effects);
  return true;
}

/** The node that one replica got; undefined without room. */
function placeOne(
  context: ReplayContext,
  state: ReplayState,
  pod: PodState,
  site: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): number | undefined {
  const pool = context.pools[site] as NodePool;
  const placement = place(state.pool, pool, pod.requests, site);
  if (placement.kind === "queued") return undefined;
  const { node } = placement;
  if (placement.kind === "placed" && placement.ready) return node;
  if (placement.kind === "provision") {
    const { timeline } = state;
    timeline.nodes.push(nodeRecord(node, site, atMs, timeline.toMs));
    effects.push(toProvision(node, site));
  }
  pod.awaits += 1;
  state.boarding[node] ??= [];
  state.boarding[node]?.push(pod);
  return node;
}

function toProvision(node: number, site: number): ReplayEffect {
  return site === HOME ? { type: "provisionNode", node } : { type: "provisionNode", node, site };
}

/** Gives the room of all replicas back. */
export function releasePod(state: ReplayState, pod: PodState): void {
  release(state.pool, pod.node, pod.requests);
  for (const node of pod.moreNodes) release(state.pool, node, pod.requests);
}

/** A node without pods is removed after a while, unless it must stay. */
export function beginIdling(
  context: ReplayContext,
  state: ReplayState,
  node: number,
  effects: ReplayEffect[],
): void {
  const idleSpell = beginIdleSpell(state.pool, context.pools, node);
  if (idleSpell === undefined) return;
  const site = state.timeline.nodes[node]?.site;
  const where = site === undefined ? undefined : { site };
  effects.push({ type: "scaleDown", node, ...where, idleSpell });
}

/** Takes back a pod that has not started; false when it runs, or is not known. */
export function withdraw(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  pod: number,
  effects: ReplayEffect[],
): boolean {
  const isIt = (each: PodState) => each.request === request && each.pod === pod;
  const queued = state.queue.findIndex(isIt);
  if (queued >= 0) {
    keepProgress(state, state.queue[queued] as PodState);
    state.queue.splice(queued, 1);
    return true;
  }
  for (const pods of Object.values(state.boarding)) {
    const found = pods.find(isIt);
    if (found === undefined) continue;
    keepProgress(state, found);
    releasePod(state, found);
    for (const each of Object.values(state.boarding)) {
      for (let at = each.indexOf(found); at >= 0; at = each.indexOf(found)) each.splice(at, 1);
    }
    for (const node of [found.node, ...found.moreNodes]) {
      // One that is still coming idles from when it is ready.
      if (state.boarding[node] === undefined) beginIdling(context, state, node, effects);
    }
    return true;
  }
  return false;
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
