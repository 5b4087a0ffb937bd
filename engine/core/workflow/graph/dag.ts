/** DAG templates: a task is decided once every task it mentions has a result. */

import { addNode, connect, outboundOf } from "../node/node.ts";
import { open, passOver } from "../node/open.ts";
import { settle, stopDaemons, stopInside } from "../node/settle.ts";
import { holds, type TaskResult } from "../plan/depends.ts";
import type { DagPlan, PlannedTask } from "../plan/plan.ts";
import { FAILED_FAST, hasFailedFast } from "../shared/throttle.ts";
import { isBad, isFulfilledPhase, NO_ARGUMENTS, type WorkflowNode } from "../state.ts";
import { callOf, lookAgain, nodeAt, templateOf, type Work } from "../work.ts";
import { unreadableResult } from "./aggregate.ts";
import type { DagFrame } from "./begin-dag.ts";
import { prepareCall, type Ready } from "./calls.ts";
import { completeOutputs } from "./composite-outputs.ts";
import { dagOutcome } from "./dag-outcome.ts";

/** Opens, skips or omits every task that can be decided now; ends the node when all are. */
export function advanceDag(work: Work, node: WorkflowNode): void {
  const { frame } = node;
  const template = templateOf(work, node);
  if (frame?.kind !== "dag" || template?.kind !== "dag") return;
  if (hasFailedFast(work, node)) {
    delete node.waiting;
    return end(work, node, template, "Failed", FAILED_FAST);
  }
  // Tasks that end while they are opened put more behind these.
  for (let i = 0; i < frame.ready.length; i++) {
    decide(work, node, template, frame, frame.ready[i] as number);
  }
  if (frame.ready.length > 0) frame.ready = [];
  if (frame.undecided > 0 || node.open > 0) return;
  const outcome = dagOutcome(work, node, template, frame);
  if (outcome !== "Succeeded") return end(work, node, template, outcome, "");
  const unreadable = unreadableLoop(work, template, frame);
  if (unreadable !== undefined) return end(work, node, template, "Error", unreadable);
  setOutbound(work, node, template, frame);
  stopDaemons(work, node.index);
  completeOutputs(work, node, template);
}

/** Ends the group of a loop once all its items have. */
export function advanceTaskGroup(work: Work, group: WorkflowNode): void {
  if (group.open > 0) return;
  const phases = group.children.map((child) => nodeAt(work, child).phase);
  const bad = phases.filter(isBad).at(-1);
  settle(work, group, bad ?? "Succeeded");
}

function decide(
  work: Work,
  node: WorkflowNode,
  template: DagPlan,
  frame: DagFrame,
  position: number,
): void {
  const task = template.tasks[position] as PlannedTask;
  frame.undecided -= 1;
  const edges: number[] = task.after.length === 0 ? [node.index] : [];
  for (const other of task.after) {
    const before = nodeAt(work, frame.tasks[other] as number);
    for (const index of outboundOf(work, before)) edges.push(index);
  }
  const name = node.index === 0 ? task.nameAtRoot : `${node.name}.${task.name}`;
  const place = { name, parent: node.index, after: edges };
  if (!isMet(work, template, frame, task)) {
    const opening = { ...place, ...callPlace(node, task), onExit: node.onExit };
    passOver(work, opening, "Omitted", "omitted: depends condition not met");
    return;
  }
  const ready = prepareCall(work, task, node, place);
  if (ready.kind === "loop") openGroup(work, node, task, place, ready.items);
  else openReady(work, ready);
}

function isMet(work: Work, template: DagPlan, frame: DagFrame, { depends }: PlannedTask): boolean {
  if (depends.kind === "always") return true;
  return holds(depends, (other, wanted) =>
    taskResult(work, nodeOf(work, template, frame, other), wanted),
  );
}

function callPlace(node: WorkflowNode, task: PlannedTask) {
  return {
    call: task.id,
    template: task.holder.position,
    boundary: node.index,
    arguments: NO_ARGUMENTS,
  };
}

function openReady(work: Work, ready: Exclude<Ready, { kind: "loop" }>): void {
  switch (ready.kind) {
    case "skip":
      passOver(work, ready.opening, "Skipped", ready.message);
      return;
    case "error":
      passOver(work, ready.opening, "Error", ready.problem);
      return;
    case "open":
      open(work, ready.opening);
  }
}

/** A loop has a node of its own, which those behind it see. */
function openGroup(
  work: Work,
  node: WorkflowNode,
  task: PlannedTask,
  place: { readonly name: string; readonly after: readonly number[] },
  items: readonly Ready[],
): void {
  const group = addNode(
    work,
    {
      name: place.name,
      template: task.holder.position,
      call: task.id,
      boundary: node.index,
      parent: node.index,
      onExit: node.onExit,
    },
    { type: "TaskGroup", phase: "Running" },
  );
  connect(work, place.after, group);
  node.open += 1;
  for (const item of items) {
    if (item.kind === "loop") continue;
    const opening = { ...item.opening, parent: group.index, after: [group.index] };
    openReady(work, { ...item, opening });
  }
  if (group.open === 0) lookAgain(work, group.index);
}

function taskResult(
  work: Work,
  node: WorkflowNode | undefined,
  wanted: TaskResult | undefined,
): boolean {
  if (node === undefined) return false;
  const phase = node.phase;
  switch (wanted) {
    case undefined: {
      if (phase === "Succeeded" || phase === "Skipped" || node.daemoned === true) return true;
      const { continueOn } = callOf(work, node) ?? {};
      if (phase === "Error") return continueOn?.error === true;
      return phase === "Failed" && continueOn?.failed === true;
    }
    case "Errored":
      return phase === "Error";
    case "Daemoned":
      return node.daemoned === true && phase !== "Pending";
    case "AnySucceeded":
      return itemPhases(work, node).some((each) => each === "Succeeded");
    case "AllFailed": {
      const phases = itemPhases(work, node);
      return phases.length > 0 && phases.every((each) => each === "Failed");
    }
    default:
      return phase === wanted;
  }
}

function itemPhases(work: Work, node: WorkflowNode): string[] {
  if (node.type !== "TaskGroup") return [];
  return node.children.map((child) => nodeAt(work, child).phase);
}

function nodeOf(
  work: Work,
  template: DagPlan,
  frame: DagFrame,
  task: string,
): WorkflowNode | undefined {
  const position = template.positions.get(task);
  return work.run.nodes[position === undefined ? -1 : (frame.tasks[position] as number)];
}

function unreadableLoop(work: Work, template: DagPlan, frame: DagFrame): string | undefined {
  for (const index of frame.tasks) {
    const node = work.run.nodes[index];
    if (node?.type !== "TaskGroup") continue;
    const result = unreadableResult(node.children.map((child) => nodeAt(work, child)));
    if (result !== undefined) {
      return `'${result.slice(0, 80)}' in the results of ${template.name} is not JSON`;
    }
  }
  return undefined;
}

function setOutbound(work: Work, node: WorkflowNode, template: DagPlan, frame: DagFrame): void {
  const targets = frame.targets ?? template.leaves;
  node.outbound = targets.flatMap((position) => {
    const target = work.run.nodes[frame.tasks[position] as number];
    return target === undefined ? [] : [...outboundOf(work, target)];
  });
}

function end(
  work: Work,
  node: WorkflowNode,
  template: DagPlan,
  phase: "Failed" | "Error",
  message: string,
): void {
  if (isFulfilledPhase(node.phase)) return;
  setOutbound(work, node, template, node.frame as DagFrame);
  stopDaemons(work, node.index);
  settle(work, node, phase, message);
  if (node.open > 0) stopInside(work, node);
}
