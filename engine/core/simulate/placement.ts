/** Pods on nodes: room, boarding, and the queue of those without any. */
import { place, release } from "../cluster/node-pool.ts";
import type { InstantMs } from "../units/units.ts";
import type { ReplayContext } from "./context.ts";
import type { ReplayEffect } from "./events.ts";
import { countStart, nodeOf, podTemplate } from "./pods.ts";
import { activeRun, type PodState, type ReplayState } from "./state.ts";

/** Starts a pod that holds room on a ready node. */
export function boardPod(
  state: ReplayState,
  pod: PodState,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const active = activeRun(state, pod.request);
  pod.startedAtMs = atMs;
  pod.occurrence = countStart(active.started, nodeOf(active.run, pod.pod).template);
  active.pods[pod.pod] = pod;
  active.running += 1;
  const { request, requests, templateName } = pod;
  effects.push({
    type: "startPod",
    request,
    pod: pod.pod,
    template: templateName,
    cpu: requests.cpu,
  });
}

/** Gives room to waiting pods, in order, until one does not fit. */
export function drainQueue(
  context: ReplayContext,
  state: ReplayState,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  for (let pod = state.queue[0]; pod !== undefined; pod = state.queue[0]) {
    if (!tryPlace(context, state, pod, atMs, effects)) return;
    state.queue.shift();
  }
}

/** Asks for room for a pod; without any it waits. */
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
  const pod: PodState = {
    request,
    pod: node,
    templateName: template.name,
    displayName: active.run.nodes[node]?.displayName ?? template.name,
    requests: template.requests,
    occurrence: -1,
    node: -1,
    startedAtMs: atMs,
  };
  const waits = state.queue.length > 0 || !tryPlace(context, state, pod, atMs, effects);
  if (waits) state.queue.push(pod);
}

function tryPlace(
  context: ReplayContext,
  state: ReplayState,
  pod: PodState,
  atMs: InstantMs,
  effects: ReplayEffect[],
): boolean {
  const placement = place(state.pool, context.world.pool, pod.requests);
  if (placement.kind === "queued") return false;
  pod.node = placement.node;
  if (placement.kind === "placed" && placement.ready) {
    boardPod(state, pod, atMs, effects);
    return true;
  }
  if (placement.kind === "provision") {
    const { timeline } = state;
    timeline.nodes.push({ node: placement.node, fromMs: atMs, toMs: timeline.toMs });
    effects.push({ type: "provisionNode", node: placement.node });
  }
  state.boarding[placement.node] ??= [];
  state.boarding[placement.node]?.push(pod);
  return true;
}

/** Takes back a pod that has not started; false when it runs, or is not known. */
export function withdraw(state: ReplayState, request: number, pod: number): boolean {
  const isIt = (each: PodState) => each.request === request && each.pod === pod;
  const queued = state.queue.findIndex(isIt);
  if (queued >= 0) {
    state.queue.splice(queued, 1);
    return true;
  }
  for (const [node, pods] of Object.entries(state.boarding)) {
    const at = pods.findIndex(isIt);
    if (at < 0) continue;
    const [withdrawn] = pods.splice(at, 1);
    release(state.pool, Number(node), (withdrawn as PodState).requests);
    return true;
  }
  return false;
}
