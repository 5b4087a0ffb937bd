/** Nodes that a retried or resubmitted run takes over: they end at once with what they gave. */
import { settle } from "../node/settle.ts";
import type { WorkflowNode } from "../state.ts";
import type { Work } from "../work.ts";

/** Ends a node that the run before has kept; false when it has to run. */
export function endKept(work: Work, node: WorkflowNode): boolean {
  const kept = work.run.kept?.[keyOf(work.plan.name, node.name)];
  if (kept === undefined) return false;
  node.outputs = kept.outputs;
  if (kept.phase === "Skipped") node.type = "Skipped";
  settle(work, node, kept.phase, kept.message);
  node.startedAtMs = kept.startedAtMs;
  node.finishedAtMs = kept.finishedAtMs;
  return true;
}

export function isKept(work: Work, name: string): boolean {
  return work.run.kept?.[keyOf(work.plan.name, name)] !== undefined;
}

/** Names without that of the workflow, which a new run may change. */
export function keyOf(workflow: string, name: string): string {
  return name.slice(workflow.length);
}
