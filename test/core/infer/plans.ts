/** Small workflows for the tests of placeholders: what a pod gives, and one way to read it. */
import type { Placeholder } from "../../../engine/core/infer/infer.ts";
import { inferOutputs } from "../../../engine/core/infer/infer.ts";
import type { OutputValue, Profiles } from "../../../engine/core/profile/profile.ts";
import { runOnVirtualClock } from "../../../engine/core/simulate/virtual-run.ts";
import { virtualWorld } from "../../../engine/core/simulate/virtual-world.ts";
import type { WorkflowPlan } from "../../../engine/core/workflow/plan/plan.ts";
import { planWorkflow } from "../../../engine/core/workflow/plan/plan-workflow.ts";
import { workflowOf } from "../../helpers/workflow.ts";

/** `make` has a result and the outputs `p` and `known`; `take` has an input `x`, which may be left out. */
const PODS = `
- name: make
  script: { image: a, source: b }
  outputs:
    parameters:
      - { name: p, valueFrom: { path: /p } }
      - { name: known, valueFrom: { path: /k, default: "1" } }
- { name: take, inputs: { parameters: [{ name: x, value: "" }] }, container: { image: a } }`;

export function planOf(templates: string): WorkflowPlan {
  return planWorkflow(workflowOf("wf", "main", `${templates}${PODS}`));
}

/** Steps: `make`, then `take` as these fields say, then more steps. */
export function reader(fields: string, more = ""): WorkflowPlan {
  return planOf(`- name: main
  steps:
    - [{ name: make, template: make }]
    - [{ name: take, template: take, ${fields} }]
${more}`);
}

export const RESULT = "{{steps.make.outputs.result}}";

/** The placeholders of `make`. */
export function inferred(plan: WorkflowPlan): Record<string, Placeholder> {
  const position = plan.templates.findIndex(({ name }) => name === "make");
  const { result, parameters = {} } = inferOutputs(plan).get(position) ?? {};
  return { ...(result === undefined ? {} : { result }), ...parameters };
}

/** Texts that an output may have. */
export function textsOf(value: OutputValue | undefined): readonly string[] {
  if (value?.kind === "choice") return value.values;
  if (value?.kind === "constant") return [value.text];
  return value?.kind === "integer" ? [`${value.min} to ${value.max}`] : [];
}

export function runOf(plan: WorkflowPlan, profiles: Profiles, seed = 1) {
  return runOnVirtualClock(plan, virtualWorld(profiles, seed)).run;
}
