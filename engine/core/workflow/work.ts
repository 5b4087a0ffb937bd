/** What one transition works on, and the three ways in which a node moves on. */
import type { InstantMs } from "../units/units.ts";
import type { WorkflowEffect } from "./event.ts";
import { fnv1a32 } from "./node/node-id.ts";
import type { PlannedCall, PlannedHook, PlannedTemplate, WorkflowPlan } from "./plan/plan.ts";
import type { WorkflowNode, WorkflowRun } from "./state.ts";
import type { RenderContext } from "./templating/render.ts";

/** Everything one transition works on. */
export class Work implements RenderContext {
  readonly plan: WorkflowPlan;
  readonly run: WorkflowRun;
  readonly atMs: InstantMs;
  readonly effects: WorkflowEffect[] = [];
  private drawn = 0;

  constructor(plan: WorkflowPlan, run: WorkflowRun, atMs: InstantMs) {
    this.plan = plan;
    this.run = run;
    this.atMs = atMs;
  }

  get nowMs(): InstantMs {
    return this.atMs;
  }

  /** The same run draws the same numbers at the same point of its log, on every machine. */
  random(): number {
    const { uid, nodes } = this.run;
    return fnv1a32(`${uid}/${this.atMs}/${nodes.length}/${this.drawn++}`) / 0x100000000;
  }
}

/** The run itself on the agenda: its root, exit handler or one of its hooks has ended. */
export const RUN_ITSELF = -1;

/** Looks at a composite node again, once the present step is done. */
export function lookAgain(work: Work, node: number): void {
  work.run.agenda.push(node);
}

export function nodeAt(work: Work, index: number): WorkflowNode {
  return work.run.nodes[index] as WorkflowNode;
}

export function templateOf(work: Work, node: WorkflowNode): PlannedTemplate | undefined {
  return work.plan.templates[node.template];
}

/** The step or task that a node was made for. */
export function callOf(work: Work, node: WorkflowNode): PlannedCall | undefined {
  return work.plan.calls[node.call];
}

/** Hooks of the step or task of a node; loop items, attempts and hooks themselves have fewer. */
export function hooksOf(work: Work, node: WorkflowNode): readonly PlannedHook[] {
  if (node.hook !== undefined || node.flag?.retried === true) return [];
  return callOf(work, node)?.hooks ?? [];
}
