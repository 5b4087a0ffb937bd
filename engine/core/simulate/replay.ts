/** The virtual clock: turns effects into future events from profiles, in one loop. */
import { broken } from "../assert.ts";
import { EventQueue } from "../clock/event-queue.ts";
import { MAX_EVENTS } from "../limits.ts";
import type { Profile } from "../profile/profile.ts";
import type { Timeline } from "../timeline/timeline.ts";
import type { InstantMs } from "../units/units.ts";
import type { WorkflowNode } from "../workflow/state.ts";
import type { ReplayContext } from "./context.ts";
import { RANK, type ReplayEffect, type ReplayEvent } from "./events.ts";
import { drawPod, runOf } from "./outcomes.ts";
import { partOf, suspendAfter, workUntil } from "./pod-parts.ts";
import { isDaemon, nodeOf, podOutputs, workOf } from "./pods.ts";
import { initialState, type ReplayState } from "./state.ts";
import { step } from "./step.ts";
import { pushFirst, pushSuccessor, type Queued, timerOf } from "./timers.ts";

/** Called after every step; for logs and tests. */
export type Observer = (
  event: ReplayEvent,
  effects: readonly ReplayEffect[],
  state: ReplayState,
) => void;

/** Replays the world under one policy to the end of its period. */
export function replay(context: ReplayContext, observe?: Observer): Timeline {
  return replayToEnd(context, initialState(context), observe).timeline;
}

/**
 * The same, for those who want to see more than the timeline.
 *
 * @param initial the state to begin with; it is handed over
 */
export function replayToEnd(
  context: ReplayContext,
  initial: ReplayState,
  observe?: Observer,
): ReplayState {
  const { period } = context.world;
  const queue = new EventQueue<Queued>();
  pushFirst(context, queue);
  let state = initial;
  for (let count = 0; ; count++) {
    if (count >= MAX_EVENTS) throw broken(`a replay has at most ${MAX_EVENTS} events`);
    const next = queue.pop();
    if (next === undefined) return state;
    const event = next.atMs < period.toMs ? next : atPeriodEnd(next, state, period.toMs);
    if (event === undefined) continue;
    pushSuccessor(context, queue, event);
    const result = step(context, state, event);
    state = result.state;
    for (const effect of result.effects) {
      const brought = toEvent(context, state, effect, event.atMs);
      if (brought !== undefined) queue.push(brought);
    }
    observe?.(event, result.effects, state);
  }
}

/** After the period only what already ran matters: its part inside the period is kept. */
function atPeriodEnd(event: Queued, state: ReplayState, toMs: InstantMs): ReplayEvent | undefined {
  const ends = event.type === "podFinished" || event.type === "podSuspended";
  if (!ends && event.type !== "podCut") return undefined;
  if (event.type === "podFinished" && event.atMs === toMs) return event;
  const pod = state.runs[event.request]?.pods[event.pod];
  if (pod === undefined) return undefined;
  // It was suspended since, and another part of it runs.
  if (event.type === "podFinished" && pod.part.segment !== (event.segment ?? 0)) return undefined;
  const work = workUntil(event.work, pod.startedAtMs, toMs);
  return { type: "podCut", atMs: toMs, request: event.request, pod: event.pod, work };
}

function toEvent(
  context: ReplayContext,
  state: ReplayState,
  effect: ReplayEffect,
  nowMs: InstantMs,
): Queued | undefined {
  switch (effect.type) {
    case "stopPod":
      return podStop(context, state, effect, nowMs);
    case "evictPod": {
      const cut = podStop(context, state, effect, nowMs);
      return cut === undefined ? undefined : { ...cut, evicted: true };
    }
    case "startPod":
      return podOutcome(context, state, effect, nowMs);
    case "suspendPod":
      return podSuspension(context, state, effect, nowMs);
    default:
      return timerOf(context, state, effect, nowMs);
  }
}

/** What a stopped pod has done until now; its `podFinished` comes later and changes nothing. */
function podStop(
  context: ReplayContext,
  state: ReplayState,
  { request, pod }: { readonly request: number; readonly pod: number },
  nowMs: InstantMs,
): (Queued & { type: "podCut" }) | undefined {
  const started = state.runs[request]?.pods[pod];
  if (started === undefined) return undefined;
  const whole = drawPod(context, state, request, pod);
  const work = workUntil(whole, started.startedAtMs, nowMs);
  return { type: "podCut", atMs: nowMs, request, pod, work, rank: RANK.podCut };
}

function podOutcome(
  context: ReplayContext,
  state: ReplayState,
  { request, pod, part }: Extract<ReplayEffect, { type: "startPod" }>,
  nowMs: InstantMs,
): Queued {
  const whole = drawPod(context, state, request, pod);
  const node = nodeOf(runOf(state, request), pod);
  const outcome = part === undefined ? whole : partOf(whole, part, profileOf(context, node));
  const { exitCode, phase, message } = outcome;
  if (phase === "Succeeded" && isDaemon(context.plan, node)) {
    // It runs until it is stopped; if nobody does so, to the end of the period.
    const { toMs } = context.world.period;
    const work = workUntil(outcome, nowMs, toMs);
    return { type: "podCut", atMs: toMs, request, pod, work, rank: RANK.podCut };
  }
  const finished: Queued = {
    type: "podFinished",
    atMs: nowMs + outcome.durationMs,
    request,
    pod,
    exitCode,
    phase: phase === "Error" ? phase : undefined,
    message: message === "" ? undefined : message,
    outputs: podOutputs(context.plan, node, outcome),
    work: workOf(outcome),
    rank: RANK.podFinished,
  };
  return part === undefined ? finished : { ...finished, segment: part.segment };
}

/** Undefined when the pod ends by itself before its state is saved. */
function podSuspension(
  context: ReplayContext,
  state: ReplayState,
  { request, pod }: Extract<ReplayEffect, { type: "suspendPod" }>,
  nowMs: InstantMs,
): Queued | undefined {
  const started = state.runs[request]?.pods[pod];
  if (started === undefined) return undefined;
  const profile = profileOf(context, nodeOf(runOf(state, request), pod));
  const whole = drawPod(context, state, request, pod);
  const suspended = suspendAfter(whole, started.part, profile, nowMs - started.startedAtMs);
  if (suspended === undefined) return undefined;
  const atMs = started.startedAtMs + suspended.work.durationMs;
  return { type: "podSuspended", atMs, request, pod, ...suspended, rank: RANK.podSuspended };
}

function profileOf({ profiles }: ReplayContext, node: WorkflowNode): Profile {
  return profiles[node.template] as Profile;
}
