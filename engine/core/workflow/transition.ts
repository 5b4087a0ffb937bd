/**
 * The workflow state machine: an event goes in, effects come out, nothing else happens. Work that
 * follows from an event sits on an agenda instead of the call stack, so deep workflows stay flat.
 */
import { assert } from "../assert.ts";
import type { WorkflowEffect, WorkflowEvent } from "./event.ts";
import { RUN } from "./event.ts";
import { advanceDag, advanceTaskGroup } from "./graph/dag.ts";
import { advanceGroup, advanceSteps } from "./graph/steps.ts";
import { startHeld } from "./node/begin.ts";
import { fireWatched } from "./node/hooks.ts";
import { TooManyNodes } from "./node/node.ts";
import { openWaiting, proceed } from "./node/open.ts";
import { podFinished, podStarted } from "./node/pod-events.ts";
import { report } from "./node/report.ts";
import { advanceRetry } from "./node/retry.ts";
import type { WorkflowPlan } from "./plan/plan.ts";
import { operate } from "./run/operations.ts";
import { advanceRun, beginRun, complete, enterRun, stalled } from "./run/run-end.ts";
import { wake } from "./run/wake.ts";
import { cacheAnswered } from "./shared/memoize.ts";
import { isFulfilled, isFulfilledPhase, type WorkflowRun } from "./state.ts";
import { nodeAt, RUN_ITSELF, templateOf, Work } from "./work.ts";

const NOTHING: readonly WorkflowEffect[] = [];

/**
 * Applies an event to a run. The run is consumed: the caller hands it over and goes on with the one
 * that is returned (it is updated in place, so that a fan-out of n nodes costs O(n)). Events that come
 * too late, for nodes that have ended, change nothing.
 */
export function transition(
  plan: WorkflowPlan,
  run: WorkflowRun,
  event: WorkflowEvent,
): { run: WorkflowRun; effects: readonly WorkflowEffect[] } {
  if (event.type === "podStarted" && !plan.watchesStarts) return quietStart(run, event.node);
  const work = new Work(plan, run, event.atMs);
  try {
    apply(work, event);
    if (!run.suspended) settleAgenda(work);
  } catch (error) {
    if (!(error instanceof TooManyNodes)) throw error;
    complete(work, "Error", error.message);
  }
  return { run, effects: work.effects };
}

/** Nothing in the workflow depends on the start of a pod, so nothing follows from it. */
function quietStart(run: WorkflowRun, index: number) {
  const node = run.nodes[index];
  if (node?.phase === "Pending") node.phase = "Running";
  return { run, effects: NOTHING };
}

function apply(work: Work, event: WorkflowEvent): void {
  switch (event.type) {
    case "submit":
      assert(work.run.nodes.length === 0, "a run is submitted once");
      if (event.scheduledTime !== undefined) {
        work.run.globals["workflow.scheduledTime"] = event.scheduledTime;
      }
      return beginRun(work);
    case "podStarted":
      return podStarted(work, event);
    case "podFinished":
      return podFinished(work, event);
    case "wake":
      return wake(work, event.node);
    case "locksGranted":
      return locksGranted(work, event.node);
    case "locksWaiting":
      return locksWaiting(work, event.node, event.lock, event.message);
    case "stalled":
      return stalled(work);
    case "cacheRead":
      return cacheAnswered(work, nodeAt(work, event.node), event.outputs);
    default:
      return operate(work, event);
  }
}

function settleAgenda(work: Work): void {
  const { run } = work;
  // Hooks and waiting calls may bring new work, which may bring more of either.
  for (;;) {
    for (let i = 0; i < run.agenda.length; i++) advance(work, run.agenda[i] as number);
    if (run.agenda.length > 0) run.agenda = [];
    fireWatched(work);
    if (run.held.length > 0) startHeld(work);
    if (run.throttled.length > 0) openWaiting(work);
    if (run.agenda.length === 0 && work.plan.hooks.length > 0) advance(work, RUN_ITSELF);
    if (run.agenda.length === 0) return;
  }
}

function advance(work: Work, index: number): void {
  if (index === RUN_ITSELF) return advanceRun(work);
  const node = nodeAt(work, index);
  if (isFulfilled(node) && !node.reported) report(work, node);
  if (isFulfilledPhase(node.phase)) return;
  switch (node.type) {
    case "Steps":
      return advanceSteps(work, node);
    case "StepGroup":
      return advanceGroup(work, node);
    case "DAG":
      return advanceDag(work, node);
    case "TaskGroup":
      return advanceTaskGroup(work, node);
    case "Retry":
      return advanceRetry(work, node);
  }
}

function locksGranted(work: Work, index: number): void {
  if (index === RUN) {
    if (work.run.phase !== "Pending" || isFulfilledPhase(work.run.phase)) return;
    work.run.holdsLocks = true;
    return enterRun(work);
  }
  const node = nodeAt(work, index);
  const template = templateOf(work, node);
  if (node.phase !== "Pending" || node.waitingFor === undefined || template === undefined) return;
  delete node.waitingFor;
  node.holdsLocks = true;
  node.message = "";
  proceed(work, node, template);
}

function locksWaiting(work: Work, index: number, lock: string, message: string): void {
  const holder = index === RUN ? work.run : nodeAt(work, index);
  if (holder.waitingFor === undefined) return;
  holder.waitingFor = lock;
  holder.message = message;
}
