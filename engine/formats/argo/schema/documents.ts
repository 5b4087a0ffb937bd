/** The documents that a manifest file may hold. */
import { z } from "zod";
import { CONCURRENCY_POLICIES } from "../../../core/cron/cron-workflow.ts";
import { argumentsSchema } from "./parameters.ts";
import { withRules } from "./rules.ts";
import { specSchema, workflowMetadata } from "./spec.ts";
import { count, flag, open, text, textMap, texts } from "./values.ts";

const metadata = z.looseObject({
  name: text.optional(),
  generateName: text.optional(),
  namespace: text.optional(),
  labels: textMap.optional(),
  annotations: textMap.optional(),
});
export type MetadataBody = z.infer<typeof metadata>;

const head = { apiVersion: text.optional(), metadata: metadata.optional() };
const status = open.optional();

export const cronSpecSchema = withRules(
  z.strictObject({
    workflowSpec: specSchema,
    workflowMetadata: workflowMetadata.optional(),
    schedules: texts.optional().describe("Cron expressions of five fields"),
    timezone: text.optional().describe("IANA name; else UTC"),
    concurrencyPolicy: z.enum(["", ...CONCURRENCY_POLICIES]).optional(),
    startingDeadlineSeconds: count.optional(),
    suspend: flag.optional(),
    successfulJobsHistoryLimit: count.optional(),
    failedJobsHistoryLimit: count.optional(),
    stopStrategy: z.strictObject({ expression: text.optional() }).optional(),
    when: text.optional(),
  }),
  { singular: { schedule: "schedules" } },
);
export type CronSpecBody = z.infer<typeof cronSpecSchema>;

const eventBindingSpec = z.strictObject({
  event: z.strictObject({ selector: text.optional() }).optional(),
  submit: z
    .strictObject({
      workflowTemplateRef: z
        .strictObject({ name: text.optional(), clusterScope: flag.optional() })
        .optional(),
      arguments: argumentsSchema.optional(),
      metadata: open.optional(),
    })
    .optional(),
});
export type EventBindingSpecBody = z.infer<typeof eventBindingSpec>;

export const MANIFEST_KINDS = [
  "Workflow",
  "WorkflowTemplate",
  "ClusterWorkflowTemplate",
  "CronWorkflow",
  "WorkflowEventBinding",
  "ConfigMap",
] as const;
export type ManifestKind = (typeof MANIFEST_KINDS)[number];

function document(kind: ManifestKind, spec: z.ZodType): z.ZodObject {
  return z.strictObject({ ...head, kind: z.literal(kind), spec, status });
}

/** Schemas by `kind`; the annotation keeps the compiler from writing out all of Argo. */
export const DOCUMENT_SCHEMAS: Readonly<Record<ManifestKind, z.ZodObject>> = {
  Workflow: document("Workflow", specSchema),
  WorkflowTemplate: document("WorkflowTemplate", specSchema),
  ClusterWorkflowTemplate: document("ClusterWorkflowTemplate", specSchema),
  CronWorkflow: document("CronWorkflow", cronSpecSchema),
  WorkflowEventBinding: document("WorkflowEventBinding", eventBindingSpec),
  ConfigMap: z.looseObject({ ...head, kind: z.literal("ConfigMap"), data: textMap.optional() }),
};

/** What editors are given: one schema for every kind that Lowtide reads. */
export const manifestSchema: z.ZodType = z.union(
  MANIFEST_KINDS.map((kind) => DOCUMENT_SCHEMAS[kind]),
);
