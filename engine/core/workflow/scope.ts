/** What a tag may refer to inside a steps or dag template. */
import { own } from "../text/own.ts";
import type { WorkflowNode } from "./state.ts";
import type { Lookup } from "./templating.ts";
import type { Work } from "./work.ts";

const INPUT = "inputs.parameters.";
const CHILD = /^(?:steps|tasks)\.([^.]+)\.(.+)$/;
const OUTPUT_PARAMETER = "outputs.parameters.";

/** Finds values for the calls of a node's template: workflow, inputs, and earlier siblings. */
export function lookupIn(work: Work, boundary: WorkflowNode | null): Lookup {
  return (ref) => {
    if (boundary !== null && ref.startsWith(INPUT)) {
      return own(boundary.inputs, ref.slice(INPUT.length));
    }
    const child = boundary === null ? null : CHILD.exec(ref);
    if (boundary === null || child === null) return work.plan.globals.get(ref);
    const index = own(boundary.children, child[1] as string);
    const node = index === undefined ? undefined : work.run.nodes[index];
    return node === undefined ? undefined : fieldOf(work, node, child[2] as string);
  };
}

function fieldOf(work: Work, node: WorkflowNode, field: string): string | undefined {
  if (field === "status") return node.phase;
  if (field === "outputs.result") return node.outputs?.result;
  if (!field.startsWith(OUTPUT_PARAMETER)) return undefined;
  const name = field.slice(OUTPUT_PARAMETER.length);
  if (node.outputs !== null) return own(node.outputs.parameters, name);
  const passedOver = node.phase === "Skipped" || node.phase === "Omitted";
  return passedOver ? defaultOf(work, node, name) : undefined;
}

/** What a template that was not run gives for an output: the default that it declares. */
function defaultOf(work: Work, node: WorkflowNode, name: string): string | undefined {
  const template = work.plan.templates[node.template];
  if (template?.kind === "pod") return own(template.defaults, name);
  return template?.outputs.find((output) => output.name === name)?.default;
}
