/** Steps templates: groups run one after another, the steps of a group together. */
import { assert } from "../assert.ts";
import { nodeId } from "./node-id.ts";
import { openNode } from "./open.ts";
import { completeOutputs } from "./outputs.ts";
import { isBad, type WorkflowNode } from "./state.ts";
import { settle, type Work } from "./work.ts";

/** Opens the next group once the running one is fulfilled; there is no fail-fast inside a group. */
export function advanceSteps(work: Work, node: WorkflowNode): void {
  if (node.open > 0) return;
  const template = work.plan.templates[node.template];
  assert(template?.kind === "steps", () => `${node.name} has steps`);
  const bad = Object.values(node.children).find((child) => isBad(childPhase(work, child)));
  if (bad !== undefined) {
    const child = work.run.nodes[bad] as WorkflowNode;
    const id = nodeId(work.plan.name, child.name);
    return settle(work, node, "Failed", `child '${id}' failed`);
  }
  const group = template.groups[node.progress];
  if (group === undefined) return completeOutputs(work, node);
  const index = node.progress;
  node.progress += 1;
  for (const call of group) openNode(work, call, node, `${node.name}[${index}].${call.name}`);
  if (node.open === 0) work.agenda.push(node);
}

function childPhase(work: Work, index: number): WorkflowNode["phase"] {
  return (work.run.nodes[index] as WorkflowNode).phase;
}
