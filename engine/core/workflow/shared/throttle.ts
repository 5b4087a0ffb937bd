/** `parallelism` of the workflow and of templates, and the templates' `failFast`. */
import type { WorkflowNode } from "../state.ts";
import { templateOf, type Work } from "../work.ts";

/** True when another node may start inside the given one (undefined: at the top). */
export function hasRoom(work: Work, boundary: WorkflowNode | undefined): boolean {
  const { parallelism } = work.plan.workflow;
  if (parallelism !== undefined && work.run.activePods >= parallelism) return false;
  if (boundary === undefined) return true;
  const template = templateOf(work, boundary);
  if (template === undefined) return true;
  if (template.failFast && boundary.bad > 0) return false;
  return template.parallelism === undefined || boundary.active < template.parallelism;
}

/** True when a node that is open may start its pod: retries, locks and caches make it wait. */
export function mayStart(work: Work, type: "Pod" | "HTTP" | "Plugin"): boolean {
  const { run, plan } = work;
  if (run.suspended) return false;
  const { parallelism } = plan.workflow;
  return type !== "Pod" || parallelism === undefined || run.activePods < parallelism;
}

/** True when the template gave up: a child went wrong, and nothing of it runs any more. */
export function hasFailedFast(work: Work, node: WorkflowNode): boolean {
  return templateOf(work, node)?.failFast === true && node.bad > 0 && node.active === 0;
}

export const FAILED_FAST = "template has failed or errored children and failFast enabled";
