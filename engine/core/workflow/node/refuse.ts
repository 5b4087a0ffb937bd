/** What cannot run: it ends in Error, and the step group or task around it says why. */

import type { WorkflowNode } from "../state.ts";
import { lookAgain, type Work } from "../work.ts";
import { settle } from "./settle.ts";

/** A node, or the opening of one. */
type Refused = Pick<WorkflowNode, "name" | "call" | "parent" | "flag">;

/** Ends a node that is there already, but cannot start. */
export function refuseNode(work: Work, node: WorkflowNode, problem: string): void {
  settle(work, node, "Error", refusal(work, node, problem));
  tellGroup(work, node, problem);
}

/** The same for a node that upstream would not even have made one of its type. */
export function refuseUnopened(work: Work, node: WorkflowNode, problem: string): void {
  refuseNode(work, node, problem);
  node.type = "Skipped";
}

/** The message of a node that cannot run: tasks name themselves in it. */
export function refusal(work: Work, { call, name, ...of }: Refused, problem: string): string {
  const isTask = work.plan.calls[call]?.kind === "task" && of.flag?.retried !== true;
  return isTask ? `task '${name}' errored: ${problem}` : problem;
}

/** A step group fails as soon as one of its steps cannot run. */
export function tellGroup(work: Work, { parent, name }: Refused, problem: string): void {
  const group = work.run.nodes[parent];
  if (group?.type !== "StepGroup") return;
  group.problem ??= `step group deemed errored due to child ${name} error: ${problem}`;
  lookAgain(work, group.index);
}
