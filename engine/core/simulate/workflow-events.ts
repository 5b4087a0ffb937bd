/** Brings events to the workflow of a request, and carries out what it asks for. */
import { assert } from "../assert.ts";
import type { InstantMs } from "../units/units.ts";
import type { WorkflowEffect, WorkflowEvent } from "../workflow/event.ts";
import { nodeId } from "../workflow/node/node-id.ts";
import { acquireLocks, releaseLocks } from "../workflow/shared/locks.ts";
import { readCache, writeCache } from "../workflow/shared/memo-cache.ts";
import type { NodePhase } from "../workflow/state.ts";
import { transition } from "../workflow/transition.ts";
import type { ReplayContext } from "./context.ts";
import type { ReplayEffect } from "./events.ts";
import { countStart, nodeOf } from "./pods.ts";
import { deployModel } from "./quality.ts";
import { requestPod, withdraw } from "./queue.ts";
import { activeRun, type ReplayState } from "./state.ts";

interface Addressed {
  readonly request: number;
  readonly event: WorkflowEvent;
}

/** Applies an event to the run of a request, and all answers that follow at the same instant. */
export function applyEvent(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  event: WorkflowEvent,
  effects: ReplayEffect[],
): void {
  const answers: Addressed[] = [];
  applyOne(context, state, request, event, effects, answers);
  for (let i = 0; i < answers.length; i++) {
    const { request: other, event: answer } = answers[i] as Addressed;
    applyOne(context, state, other, answer, effects, answers);
  }
}

function applyOne(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  event: WorkflowEvent,
  effects: ReplayEffect[],
  answers: Addressed[],
): void {
  if (event.type === "retry") reopen(state, request);
  const active = state.runs[request];
  if (active === undefined) return;
  const applied = transition(context.plan, active.run, event);
  active.run = applied.run;
  for (const effect of applied.effects) {
    perform(context, state, request, effect, event.atMs, effects, answers);
  }
}

/** A run that has ended goes on where it is kept: `argo retry`. */
function reopen(state: ReplayState, request: number): void {
  const ended = state.ended?.[request];
  const record = state.timeline.requests[request];
  if (ended === undefined || record?.outcome !== "failed") return;
  delete state.ended?.[request];
  delete ended.ended;
  state.runs[request] = ended;
  record.outcome = "unfinished";
  delete record.finishedAtMs;
}

function perform(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  effect: WorkflowEffect,
  atMs: InstantMs,
  effects: ReplayEffect[],
  answers: Addressed[],
): void {
  switch (effect.type) {
    case "startPod":
      return podIsDue(context, state, request, effect.node, atMs, effects);
    case "stopPod":
      return stopPod(context, state, request, effect.node, atMs, effects);
    case "completed":
      return endRun(context, state, request, effect.phase, atMs);
    case "wake": {
      const event: WorkflowEvent = { type: "wake", atMs: effect.atMs, node: effect.node };
      effects.push({ type: "schedule", request, event });
      return;
    }
    case "awaitResume":
      return awaitResume(state, request, effect, effects);
    default:
      answerAtOnce(context, state, request, effect, atMs, answers);
  }
}

/** Gets its room, is held back with its run, or waits for the policy's word. */
function podIsDue(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  pod: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const active = activeRun(state, request);
  if (active.control?.paused === true) active.control.held.push(pod);
  else if (state.gatedTemplates?.[nodeOf(active.run, pod).template] === true) {
    state.due.push({ request, pod });
  } else requestPod(context, state, request, pod, atMs, effects);
}

/** One that runs is stopped by the driver; one that does not is forgotten here. */
function stopPod(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  pod: number,
  atMs: InstantMs,
  effects: ReplayEffect[],
): void {
  const active = activeRun(state, request);
  const waited = withdraw(context, state, request, pod, atMs, effects);
  const runs = active.pods[pod] !== undefined;
  const { control } = active;
  if (control !== undefined) {
    delete control.gates[pod];
    delete control.suspended[pod];
    remove(control.held, (each) => each === pod);
  }
  remove(state.due, (each) => each.request === request && each.pod === pod);
  if (runs && !waited) effects.push({ type: "stopPod", request, pod });
}

function remove<T>(list: T[], isIt: (each: T) => boolean): void {
  const at = list.findIndex(isIt);
  if (at >= 0) list.splice(at, 1);
}

type Asked = Extract<
  WorkflowEffect,
  { type: "acquireLocks" | "releaseLocks" | "readCache" | "writeCache" }
>;

/** Locks and caches are shared by all requests, so an answer may go to another one. */
function answerAtOnce(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  effect: Asked,
  atMs: InstantMs,
  answers: Addressed[],
): void {
  const { node } = effect;
  switch (effect.type) {
    case "acquireLocks": {
      const { locks, priority } = effect;
      const createdAtMs = state.runs[request]?.startedAtMs ?? atMs;
      const id = `${request}/${node}`;
      const holder = { id, run: String(request), locks, priority, createdAtMs };
      const answer = acquireLocks(state.locks, holder);
      const event: WorkflowEvent = answer.granted
        ? { type: "locksGranted", atMs, node }
        : { type: "locksWaiting", atMs, node, lock: answer.lock, message: answer.message };
      answers.push({ request, event });
      return;
    }
    case "releaseLocks":
      for (const id of releaseLocks(state.locks, `${request}/${node}`)) {
        const [other, holder] = id.split("/") as [string, string];
        const event: WorkflowEvent = { type: "locksGranted", atMs, node: Number(holder) };
        answers.push({ request: Number(other), event });
      }
      return;
    case "readCache": {
      const outputs = readCache(state.cache, effect.cache, effect.key, atMs, effect.maxAgeMs);
      const found = outputs === undefined ? {} : { outputs };
      answers.push({ request, event: { type: "cacheRead", atMs, node, ...found } });
      return;
    }
    case "writeCache": {
      const name = state.runs[request]?.run.nodes[node]?.name ?? "";
      const entry = {
        nodeId: nodeId(context.plan.name, name),
        outputs: effect.outputs,
        createdAtMs: atMs,
      };
      writeCache(state.cache, effect.cache, effect.key, entry);
    }
  }
}

function awaitResume(
  state: ReplayState,
  request: number,
  { node: suspended, untilMs }: Extract<WorkflowEffect, { type: "awaitResume" }>,
  effects: ReplayEffect[],
): void {
  const active = activeRun(state, request);
  const { template } = nodeOf(active.run, suspended);
  const occurrence = countStart(active.started, template);
  const until = untilMs === undefined ? undefined : { untilMs };
  effects.push({ type: "awaitResume", request, suspended, occurrence, ...until });
}

/** Lets go of a run that has ended, once none of its pods is left to be stopped. */
export function forgetEnded(state: ReplayState, request: number): void {
  const active = state.runs[request];
  if (active?.ended !== true) return;
  if (active.running > 0) return;
  delete state.runs[request];
  if (state.ended !== undefined) state.ended[request] = active;
}

function endRun(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  phase: NodePhase,
  atMs: InstantMs,
): void {
  const record = state.timeline.requests[request];
  const active = activeRun(state, request);
  assert(record !== undefined, () => `request ${request} has a record`);
  record.finishedAtMs = atMs;
  record.outcome = phase === "Succeeded" ? "succeeded" : "failed";
  if (phase === "Succeeded") deployModel(context, state, active.trainsOn, atMs);
  active.ended = true;
  state.gates[request] = undefined;
  forgetEnded(state, request);
}
