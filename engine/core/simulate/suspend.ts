/** Suspends runs and steps at a checkpoint, and lets them go on; what they hold is given back meanwhile. */
import type { InstantMs } from "../units/units.ts";
import type { ReplayContext } from "./context.ts";
import type { ReplayEffect } from "./events.ts";
import { nodeOf } from "./pods.ts";
import { requestPod, withdraw } from "./queue.ts";
import { activeRun, controlOf, type PodState, type ReplayState } from "./state.ts";

/**
 * Pods that allow a checkpoint are suspended, those without one run to their end, and nothing new
 * starts: what `argo suspend` does to a workflow, and a checkpoint of what can have one.
 */
export function suspendRun(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const active = activeRun(state, request);
  const control = controlOf(active);
  control.paused = true;
  for (const pod of waitingPods(state, request)) {
    withdraw(context, state, request, pod, atMs, effects);
    control.held.push(pod);
  }
  for (const pod of Object.values(active.pods)) {
    if (pod === undefined) continue;
    const { template } = nodeOf(active.run, pod.pod);
    if (context.profiles[template]?.checkpoint !== undefined) save(pod, atMs, effects);
  }
}

/** What was held back is asked for again, first come first served. */
export function resumeRun(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const control = controlOf(activeRun(state, request));
  control.paused = false;
  const back = [...control.held.splice(0), ...Object.keys(control.suspended).map(Number)];
  for (const pod of new Set(back)) requestPod(context, state, request, pod, atMs, effects);
}

/** One that waits for room is taken back; one that runs is asked to save its state. */
export function suspendPod(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  pod: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const running = activeRun(state, request).pods[pod];
  if (running === undefined) withdraw(context, state, request, pod, atMs, effects);
  else save(running, atMs, effects);
}

/** Lets a step go on; one that still saves its state does so when that is done. */
export function resumePod(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  pod: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  if (activeRun(state, request).pods[pod] !== undefined) return;
  requestPod(context, state, request, pod, atMs, effects);
}

function save(pod: PodState, atMs: InstantMs, effects: ReplayEffect[]): void {
  if (pod.savingSinceMs !== undefined) return;
  pod.savingSinceMs = atMs;
  effects.push({ type: "suspendPod", request: pod.request, pod: pod.pod });
}

/** Pods of a run that have asked for room and do not run. */
function waitingPods({ queue, boarding }: ReplayState, request: number): number[] {
  const waiting = [...queue, ...Object.values(boarding).flat()];
  const own = waiting.filter((each) => each.request === request);
  return [...new Set(own.map((each) => each.pod))];
}
