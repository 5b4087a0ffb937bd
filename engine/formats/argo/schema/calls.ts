/** What steps, tasks and hooks have in common: they call a template. */
import { z } from "zod";
import { argumentsSchema } from "./parameters.ts";
import { withRules } from "./rules.ts";
import { flag, integerOrText, json, text } from "./values.ts";

const templateRef = withRules(
  z
    .strictObject({
      name: text.optional(),
      template: text.optional(),
      clusterScope: flag.optional(),
    })
    .meta({ id: "TemplateRef", description: "A template of a WorkflowTemplate" }),
  { removed: ["runtimeResolution"] },
);

export const hookSchema = z
  .strictObject({
    template: text.optional(),
    templateRef: templateRef.optional(),
    arguments: argumentsSchema.optional(),
    expression: text.optional().describe("Runs once this is true; not needed for 'exit'"),
  })
  .meta({ id: "LifecycleHook", description: "A template that runs beside a node" });
export type HookBody = z.infer<typeof hookSchema>;

export const hooksSchema = z.record(z.string(), hookSchema);

const sequence = z.strictObject({
  count: integerOrText.optional(),
  start: integerOrText.optional(),
  end: integerOrText.optional(),
  format: text.optional(),
});

export const callFields = {
  name: text.optional(),
  template: text.optional().describe("Name of the template to run"),
  templateRef: templateRef.optional(),
  arguments: argumentsSchema.optional(),
  withItems: z.array(json).optional().describe("Runs once for each item"),
  withParam: text.optional().describe("Runs once for each item of this JSON list"),
  withSequence: sequence.optional(),
  when: text.optional().describe("Runs only if this condition is true"),
  continueOn: z.strictObject({ error: flag.optional(), failed: flag.optional() }).optional(),
  onExit: text.optional(),
  hooks: hooksSchema.optional(),
};
