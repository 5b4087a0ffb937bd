/** Templates, with the steps and tasks that may hold templates in turn. */
import { z } from "zod";
import { callFields } from "./calls.ts";
import {
  containerSchema,
  containerSetSchema,
  resourcesSchema,
  scriptSchema,
  userContainerSchema,
} from "./containers.ts";
import { locationSchema } from "./locations.ts";
import { metricsSchema } from "./metrics.ts";
import { inputsSchema, outputsSchema } from "./parameters.ts";
import { retrySchema } from "./retry.ts";
import { bareItems, withRules } from "./rules.ts";
import { affinitySchema, tolerationsSchema } from "./scheduling.ts";
import { synchronizationSchema } from "./synchronization.ts";
import { count, flag, integerOrText, open, opens, text, textMap, texts } from "./values.ts";
import {
  dataSchema,
  httpSchema,
  memoizeSchema,
  pluginSchema,
  resourceSchema,
  suspendSchema,
} from "./work.ts";

const plainFields = {
  name: text.optional(),
  inputs: inputsSchema.optional(),
  outputs: outputsSchema.optional(),
  container: containerSchema.optional(),
  containerSet: containerSetSchema.optional(),
  script: scriptSchema.optional(),
  resource: resourceSchema.optional(),
  http: httpSchema.optional(),
  data: dataSchema.optional(),
  plugin: pluginSchema.optional(),
  suspend: suspendSchema.optional(),
  daemon: flag.optional(),
  initContainers: z.array(userContainerSchema).optional(),
  sidecars: z.array(userContainerSchema).optional(),
  volumes: opens.optional(),
  archiveLocation: locationSchema.optional(),
  activeDeadlineSeconds: integerOrText.optional(),
  timeout: text.optional().describe("A duration such as 10m, waiting included"),
  retryStrategy: retrySchema.optional(),
  parallelism: count.optional(),
  failFast: flag.optional(),
  synchronization: synchronizationSchema.optional(),
  memoize: memoizeSchema.optional(),
  metrics: metricsSchema.optional(),
  annotations: textMap.optional(),
  metadata: z
    .strictObject({ labels: textMap.optional(), annotations: textMap.optional() })
    .optional(),
  nodeSelector: textMap.optional(),
  affinity: affinitySchema.optional(),
  tolerations: tolerationsSchema.optional(),
  schedulerName: text.optional(),
  priorityClassName: text.optional(),
  priority: count.optional(),
  serviceAccountName: text.optional(),
  automountServiceAccountToken: flag.optional(),
  executor: z.strictObject({ serviceAccountName: text.optional() }).optional(),
  hostAliases: opens.optional(),
  securityContext: open.optional(),
  podSpecPatch: text.optional(),
  podResources: resourcesSchema.optional(),
  resourceClaims: opens.optional(),
};

const taskFields = {
  dependencies: texts.optional().describe("Tasks that must have succeeded before"),
  depends: text.optional().describe("Condition over task results: A.Succeeded && (B || !C.Failed)"),
};
const dagFields = {
  target: text.optional().describe("Names of the tasks to reach, separated by spaces"),
  failFast: flag.optional(),
};

type Inferred<T extends z.ZodRawShape> = z.infer<z.ZodObject<T, z.core.$strict>>;

export interface StepBody extends Inferred<typeof callFields> {
  inline?: TemplateBody | undefined;
}
export interface TaskBody extends StepBody, Inferred<typeof taskFields> {}
export interface TemplateBody extends Inferred<typeof plainFields> {
  steps?: StepBody[][] | undefined;
  dag?: (Inferred<typeof dagFields> & { tasks?: TaskBody[] | undefined }) | undefined;
}

/** Written out, because a schema that holds itself has no type that could be inferred. */
type InlineSchema = z.ZodOptional<z.ZodType<TemplateBody>>;

const stepSchema = z
  .strictObject({
    ...callFields,
    get inline(): InlineSchema {
      return templateSchema.optional();
    },
  })
  .meta({ id: "WorkflowStep", description: "A call of a template" });

const taskSchema = z
  .strictObject({
    ...callFields,
    get inline(): InlineSchema {
      return templateSchema.optional();
    },
    ...taskFields,
  })
  .meta({ id: "DAGTask", description: "A call of a template, after other tasks" });

const group = z.array(stepSchema);
bareItems.add(group, { bare: true });

const dagSchema = z
  .strictObject({ tasks: z.array(taskSchema).optional(), ...dagFields })
  .meta({ id: "DAG", description: "Tasks, each after those that it depends on" });

export const templateSchema = z
  .strictObject({
    ...plainFields,
    steps: z.array(group).optional().describe("Groups, one after another; steps of one together"),
    dag: dagSchema.optional(),
  })
  .meta({ id: "Template", description: "A unit of work, or how others are put together" });

withRules(templateSchema, {
  inert: {
    resource: "simulated",
    http: "simulated",
    data: "simulated",
    plugin: "simulated",
    daemon: "daemon",
    initContainers: "companions",
    sidecars: "companions",
    volumes: "volumes",
    archiveLocation: "artifacts",
    metrics: "metrics",
    metadata: "pod",
    schedulerName: "placement",
    priority: "placement",
    serviceAccountName: "pod",
    automountServiceAccountToken: "pod",
    executor: "pod",
    hostAliases: "pod",
    securityContext: "pod",
    podSpecPatch: "pod",
    resourceClaims: "placement",
  },
  removed: ["arguments", "template", "templateRef"],
});
