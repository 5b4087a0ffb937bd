/** Artifacts that a pod leaves: where Argo's default repository would put them. */
import type { JsonObject } from "../workflow/manifest.ts";
import { podName } from "../workflow/node/node-id.ts";
import type { WorkflowPlan } from "../workflow/plan/plan.ts";
import { hasLocation } from "../workflow/plan/plan-template.ts";
import type { WorkflowNode } from "../workflow/state.ts";

/** Declared output artifacts by name, keys as `<workflow>/<pod>/<artifact>.tgz`. */
export function podArtifacts(plan: WorkflowPlan, node: WorkflowNode): Record<string, JsonObject> {
  const template = plan.templates[node.template];
  const artifacts: Record<string, JsonObject> = {};
  for (const { name, body } of template?.outputArtifacts ?? []) {
    const archive = body.archive as JsonObject | undefined;
    const suffix = archive !== undefined && "none" in archive ? "" : ".tgz";
    const pod = podName(plan.name, template?.name ?? "", node.name);
    const key = `${plan.name}/${pod}/${name}${suffix}`;
    artifacts[name] = hasLocation(body) ? body : { ...body, s3: { key } };
  }
  return artifacts;
}
