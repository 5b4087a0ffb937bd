/** Which nodes an operation is for. */
import { own } from "../../text/own.ts";
import type { NodeSelector } from "../event.ts";
import { nodeId } from "../node/node-id.ts";
import type { WorkflowNode } from "../state.ts";
import { templateOf, type Work } from "../work.ts";

/** True when a node has all that the selector names. */
export function selects(work: Work, selector: NodeSelector, node: WorkflowNode): boolean {
  const { displayName, name, templateName, id, inputs = {} } = selector;
  if (displayName !== undefined && node.displayName !== displayName) return false;
  if (name !== undefined && node.name !== name) return false;
  if (id !== undefined && nodeId(work.plan.name, node.name) !== id) return false;
  const given = Object.entries(inputs);
  if (given.some(([input, value]) => own(node.inputs.parameters, input) !== value)) return false;
  return templateName === undefined || templateOf(work, node)?.name === templateName;
}
