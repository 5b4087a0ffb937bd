/** A node that was opened starts: retried ones at once with their first attempt. */

import type { PlannedTemplate } from "../plan/plan.ts";
import type { WorkflowNode } from "../state.ts";
import type { Work } from "../work.ts";
import { beginBody } from "./begin.ts";
import { advanceRetry } from "./retry.ts";

/** Starts a node that has its inputs, room and locks. */
export function start(work: Work, node: WorkflowNode, template: PlannedTemplate): void {
  if (node.type !== "Retry") return beginBody(work, node, template);
  node.phase = "Running";
  node.frame = { kind: "retry", attempts: [], waiting: false };
  advanceRetry(work, node);
}
