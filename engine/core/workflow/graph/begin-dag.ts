/** The beginning of a DAG: which tasks are wanted, and which of them wait for nothing. */

import { settle } from "../node/settle.ts";
import type { DagPlan, PlannedTask } from "../plan/plan.ts";
import { orderFrom } from "../plan/plan-template.ts";
import type { Frame, WorkflowNode } from "../state.ts";
import { renderFor } from "../values/inputs.ts";
import { localsFor } from "../values/locals.ts";
import { lookAgain, type Work } from "../work.ts";

export type DagFrame = Extract<Frame, { kind: "dag" }>;

/** Starts the tasks that wait for nothing; with a target, only what it needs. */
export function beginDag(work: Work, node: WorkflowNode, template: DagPlan): void {
  node.phase = "Running";
  const targets = targetsOf(work, node, template);
  if (targets === undefined) return settle(work, node, "Error", "dag.target names no task");
  const order = template.target === undefined ? template.order : orderFrom(template.tasks, targets);
  const waitsFor: number[] = template.tasks.map(() => -1);
  for (const position of order) {
    waitsFor[position] = (template.tasks[position] as PlannedTask).after.length;
  }
  node.frame = {
    kind: "dag",
    tasks: template.tasks.map(() => -1),
    waitsFor,
    undecided: order.length,
    ready: order.filter((position) => waitsFor[position] === 0),
    ...(template.target === undefined ? {} : { targets }),
  };
  lookAgain(work, node.index);
}

function targetsOf(
  work: Work,
  node: WorkflowNode,
  template: DagPlan,
): readonly number[] | undefined {
  if (template.target === undefined) return template.leaves;
  const locals = localsFor(work, node, template);
  const rendered = renderFor(work, template.target, node.inputs, locals);
  if (!rendered.ok) return undefined;
  const names = rendered.text.split(" ").filter((name) => name !== "");
  const positions = names.map((name) => template.positions.get(name) ?? -1);
  return positions.includes(-1) || positions.length === 0 ? undefined : positions;
}
