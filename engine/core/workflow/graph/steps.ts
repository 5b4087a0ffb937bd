/** Steps templates: groups run one after another, the steps of a group together. */

import { addNode, connect, outboundOf } from "../node/node.ts";
import { nodeId } from "../node/node-id.ts";
import { open, passOver } from "../node/open.ts";
import { settle, stopDaemons, stopInside } from "../node/settle.ts";
import type { StepsPlan } from "../plan/plan.ts";
import { FAILED_FAST, hasFailedFast } from "../shared/throttle.ts";
import { isBad, isFulfilledPhase, type WorkflowNode } from "../state.ts";
import { callOf, lookAgain, nodeAt, templateOf, type Work } from "../work.ts";
import { unreadableResult } from "./aggregate.ts";
import { prepareCall, type Ready } from "./calls.ts";
import { completeOutputs } from "./composite-outputs.ts";

type StepsFrame = Extract<WorkflowNode["frame"], { kind: "steps" }>;

/** Opens the next group once the running one has ended well; the last one ends the node. */
export function advanceSteps(work: Work, node: WorkflowNode): void {
  const { frame } = node;
  const template = templateOf(work, node);
  if (frame?.kind !== "steps" || template?.kind !== "steps") return;
  const group = work.run.nodes[frame.group];
  if (group !== undefined && !isFulfilledPhase(group.phase)) {
    if (hasFailedFast(work, node)) failFast(work, node, group);
    return;
  }
  if (group !== undefined && isBad(group.phase)) return end(work, node, "Failed", group.message);
  const unreadable = group === undefined ? undefined : unreadableLoop(work, node);
  if (unreadable !== undefined) return end(work, node, "Error", unreadable);
  if (frame.next >= template.groups.length) return succeed(work, node, template);
  openGroup(work, node, template, frame.next);
}

/** Ends a group whose steps and their hooks have ended. */
export function advanceGroup(work: Work, group: WorkflowNode): void {
  if (group.problem !== undefined) return settle(work, group, "Error", group.problem);
  if (group.open > 0) return;
  const failed = group.children.find((index) => countsAsFailed(work, nodeAt(work, index)));
  if (failed === undefined) return settle(work, group, "Succeeded");
  const id = nodeId(work.plan.name, nodeAt(work, failed).name);
  settle(work, group, "Failed", `child '${id}' failed`);
}

function openGroup(work: Work, node: WorkflowNode, template: StepsPlan, position: number): void {
  const frame = node.frame as StepsFrame;
  const before = work.run.nodes[frame.group];
  const group = addNode(
    work,
    {
      name: `${node.name}[${position}]`,
      template: -1,
      call: -1,
      boundary: node.index,
      parent: node.index,
      onExit: node.onExit,
    },
    { type: "StepGroup", phase: "Running" },
  );
  connect(work, before === undefined ? [node.index] : endsOf(work, before), group);
  frame.group = group.index;
  frame.next = position + 1;
  node.open += 1;
  const steps = template.groups[position] ?? [];
  const ready = steps.map((call) => {
    const name = `${group.name}.${call.name}`;
    return prepareCall(work, call, node, { name, parent: group.index, after: [group.index] });
  });
  const wrong = ready.find((each) => each.kind === "error");
  if (wrong !== undefined) {
    group.problem = wrong.early ? `Failed to resolve references: ${wrong.problem}` : wrong.problem;
    return lookAgain(work, group.index);
  }
  for (const each of ready) openReady(work, group, each);
  if (group.open === 0) lookAgain(work, group.index);
}

/** Opens what is ready; once a step cannot even be opened, no further one is. */
function openReady(work: Work, group: WorkflowNode, ready: Ready): void {
  switch (ready.kind) {
    case "skip":
      passOver(work, ready.opening, "Skipped", ready.message);
      return;
    case "open":
      if (group.problem === undefined) open(work, ready.opening);
      return;
    case "loop":
      for (const each of ready.items) openReady(work, group, each);
      return;
    case "error":
      group.problem ??= ready.problem;
      passOver(work, ready.opening, "Error", ready.problem);
  }
}

/** Where the next group goes on: the last nodes of this one, or the group itself when it is empty. */
function endsOf(work: Work, group: WorkflowNode): readonly number[] {
  if (group.children.length === 0) return [group.index];
  return group.children.flatMap((child) => outboundOf(work, nodeAt(work, child)));
}

function countsAsFailed(work: Work, node: WorkflowNode): boolean {
  if (!isBad(node.phase)) return false;
  const { continueOn } = callOf(work, node) ?? {};
  if (continueOn === undefined) return true;
  return node.phase === "Error" ? !continueOn.error : !continueOn.failed;
}

function unreadableLoop(work: Work, node: WorkflowNode): string | undefined {
  const frame = node.frame as StepsFrame;
  for (const index of Object.values(frame.named)) {
    if (typeof index === "number") continue;
    const result = unreadableResult(index.flatMap((each) => work.run.nodes[each] ?? []));
    if (result !== undefined) return `'${result.slice(0, 80)}' in a list of results is not JSON`;
  }
  return undefined;
}

function failFast(work: Work, node: WorkflowNode, group: WorkflowNode): void {
  delete node.waiting;
  settle(work, group, "Failed", FAILED_FAST);
  end(work, node, "Failed", FAILED_FAST);
}

function succeed(work: Work, node: WorkflowNode, template: StepsPlan): void {
  setOutbound(work, node);
  stopDaemons(work, node.index);
  completeOutputs(work, node, template);
}

function end(work: Work, node: WorkflowNode, phase: "Failed" | "Error", message: string): void {
  setOutbound(work, node);
  stopDaemons(work, node.index);
  settle(work, node, phase, message);
  const group = work.run.nodes[(node.frame as StepsFrame).group];
  if (group !== undefined && group.open > 0) stopInside(work, node);
}

function setOutbound(work: Work, node: WorkflowNode): void {
  const frame = node.frame as StepsFrame;
  const group = work.run.nodes[frame.group];
  if (group === undefined) return;
  node.outbound = group.children.flatMap((child) => outboundOf(work, nodeAt(work, child)));
}
