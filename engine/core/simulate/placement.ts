/** From workflow effects to pods on nodes. */
import { assert } from "../assert.ts";
import { place } from "../cluster/node-pool.ts";
import type { InstantMs } from "../units/units.ts";
import type { NodePhase, WorkflowEffect } from "../workflow/state.ts";
import { transition } from "../workflow/transition.ts";
import type { ReplayContext } from "./context.ts";
import type { ReplayEffect } from "./events.ts";
import { podTemplate } from "./pods.ts";
import { deployModel } from "./quality.ts";
import type { ActiveRun, PodState, ReplayState } from "./state.ts";

/** Carries out what the workflow of a request asked for. */
export function applyWorkflow(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  workflowEffects: readonly WorkflowEffect[],
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const active = state.runs[request] as ActiveRun;
  for (const effect of workflowEffects) {
    if (effect.type === "completed") endRun(context, state, request, effect.phase, atMs);
    else requestPod(context, state, active, request, effect.node, atMs, effects);
  }
}

/** Starts a pod that holds room on a ready node. */
export function boardPod(
  context: ReplayContext,
  state: ReplayState,
  pod: PodState,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const active = state.runs[pod.request];
  assert(active !== undefined, () => `request ${pod.request} has a run`);
  pod.startedAtMs = atMs;
  active.pods[pod.pod] = pod;
  active.run = transition(context.plan, active.run, {
    type: "podStarted",
    atMs,
    node: pod.pod,
  }).run;
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

function requestPod(
  context: ReplayContext,
  state: ReplayState,
  active: ActiveRun,
  request: number,
  node: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const template = podTemplate(context.plan, active.run, node);
  const pod: PodState = {
    request,
    pod: node,
    templateName: template.name,
    displayName: active.run.nodes[node]?.displayName ?? template.name,
    requests: template.requests,
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
    boardPod(context, state, pod, atMs, effects);
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

function endRun(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  phase: NodePhase,
  atMs: InstantMs,
): void {
  const record = state.timeline.requests[request];
  const active = state.runs[request];
  assert(record !== undefined && active !== undefined, () => `request ${request} has a run`);
  record.finishedAtMs = atMs;
  record.outcome = phase === "Succeeded" ? "succeeded" : "failed";
  if (phase === "Succeeded") deployModel(context, state, active.trainsOn, atMs);
  delete state.runs[request];
}
