/** Workflows for tests, written as the YAML that people write. */
import { unwrap } from "../../engine/core/issue.ts";
import type { Workflow } from "../../engine/core/workflow/manifest.ts";
import { readWorkflow } from "../../engine/formats/argo/read.ts";

/** A workflow of that name; `templates` is the YAML of its list, the first one is the entrypoint. */
export function workflowOf(name: string, entrypoint: string, templates: string): Workflow {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: ${name} }
spec:
  entrypoint: ${entrypoint}
  templates:
${templates.replace(/^/gm, "    ")}
`;
  return unwrap(readWorkflow(text, `${name}.yaml`));
}

/** A container template that asks for CPU cores and GiB of memory. */
export function podOf(name: string, cpu: number, memoryGib: number): string {
  const requests = `{ cpu: "${cpu}", memory: "${memoryGib}Gi" }`;
  return `- { name: ${name}, container: { image: a, resources: { requests: ${requests} } } }`;
}
