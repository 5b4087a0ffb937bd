/** The virtual clock: turns effects into future events from profiles, in one loop. */
import { broken } from "../assert.ts";
import { EventQueue, type Timed } from "../clock/event-queue.ts";
import { MAX_EVENTS } from "../limits.ts";
import { noticeMs } from "../policy/decide.ts";
import type { Profile } from "../profile/profile.ts";
import { poolOf, type Site } from "../site/site.ts";
import type { Timeline } from "../timeline/timeline.ts";
import type { InstantMs } from "../units/units.ts";
import type { WorkflowNode } from "../workflow/state.ts";
import type { ReplayContext } from "./context.ts";
import { RANK, type ReplayEffect, type ReplayEvent } from "./events.ts";
import { evictionMs, provisionMs } from "./node-draws.ts";
import { drawPod, drawResumption, runOf } from "./outcomes.ts";
import { partOf, suspendAfter, workUntil } from "./pod-parts.ts";
import { isDaemon, nodeOf, podOutputs, workOf } from "./pods.ts";
import { initialState, type ReplayState } from "./state.ts";
import { step } from "./step.ts";
import { resumptionEvent } from "./suspension.ts";

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
    if (count >= MAX_EVENTS) throw broken(`a replay has at most ${MAX_EVENTS} events`);
    const next = queue.pop();
    if (next === undefined) return state.timeline;
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

/** The first of what the world itself brings; each brings its successor, so the queue stays short. */
function openQueue(context: ReplayContext): EventQueue<Queued> {
  const queue = new EventQueue<Queued>();
  pushBatch(context, queue, 0);
  pushRequest(context, queue, 0);
  for (const { node, site, pool } of initialState(context).timeline.nodes) {
    const place = {
      node,
      ...(site !== undefined && { site }),
      ...(pool !== undefined && { pool }),
    };
    if (poolOf(context.sites, place).spot === undefined) continue;
    const lost = eviction(context, place, context.world.period.fromMs);
    if (lost !== undefined) queue.push(lost);
  }
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
  const { period, workload } = context.world;
  const askedAtMs = workload.requestedAtMs[request];
  if (askedAtMs === undefined) return;
  // A policy that may start early hears of the work before it is asked for.
  const atMs = Math.max(period.fromMs, askedAtMs - noticeMs(context.spec));
  queue.push({ type: "requested", atMs, request, rank: RANK.requested });
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
    case "watch":
      return watchEvent(context, effect, nowMs);
    case "provisionNode": {
      const { node } = effect;
      const atMs = nowMs + provisionMs(context.world.seed, poolOf(context.sites, effect), node);
      return { type: "nodeReady", atMs, node, rank: RANK.nodeReady };
    }
    case "leaseSpot":
      return eviction(context, effect, nowMs);
    case "scaleDown": {
      const { node, idleSpell } = effect;
      const atMs = effect.atMs ?? nowMs + poolOf(context.sites, effect).scaleDownMs;
      return { type: "nodeExpired", atMs, node, idleSpell, rank: RANK.nodeExpired };
    }
    case "scanLater":
      return { type: "autoscalerScan", atMs: effect.atMs, rank: RANK.autoscalerScan };
    case "transferData": {
      const { request, site } = effect;
      const atMs = nowMs + (context.sites[site] as Site).transfer.durationMs;
      return { type: "dataTransferred", atMs, request, site, rank: RANK.dataTransferred };
    }
    case "schedule": {
      const { request, event } = effect;
      return { type: "workflow", atMs: event.atMs, request, event, rank: RANK.workflow };
    }
    case "awaitResume":
      return resumption(context, state, effect, nowMs);
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
  }
}

/** Undefined when the period ends before the provider wants the node back. */
function eviction(
  { world, sites }: ReplayContext,
  place: { readonly node: number; readonly site?: number; readonly pool?: number },
  nowMs: InstantMs,
): Queued | undefined {
  const afterMs = evictionMs(world.seed, poolOf(sites, place), place.node);
  const atMs = nowMs + afterMs;
  if (atMs >= world.period.toMs) return undefined;
  return { type: "nodeEvicted", atMs, node: place.node, rank: RANK.nodeEvicted };
}

function watchEvent(
  context: ReplayContext,
  effect: Extract<ReplayEffect, { type: "watch" }>,
  nowMs: InstantMs,
): Queued {
  const { request, pod, answers } = effect;
  const atMs = watchEnd(context, effect, nowMs);
  const event: Queued = { type: "reconsidered", atMs, request, rank: RANK.reconsidered };
  if (pod === undefined && answers === undefined) return event;
  return {
    ...event,
    ...(pod === undefined ? {} : { pod }),
    ...(answers === undefined ? {} : { answers }),
  };
}

function watchEnd(
  context: ReplayContext,
  effect: Extract<ReplayEffect, { type: "watch" }>,
  nowMs: InstantMs,
): InstantMs {
  if (effect.belowGPerKwh === undefined) return effect.untilMs;
  return context.trace.firstBelow(effect.belowGPerKwh, nowMs, effect.untilMs) ?? effect.untilMs;
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

function resumption(
  context: ReplayContext,
  state: ReplayState,
  effect: Extract<ReplayEffect, { type: "awaitResume" }>,
  nowMs: InstantMs,
): Queued | undefined {
  const found = drawResumption(context, state, effect, nowMs);
  if (found === undefined) return undefined;
  const { request, suspended } = effect;
  const node = nodeOf(runOf(state, request), suspended);
  const event = resumptionEvent(node, found, nowMs + found.afterMs);
  return { type: "workflow", atMs: event.atMs, request, event, rank: RANK.workflow };
}
