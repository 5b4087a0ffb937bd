/** A task of a DAG is done: those that waited for it come nearer. */
import type { PlannedTask } from "../plan/plan.ts";
import type { WorkflowNode } from "../state.ts";
import { lookAgain, templateOf, type Work } from "../work.ts";

export function taskDone(work: Work, dag: WorkflowNode, node: WorkflowNode): void {
  const { frame } = dag;
  const template = templateOf(work, dag);
  if (frame?.kind !== "dag" || template?.kind !== "dag") return;
  const position = template.positionOfCall.get(node.call);
  if (position === undefined) return;
  for (const next of (template.tasks[position] as PlannedTask).before) {
    const left = (frame.waitsFor[next] as number) - 1;
    if (left < -1) continue;
    frame.waitsFor[next] = left;
    if (left === 0) frame.ready.push(next);
  }
  if (frame.ready.length > 0) lookAgain(work, dag.index);
}
