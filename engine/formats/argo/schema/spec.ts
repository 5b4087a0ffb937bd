/** `spec` of a Workflow, a WorkflowTemplate and a ClusterWorkflowTemplate. */
import { z } from "zod";
import { artifactCollection } from "./artifacts.ts";
import { hooksSchema } from "./calls.ts";
import { resourcesSchema } from "./containers.ts";
import { metricsSchema } from "./metrics.ts";
import { argumentsSchema } from "./parameters.ts";
import { retrySchema } from "./retry.ts";
import { withRules } from "./rules.ts";
import { affinitySchema, tolerationsSchema } from "./scheduling.ts";
import { synchronizationSchema } from "./synchronization.ts";
import { templateSchema } from "./template.ts";
import { count, flag, open, opens, text, textMap } from "./values.ts";

const podMetadata = z.strictObject({
  labels: textMap.optional(),
  annotations: textMap.optional(),
});

export const workflowMetadata = z.strictObject({
  labels: textMap.optional(),
  annotations: textMap.optional(),
  labelsFrom: z.record(z.string(), z.strictObject({ expression: text })).optional(),
});

const podGc = z.strictObject({
  strategy: text.optional(),
  labelSelector: open.optional(),
  deleteDelayDuration: text.optional(),
});

const ttlStrategy = z.strictObject({
  secondsAfterCompletion: count.optional(),
  secondsAfterSuccess: count.optional(),
  secondsAfterFailure: count.optional(),
});

const inert = {
  volumes: "volumes",
  volumeClaimTemplates: "volumes",
  volumeClaimGC: "cleanup",
  artifactRepositoryRef: "artifacts",
  archiveLogs: "artifacts",
  artifactGC: "cleanup",
  podGC: "cleanup",
  ttlStrategy: "cleanup",
  metrics: "metrics",
  schedulerName: "placement",
  podDisruptionBudget: "placement",
  resourceClaims: "placement",
  serviceAccountName: "pod",
  automountServiceAccountToken: "pod",
  executor: "pod",
  imagePullSecrets: "pod",
  hostNetwork: "pod",
  hostAliases: "pod",
  dnsPolicy: "pod",
  dnsConfig: "pod",
  securityContext: "pod",
  podSpecPatch: "pod",
  podMetadata: "pod",
  executorPlugins: "pod",
} as const;

export const specSchema = withRules(
  z
    .strictObject({
      entrypoint: text.optional().describe("Name of the template to start with"),
      arguments: argumentsSchema.optional(),
      templates: z.array(templateSchema).optional(),
      workflowTemplateRef: z
        .strictObject({ name: text.optional(), clusterScope: flag.optional() })
        .optional()
        .describe("Runs a WorkflowTemplate; fields given here take precedence"),
      templateDefaults: templateSchema.optional(),
      onExit: text.optional(),
      hooks: hooksSchema.optional(),
      activeDeadlineSeconds: count.optional(),
      parallelism: count.optional(),
      priority: count.optional(),
      suspend: flag.optional(),
      shutdown: z.enum(["Stop", "Terminate", ""]).optional(),
      retryStrategy: retrySchema.optional(),
      synchronization: synchronizationSchema.optional(),
      workflowMetadata: workflowMetadata.optional(),
      volumes: opens.optional(),
      volumeClaimTemplates: opens.optional(),
      volumeClaimGC: z.strictObject({ strategy: text.optional() }).optional(),
      artifactRepositoryRef: z
        .strictObject({ configMap: text.optional(), key: text.optional() })
        .optional(),
      archiveLogs: flag.optional(),
      artifactGC: artifactCollection.optional(),
      podGC: podGc.optional(),
      ttlStrategy: ttlStrategy.optional(),
      metrics: metricsSchema.optional(),
      nodeSelector: textMap.optional(),
      affinity: affinitySchema.optional(),
      tolerations: tolerationsSchema.optional(),
      schedulerName: text.optional(),
      podPriorityClassName: text.optional(),
      podDisruptionBudget: open.optional(),
      serviceAccountName: text.optional(),
      automountServiceAccountToken: flag.optional(),
      executor: z.strictObject({ serviceAccountName: text.optional() }).optional(),
      imagePullSecrets: opens.optional(),
      hostNetwork: flag.optional(),
      hostAliases: opens.optional(),
      dnsPolicy: text.optional(),
      dnsConfig: open.optional(),
      securityContext: open.optional(),
      podSpecPatch: text.optional(),
      podMetadata: podMetadata.optional(),
      podResources: resourcesSchema.optional(),
      resourceClaims: opens.optional(),
      executorPlugins: opens.optional(),
    })
    .meta({ id: "WorkflowSpec", description: "What to run, and how" }),
  { inert, removed: ["podPriority", "ttlSecondsAfterFinished"] },
);
export type SpecBody = z.infer<typeof specSchema>;
