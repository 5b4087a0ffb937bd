/**
 * The engine: `step(context, state, event)` gives the next state and what the driver has to do. The
 * same function serves the virtual clock and real pods; it reads no clock, no file, no random source.
 */
import { assertNever, broken } from "../assert.ts";
import { freeReservedCpu } from "../cluster/room.ts";
import type { PodWork } from "../profile/pod.ts";
import { HOME } from "../site/site.ts";
import type { NodeRecord, PodRecord } from "../timeline/timeline.ts";
import type { InstantMs } from "../units/units.ts";
import type { WorkflowEvent } from "../workflow/event.ts";
import { transition } from "../workflow/transition.ts";
import { considerAgain, considerPod, considerRequest, startRun } from "./consider.ts";
import type { ReplayContext } from "./context.ts";
import type { ReplayEffect, ReplayEvent } from "./events.ts";
import { autoscalerScan, nodeEvicted, nodeExpired, nodeReady, POD_DELETED } from "./node-life.ts";
import { beginIdling, releasePod } from "./placement.ts";
import { isDaemon, podAddress } from "./pods.ts";
import { scoreBatch } from "./quality.ts";
import { drainQueue, requestPod } from "./queue.ts";
import { type ActiveRun, controlOf, type PodState, type ReplayState } from "./state.ts";
import { applyEvent, forgetEnded } from "./workflow-events.ts";

/** Applies one event. The state is handed over and returned updated; effects are new. */
export function step(
  context: ReplayContext,
  state: ReplayState,
  event: ReplayEvent,
): { state: ReplayState; effects: ReplayEffect[] } {
  const effects: ReplayEffect[] = [];
  switch (event.type) {
    case "batchArrived":
      state.batch = event.batch;
      scoreBatch(context, state, event.atMs);
      break;
    case "requested":
      considerRequest(context, state, event.request, event.atMs, effects);
      break;
    case "dataTransferred":
      startRun(context, state, event.request, event.site, event.atMs, effects);
      break;
    case "reconsidered":
      considerAgain(context, state, event, event.atMs, effects);
      break;
    case "nodeReady":
      nodeReady(context, state, event.node, event.atMs, effects);
      break;
    case "nodeExpired":
      nodeExpired(context, state, event, effects);
      break;
    case "nodeEvicted":
      nodeEvicted(context, state, event.node, event.atMs, effects);
      break;
    case "autoscalerScan":
      autoscalerScan(context, state, event.atMs, effects);
      break;
    case "podFinished":
      podFinished(context, state, event, effects);
      break;
    case "podSuspended":
      podSuspended(context, state, event, effects);
      break;
    case "podCut":
      podCut(context, state, event, effects);
      break;
    case "workflow":
      applyEvent(context, state, event.request, event.event, effects);
      break;
    default:
      assertNever(event);
  }
  announceStarts(context, state, event.atMs, 0, effects);
  if (state.due.length > 0) askAboutSteps(context, state, event.atMs, effects);
  if (state.roomWatches.length > 0) askAboutRoom(context, state, event.atMs, effects);
  return { state, effects };
}

/** Tells workflows which of their pods run now; that may bring more pods, or leave room for others. */
function announceStarts(
  context: ReplayContext,
  state: ReplayState,
  atMs: InstantMs,
  from: number,
  effects: ReplayEffect[],
): void {
  drainQueue(context, state, atMs, effects);
  for (let i = from; i < effects.length; i++) {
    const effect = effects[i] as ReplayEffect;
    if (effect.type !== "startPod" || (effect.part?.segment ?? 0) > 0) continue;
    podStarted(context, state, effect, atMs, effects);
    drainQueue(context, state, atMs, effects);
  }
}

/** Pods that came due and that the policy is to be asked about; each answer may bring more. */
function askAboutSteps(
  context: ReplayContext,
  state: ReplayState,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  for (let due = state.due.shift(); due !== undefined; due = state.due.shift()) {
    const from = effects.length;
    considerPod(context, state, due.request, due.pod, atMs, effects);
    announceStarts(context, state, atMs, from, effects);
  }
}

/** Those that wait for room on nodes that run in any case, first come first served. */
function askAboutRoom(
  context: ReplayContext,
  state: ReplayState,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const watches = state.roomWatches;
  state.roomWatches = [];
  for (const watch of watches) {
    if (freeReservedCpu(context.cluster, state.pool, HOME) < watch.cpu) {
      state.roomWatches.push(watch);
      continue;
    }
    const from = effects.length;
    considerAgain(context, state, watch, atMs, effects);
    announceStarts(context, state, atMs, from, effects);
    askAboutSteps(context, state, atMs, effects);
  }
}

function podStarted(
  context: ReplayContext,
  state: ReplayState,
  { request, pod }: Extract<ReplayEffect, { type: "startPod" }>,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const active = state.runs[request];
  const node = active?.run.nodes[pod];
  const started = { type: "podStarted", atMs, node: pod } as const;
  if (active !== undefined && !context.plan.watchesStarts) {
    active.run = transition(context.plan, active.run, started).run;
    return;
  }
  // Of daemons alone is asked where they are.
  const daemon = node !== undefined && isDaemon(context.plan, node);
  const event = daemon ? { ...started, podIp: podAddress(pod) } : started;
  applyEvent(context, state, request, event, effects);
}

function podFinished(
  context: ReplayContext,
  state: ReplayState,
  event: Extract<ReplayEvent, { type: "podFinished" }>,
  effects: ReplayEffect[],
): void {
  const { request, pod: node, atMs } = event;
  const active = state.runs[request];
  // It was stopped, or suspended, before it came to its end.
  if (active === undefined || active.pods[node]?.part.segment !== (event.segment ?? 0)) return;
  const pod = endPod(active, state, event);
  if (active.control !== undefined) delete active.control.gates[node];
  releasePod(state, pod);
  applyEvent(context, state, request, finishedEvent(event), effects);
  forgetEnded(state, request);
  freed(context, state, pod, atMs, effects);
}

function finishedEvent(event: Extract<ReplayEvent, { type: "podFinished" }>): WorkflowEvent {
  const { atMs, pod: node, exitCode, phase, message, outputs } = event;
  const finished = { type: "podFinished", atMs, node, exitCode, outputs } as const;
  if (phase === undefined && message === undefined) return finished;
  const how = phase === undefined ? {} : { phase };
  return { ...finished, ...how, message: message ?? "" };
}

/** A pod has saved its state: it goes on when the policy says so, which may be at once. */
function podSuspended(
  context: ReplayContext,
  state: ReplayState,
  event: Extract<ReplayEvent, { type: "podSuspended" }>,
  effects: ReplayEffect[],
): void {
  const { request, pod: node, atMs, progressMs } = event;
  const active = state.runs[request];
  if (active?.pods[node] === undefined) return;
  const pod = endPod(active, state, event);
  const { part, occurrence } = pod;
  const control = controlOf(active);
  control.suspended[node] = { segment: part.segment + 1, progressMs, occurrence };
  releasePod(state, pod);
  const gate = control.gates[node];
  const goesOn = gate === undefined ? !control.paused : gate.runningSinceMs !== undefined;
  if (goesOn) requestPod(context, state, request, node, atMs, effects);
  freed(context, state, pod, atMs, effects);
}

/** A pod was stopped or evicted, or the period is over. */
function podCut(
  context: ReplayContext,
  state: ReplayState,
  event: Extract<ReplayEvent, { type: "podCut" }>,
  effects: ReplayEffect[],
): void {
  const active = state.runs[event.request];
  if (active?.pods[event.pod] === undefined) return;
  const pod = endPod(active, state, event);
  if (event.atMs >= context.world.period.toMs) return;
  releasePod(state, pod);
  if (event.evicted === true) {
    if (active.control !== undefined) delete active.control.gates[event.pod];
    const { atMs, pod: node } = event;
    const outputs = { parameters: {} };
    const lost = { type: "podFinished", atMs, node, exitCode: 1, outputs } as const;
    const told = { ...lost, phase: "Error", message: POD_DELETED } as const;
    applyEvent(context, state, event.request, told, effects);
  }
  forgetEnded(state, event.request);
  freed(context, state, pod, event.atMs, effects);
}

/** Room is free: those who wait get it, or the node begins to idle. */
function freed(
  context: ReplayContext,
  state: ReplayState,
  pod: PodState,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  drainQueue(context, state, atMs, effects);
  beginIdling(context, state, pod.node, atMs, effects);
  for (const node of pod.moreNodes) beginIdling(context, state, node, atMs, effects);
}

/** Writes the pod's record; its room is given back by the caller. */
function endPod(
  active: ActiveRun,
  state: ReplayState,
  event: Ended & { request: number; pod: number },
): PodState {
  const pod = active.pods[event.pod];
  if (pod === undefined) throw broken(`pod ${event.pod} of request ${event.request} is running`);
  active.pods[event.pod] = undefined;
  active.running -= 1;
  const { pods } = state.timeline;
  pods.push(podRecord(state, pod, pod.node, event));
  for (const node of pod.moreNodes) pods.push(podRecord(state, pod, node, event));
  return pod;
}

interface Ended {
  readonly atMs: InstantMs;
  readonly work: PodWork;
  readonly evicted?: true;
}

function podRecord(
  state: ReplayState,
  pod: PodState,
  node: number,
  { atMs, work, evicted }: Ended,
): PodRecord {
  const { cpu, gpus } = pod.ask.requests;
  const record = {
    request: pod.request,
    templateName: pod.templateName,
    displayName: pod.displayName,
    node,
    startedAtMs: pod.startedAtMs,
    finishedAtMs: atMs,
    cpu,
    utilisation: work.utilisation,
  };
  const { site, pool } = state.timeline.nodes[node] as NodeRecord;
  const { cpuSeconds, gpuUtilisation } = work;
  const plain = cpuSeconds === undefined && gpus === undefined && evicted === undefined;
  if (plain && site === undefined && pool === undefined) return record;
  return {
    ...record,
    ...(site === undefined ? {} : { site }),
    ...(pool === undefined ? {} : { pool }),
    ...(gpus === undefined ? {} : { gpus }),
    ...(gpus === undefined || gpuUtilisation === undefined ? {} : { gpuUtilisation }),
    ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
    ...(evicted === undefined ? {} : { evicted }),
  };
}
