/** Containers: Kubernetes' own fields, which are carried, and the little that Argo adds. */
import { z } from "zod";
import { withRules } from "./rules.ts";
import { flag, integerOrText, open, opens, text, texts } from "./values.ts";

const quantities = z.record(z.string(), z.union([z.string(), z.number()])).optional();

export const resourcesSchema = z
  .looseObject({ requests: quantities, limits: quantities })
  .meta({ id: "ResourceRequirements", description: "CPU, memory and devices of a container" });
export type ResourcesBody = z.infer<typeof resourcesSchema>;

const volumeMount = z.looseObject({ name: text.optional(), mountPath: text.optional() });
const envVar = z.looseObject({ name: text, value: text.optional() });

const fields = {
  name: text.optional(),
  image: text.optional(),
  command: texts.optional(),
  args: texts.optional(),
  workingDir: text.optional(),
  env: z.array(envVar).optional(),
  envFrom: opens.optional(),
  ports: opens.optional(),
  resources: resourcesSchema.optional(),
  resizePolicy: opens.optional(),
  restartPolicy: text.optional(),
  restartPolicyRules: opens.optional(),
  volumeMounts: z.array(volumeMount).optional(),
  volumeDevices: opens.optional(),
  livenessProbe: open.optional(),
  readinessProbe: open.optional(),
  startupProbe: open.optional(),
  lifecycle: open.optional(),
  terminationMessagePath: text.optional(),
  terminationMessagePolicy: text.optional(),
  imagePullPolicy: text.optional(),
  securityContext: open.optional(),
  stdin: flag.optional(),
  stdinOnce: flag.optional(),
  tty: flag.optional(),
};
const rules = {
  inert: {
    volumeMounts: "volumes",
    volumeDevices: "volumes",
    livenessProbe: "pod",
    readinessProbe: "pod",
    startupProbe: "pod",
    lifecycle: "pod",
    securityContext: "pod",
  },
} as const;

export const containerSchema = withRules(
  z.strictObject(fields).meta({ id: "Container", description: "A Kubernetes container" }),
  rules,
);
export type ContainerBody = z.infer<typeof containerSchema>;

export const scriptSchema = withRules(
  z
    .strictObject({ ...fields, source: text.optional() })
    .meta({ id: "Script", description: "A container that is given a program as a file" }),
  rules,
);

/** An init container or a sidecar. */
export const userContainerSchema = withRules(
  z
    .strictObject({ ...fields, mirrorVolumeMounts: flag.optional() })
    .meta({ id: "UserContainer", description: "An init container or a sidecar" }),
  rules,
);

const containerNode = withRules(
  z.strictObject({ ...fields, dependencies: texts.optional() }),
  rules,
);

export const containerSetSchema = withRules(
  z
    .strictObject({
      containers: z.array(containerNode),
      volumeMounts: z.array(volumeMount).optional(),
      retryStrategy: z
        .strictObject({ retries: integerOrText.optional(), duration: text.optional() })
        .optional(),
    })
    .meta({ id: "ContainerSet", description: "Several containers in one pod" }),
  { inert: { volumeMounts: "volumes" } },
);
export type ContainerSetBody = z.infer<typeof containerSetSchema>;
