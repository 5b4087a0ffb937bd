/** What comes by time alone, whoever drives: the world's own events, and waits that effects ask for. */
import type { EventQueue, Timed } from "../clock/event-queue.ts";
import { noticeMs } from "../policy/decide.ts";
import { poolOf, type Site } from "../site/site.ts";
import type { InstantMs } from "../units/units.ts";
import type { ReplayContext } from "./context.ts";
import { RANK, type ReplayEffect, type ReplayEvent } from "./events.ts";
import { evictionMs, provisionMs } from "./node-draws.ts";
import { drawResumption, runOf } from "./outcomes.ts";
import { nodeOf } from "./pods.ts";
import { initialState, type ReplayState } from "./state.ts";
import { resumptionEvent } from "./suspension.ts";

export type Queued = ReplayEvent & Timed;

/** Effects that only somebody who runs pods can answer. */
export type PodEffect = Extract<
  ReplayEffect,
  { type: "startPod" | "suspendPod" | "stopPod" | "evictPod" }
>;

/** The first of what the world itself brings; each brings its successor, so the queue stays short. */
export function pushFirst(context: ReplayContext, queue: EventQueue<Queued>): void {
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
}

/** What follows from an event of the world itself. */
export function pushSuccessor(
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

/** The event that an effect brings when its time has come; undefined when that never comes. */
export function timerOf(
  context: ReplayContext,
  state: ReplayState,
  effect: Exclude<ReplayEffect, PodEffect>,
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
