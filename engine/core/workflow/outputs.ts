/** Outputs of steps and dag templates, read from their children when the template succeeds. */
import type { PlannedTemplate } from "./plan.ts";
import { lookupIn } from "./scope.ts";
import type { WorkflowNode } from "./state.ts";
import { substitute } from "./templating.ts";
import { settle, type Work } from "./work.ts";

/** Ends a composite node: Succeeded with its outputs, or Error where one cannot be resolved. */
export function completeOutputs(work: Work, node: WorkflowNode): void {
  const template = work.plan.templates[node.template] as PlannedTemplate;
  const parameters: Record<string, string> = {};
  for (const output of template.outputs) {
    if (output.value === undefined) continue;
    const value = substitute(output.value, lookupIn(work, node));
    if (!value.ok && output.default !== undefined) {
      parameters[output.name] = output.default;
      continue;
    }
    if (!value.ok) {
      const message = `outputs.parameters.${output.name}: failed to resolve {{${value.missing}}}`;
      return settle(work, node, "Error", message);
    }
    parameters[output.name] = value.text;
  }
  node.outputs = { parameters };
  settle(work, node, "Succeeded");
}
