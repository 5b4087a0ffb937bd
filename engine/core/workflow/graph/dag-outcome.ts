/** The phase of a DAG whose tasks have all ended (upstream's assessDAGPhase). */

import type { DagPlan, PlannedTask } from "../plan/plan.ts";
import { isBad, isCompleted, type NodePhase, type WorkflowNode } from "../state.ts";
import type { Work } from "../work.ts";
import type { DagFrame } from "./begin-dag.ts";

/**
 * The phase of the first target that went wrong and may not (`continueOn`), else Succeeded. A target
 * that was skipped or omitted has the phase of what it waited for, where wrong wins over right.
 */
export function dagOutcome(
  work: Work,
  dag: WorkflowNode,
  template: DagPlan,
  frame: DagFrame,
): "Succeeded" | "Failed" | "Error" {
  if (work.run.shutdown !== "" && !dag.onExit) return "Failed";
  if (frame.tasks.every((index) => !isBad(work.run.nodes[index]?.phase ?? "Skipped"))) {
    return "Succeeded";
  }
  const branch = new Map<number, NodePhase>();
  for (const position of template.order) {
    const node = work.run.nodes[frame.tasks[position] as number];
    if (node === undefined) continue;
    const task = template.tasks[position] as PlannedTask;
    branch.set(position, isCompleted(node) ? node.phase : inherited(task, branch));
  }
  let outcome: "Succeeded" | "Failed" | "Error" = "Succeeded";
  for (const position of frame.targets ?? template.leaves) {
    const phase = branch.get(position);
    const { continueOn } = template.tasks[position] as PlannedTask;
    if (phase === undefined || !isBad(phase)) continue;
    if (phase === "Error" ? continueOn?.error : continueOn?.failed) continue;
    outcome = phase === "Error" ? "Error" : "Failed";
    if (template.dagFailFast) return outcome;
  }
  return outcome;
}

function inherited(task: PlannedTask, branch: ReadonlyMap<number, NodePhase>): NodePhase {
  const bad = task.after
    .map((position) => branch.get(position))
    .find((each) => each && isBad(each));
  return bad ?? "Succeeded";
}
