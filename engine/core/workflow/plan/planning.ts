/** What the parts of planning share. */
import type { Template, Workflow } from "../manifest.ts";
import type { PlannedCall } from "./plan.ts";

/** What planning a template may add to: inline templates come behind those that are named. */
export interface Planning {
  readonly workflow: Workflow;
  readonly find: (scope: string, name: string) => number;
  readonly calls: PlannedCall[];
  /** Plans a template that a step or task holds itself; returns its position. */
  addInline(template: Template): number;
}
