/** The virtual clock: turns effects into future events from profiles, in one loop. */
import { assert } from "../assert.ts";
import { EventQueue, type Timed } from "../clock/event-queue.ts";
import { MAX_EVENTS } from "../limits.ts";
import { own } from "../text/own.ts";
import type { Timeline } from "../timeline/timeline.ts";
import type { InstantMs } from "../units/units.ts";
import type { ReplayContext } from "./context.ts";
import { RANK, type ReplayEffect, type ReplayEvent } from "./events.ts";
import { profileOutputs } from "./pods.ts";
import { DEFAULT_PROFILE, type PodWork, workOf } from "./profile.ts";
import { initialState, type ReplayState } from "./state.ts";
import { step } from "./step.ts";

/** Called after every step; for logs and tests. */
export type Observer = (
  event: ReplayEvent,
  effects: readonly ReplayEffect[],
  state: ReplayState,
) => void;

type Queued = ReplayEvent & Timed;

/** Replays the world under one policy to the end of its period. */
export function replay(context: ReplayContext, observe?: Observer): Timeline {
  const { period } = context.world;
  const queue = openQueue(context);
  let state = initialState(context);
  for (let count = 0; ; count++) {
    assert(count < MAX_EVENTS, () => `a replay has at most ${MAX_EVENTS} events`);
    const next = queue.pop();
    if (next === undefined) return state.timeline;
    const event = next.atMs < period.toMs ? next : atPeriodEnd(next, state, period.toMs);
    if (event === undefined) continue;
    pushSuccessor(context, queue, event);
    const result = step(context, state, event);
    state = result.state;
    for (const effect of result.effects) queue.push(toEvent(context, effect, event.atMs));
    observe?.(event, result.effects, state);
  }
}

/** The first of what the world itself brings; each brings its successor, so the queue stays short. */
function openQueue(context: ReplayContext): EventQueue<Queued> {
  const queue = new EventQueue<Queued>();
  pushBatch(context, queue, 0);
  pushRequest(context, queue, 0);
  return queue;
}

function pushSuccessor(
  context: ReplayContext,
  queue: EventQueue<Queued>,
  event: ReplayEvent,
): void {
  if (event.type === "batchArrived") pushBatch(context, queue, event.batch + 1);
  else if (event.type === "requested") pushRequest(context, queue, event.request + 1);
}

function pushBatch(context: ReplayContext, queue: EventQueue<Queued>, batch: number): void {
  const atMs = context.world.batchesAtMs[batch];
  if (atMs === undefined) return;
  queue.push({ type: "batchArrived", atMs, batch, rank: RANK.batchArrived });
}

function pushRequest(context: ReplayContext, queue: EventQueue<Queued>, request: number): void {
  const atMs = context.world.workload.requestedAtMs[request];
  if (atMs === undefined) return;
  queue.push({ type: "requested", atMs, request, rank: RANK.requested });
}

/** After the period only what already ran matters: its part inside the period is kept. */
function atPeriodEnd(event: Queued, state: ReplayState, toMs: InstantMs): ReplayEvent | undefined {
  if (event.type !== "podFinished") return undefined;
  if (event.atMs === toMs) return event;
  const startedAtMs = state.runs[event.request]?.pods[event.pod]?.startedAtMs;
  assert(startedAtMs !== undefined, "a pod that finishes was started");
  const inside = (toMs - startedAtMs) / event.work.durationMs;
  const work: PodWork = {
    durationMs: toMs - startedAtMs,
    utilisation: event.work.utilisation,
    ...(event.work.cpuSeconds === undefined ? {} : { cpuSeconds: event.work.cpuSeconds * inside }),
  };
  return { type: "podCut", atMs: toMs, request: event.request, pod: event.pod, work };
}

function toEvent(context: ReplayContext, effect: ReplayEffect, nowMs: InstantMs): Queued {
  const { pool } = context.world;
  switch (effect.type) {
    case "watch":
      return {
        type: "reconsidered",
        atMs: watchEnd(context, effect, nowMs),
        request: effect.request,
        rank: RANK.reconsidered,
      };
    case "provisionNode": {
      const atMs = nowMs + pool.provisionMs;
      return { type: "nodeReady", atMs, node: effect.node, rank: RANK.nodeReady };
    }
    case "scaleDown": {
      const { node, idleSpell } = effect;
      const atMs = nowMs + pool.scaleDownMs;
      return { type: "nodeExpired", atMs, node, idleSpell, rank: RANK.nodeExpired };
    }
    case "startPod":
      return podOutcome(context, effect, nowMs);
  }
}

function watchEnd(
  context: ReplayContext,
  effect: Extract<ReplayEffect, { type: "watch" }>,
  nowMs: InstantMs,
): InstantMs {
  if (effect.belowGPerKwh === undefined) return effect.untilMs;
  return context.trace.firstBelow(effect.belowGPerKwh, nowMs, effect.untilMs) ?? effect.untilMs;
}

function podOutcome(
  context: ReplayContext,
  effect: Extract<ReplayEffect, { type: "startPod" }>,
  nowMs: InstantMs,
): Queued {
  const profile = own(context.world.profiles, effect.template) ?? DEFAULT_PROFILE;
  const work = workOf(profile, {
    durations: context.durations,
    templateName: effect.template,
    request: effect.request,
    policy: context.spec.name,
    cpuRequest: effect.cpu,
  });
  return {
    type: "podFinished",
    atMs: nowMs + work.durationMs,
    request: effect.request,
    pod: effect.pod,
    exitCode: profile.exitCode,
    outputs: profileOutputs(profile),
    work,
    rank: RANK.podFinished,
  };
}
