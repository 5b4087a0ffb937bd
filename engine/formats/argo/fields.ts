/** Which fields of an Argo Workflow a replay honours, carries without effect, or must refuse. */

/** `honoured`: read; `inert`: no effect on a replay; everything else the schema knows is refused. */
export interface FieldTable {
  readonly honoured: readonly string[];
  readonly inert: readonly string[];
  /** Changes what runs or when, and is not replayed yet: refused, so that no answer is wrong. */
  readonly refused: readonly string[];
}

const POD_PASS_THROUGH = [
  "affinity",
  "automountServiceAccountToken",
  "hostAliases",
  "metadata",
  "nodeSelector",
  "podSpecPatch",
  "priorityClassName",
  "schedulerName",
  "securityContext",
  "serviceAccountName",
  "tolerations",
  "volumes",
];

export const SPEC_FIELDS: FieldTable = {
  honoured: ["entrypoint", "arguments", "templates"],
  inert: [
    ...POD_PASS_THROUGH,
    "archiveLogs",
    "artifactGC",
    "artifactRepositoryRef",
    "dnsConfig",
    "dnsPolicy",
    "hostNetwork",
    "imagePullSecrets",
    "podDisruptionBudget",
    "podGC",
    "podMetadata",
    "podPriorityClassName",
    "priority",
    "ttlStrategy",
    "workflowMetadata",
  ],
  refused: [
    "activeDeadlineSeconds",
    "hooks",
    "metrics",
    "onExit",
    "parallelism",
    "retryStrategy",
    "shutdown",
    "suspend",
    "synchronization",
    "templateDefaults",
    "volumeClaimTemplates",
    "workflowTemplateRef",
  ],
};

export const TEMPLATE_FIELDS: FieldTable = {
  honoured: ["name", "inputs", "outputs", "container", "script", "steps", "dag"],
  inert: [...POD_PASS_THROUGH, "archiveLocation"],
  refused: [
    "activeDeadlineSeconds",
    "annotations",
    "containerSet",
    "daemon",
    "data",
    "executor",
    "failFast",
    "http",
    "initContainers",
    "memoize",
    "metrics",
    "parallelism",
    "plugin",
    "priority",
    "resource",
    "retryStrategy",
    "sidecars",
    "suspend",
    "synchronization",
    "timeout",
  ],
};

export const CALL_FIELDS: FieldTable = {
  honoured: ["name", "template", "arguments", "when", "depends", "dependencies"],
  inert: [],
  refused: [
    "continueOn",
    "hooks",
    "inline",
    "onExit",
    "templateRef",
    "withItems",
    "withParam",
    "withSequence",
  ],
};

/** `inputs`, `outputs` and `arguments`. */
export const PARAMETERS_FIELDS: FieldTable = {
  honoured: ["parameters", "artifacts"],
  inert: ["exitCode"],
  refused: [],
};

export const PARAMETER_FIELDS: FieldTable = {
  honoured: ["name", "value", "default", "valueFrom"],
  inert: ["description", "enum"],
  refused: ["globalName"],
};

export const CONTAINER_FIELDS: FieldTable = {
  honoured: ["image", "command", "args", "source", "resources"],
  inert: [
    "env",
    "envFrom",
    "imagePullPolicy",
    "lifecycle",
    "livenessProbe",
    "name",
    "ports",
    "readinessProbe",
    "securityContext",
    "startupProbe",
    "stdin",
    "terminationMessagePath",
    "tty",
    "volumeDevices",
    "volumeMounts",
    "workingDir",
  ],
  refused: [],
};
