/** What one transition works on, and how a node ends. */
import type { InstantMs } from "../units/units.ts";
import type { WorkflowPlan } from "./plan.ts";
import type { NodePhase, WorkflowEffect, WorkflowNode, WorkflowRun } from "./state.ts";

/** Everything one transition works on. */
export interface Work {
  readonly plan: WorkflowPlan;
  readonly run: WorkflowRun;
  readonly atMs: InstantMs;
  readonly effects: WorkflowEffect[];
  /** Composite nodes to look at again, last in first out. */
  readonly agenda: WorkflowNode[];
}

/** Ends a node and puts its parent on the agenda. */
export function settle(work: Work, node: WorkflowNode, phase: NodePhase, message = ""): void {
  node.phase = phase;
  node.message = message;
  node.finishedAtMs = work.atMs;
  const parent = work.run.nodes[node.boundary];
  if (parent === undefined) {
    work.run.phase = phase;
    work.run.message = message;
    work.effects.push({ type: "completed", phase, message });
    return;
  }
  parent.open -= 1;
  work.agenda.push(parent);
}
