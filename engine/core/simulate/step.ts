/**
 * The engine: `step(context, state, event)` gives the next state and what the driver has to do. The
 * same function serves the virtual clock and real pods; it reads no clock, no file, no random source.
 */
import { assert, assertNever } from "../assert.ts";
import { beginIdleSpell, expire, markReady, release } from "../cluster/node-pool.ts";
import type { PodRecord } from "../timeline/timeline.ts";
import type { InstantMs } from "../units/units.ts";
import { transition } from "../workflow/transition.ts";
import { consider } from "./consider.ts";
import type { ReplayContext } from "./context.ts";
import type { ReplayEffect, ReplayEvent } from "./events.ts";
import { applyWorkflow, boardPod, drainQueue } from "./placement.ts";
import type { PodWork } from "./profile.ts";
import { scoreBatch } from "./quality.ts";
import type { ActiveRun, PodState, ReplayState } from "./state.ts";

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
    case "reconsidered":
      consider(context, state, event.request, event.atMs, effects);
      break;
    case "nodeReady":
      nodeReady(context, state, event.node, event.atMs, effects);
      break;
    case "nodeExpired":
      if (expire(state.pool, context.world.pool, event.node, event.idleSpell)) {
        nodeRecord(state, event.node).toMs = event.atMs;
      }
      break;
    case "podFinished":
      podFinished(context, state, event, effects);
      break;
    case "podCut":
      endPod(activeRun(state, event.request), state, event);
      break;
    default:
      assertNever(event);
  }
  return { state, effects };
}

function nodeReady(
  context: ReplayContext,
  state: ReplayState,
  node: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  markReady(state.pool, node);
  for (const pod of state.boarding[node] ?? []) boardPod(context, state, pod, atMs, effects);
  delete state.boarding[node];
}

function podFinished(
  context: ReplayContext,
  state: ReplayState,
  event: Extract<ReplayEvent, { type: "podFinished" }>,
  effects: ReplayEffect[],
): void {
  const active = activeRun(state, event.request);
  const pod = endPod(active, state, event);
  release(state.pool, pod.node, pod.requests);
  const next = transition(context.plan, active.run, {
    type: "podFinished",
    atMs: event.atMs,
    node: event.pod,
    exitCode: event.exitCode,
    outputs: event.outputs,
  });
  active.run = next.run;
  applyWorkflow(context, state, event.request, next.effects, event.atMs, effects);
  drainQueue(context, state, event.atMs, effects);
  const idleSpell = beginIdleSpell(state.pool, context.world.pool, pod.node);
  if (idleSpell !== undefined) effects.push({ type: "scaleDown", node: pod.node, idleSpell });
}

/** Writes the pod's record; its room is given back by the caller. */
function endPod(
  active: ActiveRun,
  state: ReplayState,
  event: { request: number; pod: number; atMs: InstantMs; work: PodWork },
): PodState {
  const pod = active.pods[event.pod];
  assert(pod !== undefined, () => `pod ${event.pod} of request ${event.request} is running`);
  delete active.pods[event.pod];
  state.timeline.pods.push(podRecord(pod, event.work, event.atMs));
  return pod;
}

function podRecord(pod: PodState, work: PodWork, finishedAtMs: InstantMs): PodRecord {
  const record = {
    request: pod.request,
    templateName: pod.templateName,
    displayName: pod.displayName,
    node: pod.node,
    startedAtMs: pod.startedAtMs,
    finishedAtMs,
    cpu: pod.requests.cpu,
    utilisation: work.utilisation,
  };
  return work.cpuSeconds === undefined ? record : { ...record, cpuSeconds: work.cpuSeconds };
}

function activeRun(state: ReplayState, request: number): ActiveRun {
  const active = state.runs[request];
  assert(active !== undefined, () => `request ${request} has a run`);
  return active;
}

function nodeRecord(state: ReplayState, node: number): { toMs: InstantMs } {
  const record = state.timeline.nodes[node];
  assert(record?.node === node, () => `node ${node} has a record`);
  return record;
}
