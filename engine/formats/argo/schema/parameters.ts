/** Parameters, and what templates take and give: inputs, outputs, arguments. */
import { z } from "zod";
import { artifactSchema } from "./artifacts.ts";
import { withRules } from "./rules.ts";
import { keySelector, open, text, texts } from "./values.ts";

const valueFrom = z
  .strictObject({
    path: text.optional().describe("A file of the container that holds the value"),
    jsonPath: text.optional(),
    jqFilter: text.optional(),
    event: text.optional(),
    parameter: text.optional().describe("A reference: {{steps.a.outputs.result}}"),
    supplied: open.optional().describe("Given by a person while the workflow is suspended"),
    configMapKeyRef: keySelector.optional(),
    default: text.optional().describe("The value when the source gives none"),
    expression: text.optional(),
  })
  .meta({ id: "ValueFrom", description: "Where a parameter's value comes from" });

export const parameterSchema = z
  .strictObject({
    name: text,
    value: text.optional(),
    default: text.optional().describe("The value of an input when no argument is given"),
    valueFrom: valueFrom.optional(),
    globalName: text
      .optional()
      .describe("The output is also known as workflow.outputs.parameters.NAME"),
    enum: texts.optional().describe("The values to choose from"),
    description: text.optional(),
  })
  .meta({ id: "Parameter", description: "A text that is passed between templates" });
export type ParameterBody = z.infer<typeof parameterSchema>;

const lists = {
  parameters: z.array(parameterSchema).optional(),
  artifacts: z.array(artifactSchema).optional(),
};

export const argumentsSchema = withRules(
  z.strictObject(lists).meta({ id: "Arguments", description: "Values passed on" }),
  { inert: { artifacts: "artifacts" } },
);
export type ArgumentsBody = z.infer<typeof argumentsSchema>;

export const inputsSchema = withRules(
  z.strictObject(lists).meta({ id: "Inputs", description: "What a template takes" }),
  { inert: { artifacts: "artifacts" } },
);

export const outputsSchema = withRules(
  z
    .strictObject({ ...lists, result: text.optional(), exitCode: text.optional() })
    .meta({ id: "Outputs", description: "What a template gives" }),
  { inert: { artifacts: "artifacts" } },
);
