/** Outputs with a `globalName`: known as `workflow.outputs.*` from the moment they are there. */
import type { NodeOutputs, WorkflowNode } from "../state.ts";
import { templateOf, type Work } from "../work.ts";

export function addGlobalOutputs(work: Work, node: WorkflowNode): void {
  const { outputs } = node;
  if (outputs === null) return;
  const template = templateOf(work, node);
  if (template === undefined) return;
  for (const { name, globalName } of template.outputs) {
    const value = globalName === undefined ? undefined : outputs.parameters[name];
    if (value !== undefined) work.run.globals[`workflow.outputs.parameters.${globalName}`] = value;
  }
  addArtifacts(work, template.outputArtifacts, outputs);
}

function addArtifacts(
  work: Work,
  declared: readonly { readonly name: string; readonly globalName?: string }[],
  outputs: NodeOutputs,
): void {
  for (const { name, globalName } of declared) {
    const artifact = outputs.artifacts?.[name];
    if (globalName === undefined || artifact === undefined) continue;
    const { globalName: _, path: __, ...rest } = artifact;
    work.run.globalArtifacts[globalName] = { ...rest, name: globalName };
  }
}
