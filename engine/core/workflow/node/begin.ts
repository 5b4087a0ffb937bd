/** Starts the work of a node that has its inputs, room and locks. */
import { parseArgoDuration } from "../../expression/go/duration.ts";
import { SECOND_MS } from "../../units/units.ts";
import { beginDag } from "../graph/begin-dag.ts";
import type { LeafPlan, PlannedTemplate } from "../plan/plan.ts";
import { endKept } from "../run/kept.ts";
import { mayStart } from "../shared/throttle.ts";
import { isFulfilledPhase, type WorkflowNode } from "../state.ts";
import type { Text } from "../templating/text.ts";
import { renderFor } from "../values/inputs.ts";
import { localsFor } from "../values/locals.ts";
import { lookAgain, nodeAt, templateOf, type Work } from "../work.ts";
import { addContainers } from "./containers.ts";
import { refuseNode } from "./refuse.ts";
import { settle } from "./settle.ts";
import { beginSuspend } from "./suspend.ts";

export const PAST_DEADLINE = "Step exceeded its deadline";

/** Begins the work of the template itself, for a node or an attempt of it. */
export function beginBody(work: Work, node: WorkflowNode, template: PlannedTemplate): void {
  if (template.kind === "leaf" || template.kind === "suspend") {
    if (endKept(work, node)) return;
    const forbidden = mayNotRun(work, node);
    if (forbidden !== undefined) return settle(work, node, "Failed", forbidden);
  }
  if (template.kind === "leaf" && !mayStart(work, template.type)) {
    work.run.held.push(node.index);
    return;
  }
  if (!setDeadline(work, node, template) && template.kind === "leaf") {
    return refuseNode(work, node, `${node.name} exceeded its deadline`);
  }
  switch (template.kind) {
    case "leaf":
      return beginLeaf(work, node, template);
    case "suspend":
      return beginSuspend(work, node, template);
    case "steps":
      node.phase = "Running";
      node.frame = { kind: "steps", group: -1, next: 0, named: {} };
      return lookAgain(work, node.index);
    case "dag":
      return beginDag(work, node, template);
  }
}

/** Starts the pods that were held, first come first served. */
export function startHeld(work: Work): void {
  const { run } = work;
  if (!mayStart(work, "Pod")) return;
  const waiting = run.held;
  run.held = [];
  for (const [position, index] of waiting.entries()) {
    const node = nodeAt(work, index);
    const template = templateOf(work, node);
    if (isFulfilledPhase(node.phase) || template === undefined) continue;
    beginBody(work, node, template);
    if (mayStart(work, "Pod")) continue;
    run.held.push(...waiting.slice(position + 1));
    return;
  }
}

/** Why nothing may start any more; exit handlers may, until they are terminated as well. */
function mayNotRun(work: Work, node: WorkflowNode): string | undefined {
  const { shutdown, pastDeadline } = work.run;
  if (shutdown === "Terminate" || (shutdown === "Stop" && !node.onExit)) {
    return `workflow shutdown with strategy: ${shutdown}`;
  }
  return pastDeadline === true && !node.onExit ? PAST_DEADLINE : undefined;
}

function beginLeaf(work: Work, node: WorkflowNode, template: LeafPlan): void {
  node.running = true;
  if (node.type === "Pod") work.run.activePods += 1;
  addContainers(work, node, template);
  work.effects.push({ type: "startPod", node: node.index });
}

/**
 * Sets the earliest of the template's own limits, and of what is around it, where pods keep it. False
 * when hardly anything is left of it: upstream starts no pod for a second or less.
 */
function setDeadline(work: Work, node: WorkflowNode, template: PlannedTemplate): boolean {
  if (!work.plan.limitsTime) return true;
  const limits: number[] = [];
  for (const index of [node.boundary, node.parent]) {
    const limitMs = work.run.nodes[index]?.deadlineMs;
    if (limitMs !== undefined) limits.push(limitMs);
  }
  const timeout = durationOf(work, node, template, template.timeout);
  if (timeout !== undefined) limits.push((node.startedAtMs ?? work.atMs) + timeout);
  if (limits.some((limitMs) => limitMs - work.atMs < 2 * SECOND_MS)) return false;
  if (template.kind === "leaf") {
    const active = durationOf(work, node, template, template.activeDeadlineSeconds);
    if (active !== undefined) limits.push(work.atMs + active);
  }
  if (limits.length === 0) return true;
  node.deadlineMs = Math.min(...limits);
  if (template.kind === "leaf") {
    work.effects.push({ type: "wake", node: node.index, atMs: node.deadlineMs });
  }
  return true;
}

/** The template's `timeout` counts while the node waits for its locks, too. */
export function waitAtMost(work: Work, node: WorkflowNode, template: PlannedTemplate): void {
  const timeout = durationOf(work, node, template, template.timeout);
  if (timeout === undefined) return;
  node.deadlineMs = (node.startedAtMs ?? work.atMs) + timeout;
  work.effects.push({ type: "wake", node: node.index, atMs: node.deadlineMs });
}

function durationOf(
  work: Work,
  node: WorkflowNode,
  template: PlannedTemplate,
  text: Text | undefined,
): number | undefined {
  if (text === undefined) return undefined;
  const rendered = renderFor(work, text, node.inputs, localsFor(work, node, template));
  return rendered.ok ? parseArgoDuration(rendered.text) : undefined;
}
