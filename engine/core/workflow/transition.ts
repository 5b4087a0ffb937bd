/**
 * The workflow state machine: an event goes in, effects come out, nothing else happens. Work that
 * follows from an event sits on an agenda instead of the call stack, so deep workflows stay flat.
 */
import { assert } from "../assert.ts";
import { advanceDag, dagOutcome } from "./dag.ts";
import { openNode } from "./open.ts";
import { completeOutputs } from "./outputs.ts";
import type { WorkflowPlan } from "./plan.ts";
import {
  isFulfilled,
  type WorkflowEffect,
  type WorkflowEvent,
  type WorkflowNode,
  type WorkflowRun,
} from "./state.ts";
import { advanceSteps } from "./steps.ts";
import { settle, type Work } from "./work.ts";

/**
 * Applies an event to a run. The run is consumed: the caller hands it over and goes on with the one
 * that is returned (it is updated in place, so that a fan-out of n nodes costs O(n)).
 */
export function transition(
  plan: WorkflowPlan,
  run: WorkflowRun,
  event: WorkflowEvent,
): { run: WorkflowRun; effects: WorkflowEffect[] } {
  const work: Work = { plan, run, atMs: event.atMs, effects: [], agenda: [] };
  switch (event.type) {
    case "submit":
      assert(run.nodes.length === 0, "a run is submitted once");
      run.phase = "Running";
      openNode(
        work,
        { name: plan.name, template: plan.entrypoint, arguments: plan.arguments },
        null,
        plan.name,
      );
      break;
    case "podStarted":
      podNode(run, event.node).phase = "Running";
      break;
    case "podFinished":
      finishPod(work, event);
      break;
  }
  settleAgenda(work);
  return { run, effects: work.effects };
}

function settleAgenda(work: Work): void {
  for (let node = work.agenda.pop(); node !== undefined; node = work.agenda.pop()) {
    if (isFulfilled(node.phase)) continue;
    if (node.type === "Steps") advanceSteps(work, node);
    else advanceDagNode(work, node);
  }
}

function advanceDagNode(work: Work, node: WorkflowNode): void {
  // A task that ends while it is opened puts the node on the agenda again for those behind it.
  const allDecided = advanceDag(work, node);
  if (!allDecided || node.open > 0) return;
  const { phase, message } = dagOutcome(work, node);
  if (phase === "Succeeded") completeOutputs(work, node);
  else settle(work, node, phase, message);
}

function finishPod(work: Work, event: Extract<WorkflowEvent, { type: "podFinished" }>): void {
  const node = podNode(work.run, event.node);
  assert(!isFulfilled(node.phase), () => `pod ${node.name} finishes once`);
  const template = work.plan.templates[node.template];
  assert(template?.kind === "pod", () => `${node.name} is a pod`);
  node.outputs = {
    ...event.outputs,
    parameters: { ...template.defaults, ...event.outputs.parameters },
  };
  if (event.exitCode === 0) settle(work, node, "Succeeded");
  else settle(work, node, "Failed", `Error (exit code ${event.exitCode})`);
}

function podNode(run: WorkflowRun, index: number): WorkflowNode {
  const node = run.nodes[index];
  assert(node?.type === "Pod", () => `node ${index} is a pod`);
  return node;
}
