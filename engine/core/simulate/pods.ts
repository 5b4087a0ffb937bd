/** Small facts about pods that the driver, the state machine and the estimate share. */
import { assert } from "../assert.ts";
import type { PlannedTemplate, WorkflowPlan } from "../workflow/plan.ts";
import type { NodeOutputs, WorkflowRun } from "../workflow/state.ts";
import type { Profile } from "./profile.ts";

type PodPlan = Extract<PlannedTemplate, { kind: "pod" }>;

/** The template of a pod node. */
export function podTemplate(plan: WorkflowPlan, run: WorkflowRun, node: number): PodPlan {
  const template = plan.templates[run.nodes[node]?.template ?? -1];
  assert(template?.kind === "pod", () => `node ${node} is a pod`);
  return template;
}

/** What the profile says comes out of a pod. */
export function profileOutputs(profile: Profile): NodeOutputs {
  return profile.result === undefined
    ? { parameters: profile.parameters }
    : { result: profile.result, parameters: profile.parameters };
}
