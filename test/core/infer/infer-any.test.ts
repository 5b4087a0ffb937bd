import fc from "fast-check";
import { expect, it } from "vitest";
import { inferOutputs } from "../../../engine/core/infer/infer.ts";
import { profilesOf } from "../../../engine/core/infer/placeholders.ts";
import { DrawTable } from "../../../engine/core/profile/draws.ts";
import { outputText } from "../../../engine/core/profile/outputs.ts";
import { DEFAULT_PROFILE, NO_PROFILES } from "../../../engine/core/profile/profile.ts";
import type { Workflow } from "../../../engine/core/workflow/manifest.ts";
import { planWorkflow } from "../../../engine/core/workflow/plan/plan-workflow.ts";
import { workflowOf } from "../../helpers/workflow.ts";
import { podOf } from "../profile/pods.ts";

const BASE = workflowOf(
  "wf",
  "main",
  `- name: main
  steps:
    - [{ name: make, template: make }]
    - [{ name: take, template: take }]
    - [{ name: back, template: main, when: "1 == 2" }]
- { name: make, script: { image: a, source: b } }
- name: take
  inputs: { parameters: [{ name: x, value: "" }] }
  container: { image: a }`,
);

/** Parts of conditions and expressions, in an order that means something or nothing at all. */
const part = fc.constantFrom(
  ...["{{steps.make.outputs.result}}", "steps.make.outputs.result", "steps['make'].outputs.result"],
  ..."{{item}} {{item.a}} item item.a {{inputs.parameters.x}} {{= }} { # filter( jsonpath( )".split(
    " ",
  ),
  ..."'$.a' , fromJSON( [0] .b == != < >= in =~ && ! ? : ?? 'x' 1 -0.5 true let a = ; + ,".split(
    " ",
  ),
);
const text = fc.oneof(
  fc.array(part, { maxLength: 12 }).map((parts) => parts.join(" ")),
  fc.array(part, { maxLength: 12 }).map((parts) => `{{=${parts.join("")}}}`),
  fc.string(),
);

/** The workflow with these texts where `take` is called. */
function workflowWith(when: string, withParam: string, x: string, expression: string): Workflow {
  const [main, ...others] = BASE.templates;
  if (main?.kind !== "steps") throw new Error("main has steps");
  const groups = main.groups.map((group) =>
    group.map((step) => {
      if (step.name !== "take") return step;
      const parameters = [{ name: "x", value: x }];
      const hooks = { h: { template: "take", arguments: step.arguments, expression } };
      return { ...step, when, withParam, hooks, arguments: { parameters, artifacts: [] } };
    }),
  );
  return { ...BASE, templates: [{ ...main, groups }, ...others] };
}

it("never throws, whatever the texts hold, and always infers the same", () => {
  fc.assert(
    fc.property(text, text, text, text, (when, withParam, x, expression) => {
      const workflow = workflowWith(when, withParam, x, expression);
      const once = inferOutputs(planWorkflow(workflow));
      expect([...inferOutputs(planWorkflow(workflow))]).toEqual([...once]);
    }),
  );
});

it("infers a list of JSON wherever a loop goes over it", () => {
  fc.assert(
    fc.property(text, text, fc.nat(), (when, x, seed) => {
      const list = "{{steps.make.outputs.result}}";
      const plan = planWorkflow(workflowWith(when, list, x, "true"));
      const result = inferOutputs(plan).get(1)?.result;
      if (result === undefined) throw new Error("a list that is read has a placeholder");
      const drawn = outputText(result.value, "result", podOf({ draws: new DrawTable(seed) }));
      expect(JSON.parse(drawn)).toBeInstanceOf(Array);
    }),
  );
});

it("a profile that states an output always wins", () => {
  fc.assert(
    fc.property(text, text, fc.string(), (when, x, said) => {
      const plan = planWorkflow(workflowWith(when, "[1]", x, "true"));
      const result = { kind: "constant", text: said } as const;
      const make = { ...DEFAULT_PROFILE, result };
      const profiles = profilesOf(plan, { ...NO_PROFILES, templates: { make } });
      expect(profiles[1]?.result).toBe(result);
    }),
  );
});
