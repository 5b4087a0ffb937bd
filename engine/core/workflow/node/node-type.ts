/** Which type of node a template becomes. */
import type { PlannedTemplate } from "../plan/plan.ts";
import type { NodeType } from "../state.ts";

/** The type of the node that a template becomes; attempts have that of the template itself. */
export function nodeType(template: PlannedTemplate): NodeType {
  return template.retryStrategy === undefined ? bodyType(template) : "Retry";
}

export function bodyType(template: PlannedTemplate): NodeType {
  switch (template.kind) {
    case "steps":
      return "Steps";
    case "dag":
      return "DAG";
    case "suspend":
      return "Suspend";
    case "leaf":
      return template.type;
  }
}
