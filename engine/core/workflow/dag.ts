/** DAG templates: a task is decided once every task it mentions has a result. */
import { assert } from "../assert.ts";
import { own } from "../text/own.ts";
import { holds, type TaskResult } from "./depends.ts";
import { omitNode, openNode } from "./open.ts";
import type { PlannedTask } from "./plan.ts";
import { isBad, isFulfilled, type NodePhase, type WorkflowNode } from "./state.ts";
import type { Work } from "./work.ts";

/** Opens, skips or omits every task that can be decided now; true when all have been. */
export function advanceDag(work: Work, node: WorkflowNode): boolean {
  const tasks = tasksOf(work, node);
  if (node.progress === tasks.length) return true;
  for (const task of tasks) {
    if (own(node.children, task.name) !== undefined) continue;
    if (!task.after.every((index) => isDecided(work, node, tasks[index]))) continue;
    node.progress += 1;
    const name = `${node.name}.${task.name}`;
    const met = holds(task.depends, (other) => resultOf(work, node, other));
    if (met) openNode(work, task, node, name);
    else omitNode(work, task, node, name);
  }
  return node.progress === tasks.length;
}

/**
 * The phase of a DAG whose tasks are all decided: that of its leaf tasks, where a Skipped or Omitted
 * task passes on what it inherited. A failed task whose failure a later task handled does not count.
 */
export function dagOutcome(work: Work, node: WorkflowNode): { phase: NodePhase; message: string } {
  const tasks = tasksOf(work, node);
  if (tasks.every((task) => !isBad(taskNode(work, node, task.name)?.phase ?? "Omitted"))) {
    return { phase: "Succeeded", message: "" };
  }
  const branch = new Map<number, NodePhase>();
  for (const index of topological(tasks)) {
    const task = tasks[index] as PlannedTask;
    const own = taskNode(work, node, task.name)?.phase;
    const passes = own === "Skipped" || own === "Omitted" || own === undefined;
    branch.set(index, passes ? inherited(task, branch) : own);
  }
  for (const [index, task] of tasks.entries()) {
    const phase = branch.get(index) as NodePhase;
    if (task.before.length === 0 && isBad(phase)) {
      return { phase, message: `task '${task.name}' ended ${phase}` };
    }
  }
  return { phase: "Succeeded", message: "" };
}

function inherited(task: PlannedTask, branch: ReadonlyMap<number, NodePhase>): NodePhase {
  const bad = task.after.map((index) => branch.get(index)).find((phase) => phase && isBad(phase));
  return bad ?? "Succeeded";
}

/** Positions in an order that puts a task behind those it mentions; validation excludes cycles. */
function topological(tasks: readonly PlannedTask[]): number[] {
  const missing = tasks.map((task) => task.after.length);
  const order = missing.flatMap((count, index) => (count === 0 ? [index] : []));
  for (let i = 0; i < order.length; i++) {
    for (const next of (tasks[order[i] as number] as PlannedTask).before) {
      missing[next] = (missing[next] as number) - 1;
      if (missing[next] === 0) order.push(next);
    }
  }
  assert(order.length === tasks.length, "tasks have no cycle");
  return order;
}

function tasksOf(work: Work, node: WorkflowNode): readonly PlannedTask[] {
  const template = work.plan.templates[node.template];
  assert(template?.kind === "dag", () => `${node.name} has tasks`);
  return template.tasks;
}

function isDecided(work: Work, node: WorkflowNode, task: PlannedTask | undefined): boolean {
  const child = task === undefined ? undefined : taskNode(work, node, task.name);
  return child !== undefined && isFulfilled(child.phase);
}

function resultOf(work: Work, node: WorkflowNode, task: string): TaskResult {
  const phase = taskNode(work, node, task)?.phase;
  return phase === "Error" ? "Errored" : (phase as TaskResult);
}

function taskNode(work: Work, node: WorkflowNode, task: string): WorkflowNode | undefined {
  const index = own(node.children, task);
  return index === undefined ? undefined : work.run.nodes[index];
}
