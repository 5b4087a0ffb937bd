/** Values of declared outputs that a node itself does not give. */

import type { WorkflowNode } from "../state.ts";
import { templateOf, type Work } from "../work.ts";
import { renderFor } from "./inputs.ts";
import { localsFor } from "./locals.ts";

/** `valueFrom.default` of the outputs that have one; its tags are those of the template. */
export function outputDefaults(work: Work, node: WorkflowNode): Record<string, string> {
  const template = templateOf(work, node);
  const parameters: Record<string, string> = {};
  if (template === undefined) return parameters;
  for (const { name, default: fallback } of template.outputs) {
    if (fallback === undefined) continue;
    const text = renderFor(work, fallback, node.inputs, localsFor(work, node, template));
    parameters[name] = text.ok ? text.text : fallback.source;
  }
  return parameters;
}
