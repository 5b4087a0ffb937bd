/** An Argo workflow as the engine reads it, as plain data: assembled and normalised by formats/argo. */
import type { PodRequests, PodScheduling } from "../pod.ts";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** A parameter declared or passed. Tags are still in all texts. */
export interface Parameter {
  readonly name: string;
  readonly value?: string;
  /** Inputs: the value when no argument is given. */
  readonly default?: string;
  readonly valueFrom?: ValueFrom;
  /** Outputs: also known as `workflow.outputs.parameters.<globalName>`. */
  readonly globalName?: string;
  readonly enum?: readonly string[];
  readonly description?: string;
}

export interface ValueFrom {
  readonly path?: string;
  /** A reference such as `{{steps.a.outputs.result}}`. */
  readonly parameter?: string;
  readonly expression?: string;
  readonly jsonPath?: string;
  readonly jqFilter?: string;
  readonly event?: string;
  readonly supplied?: true;
  /** The value when the source gives none. */
  readonly default?: string;
  readonly configMapKeyRef?: ConfigMapKeyRef;
}

export interface ConfigMapKeyRef {
  readonly name: string;
  readonly key: string;
  readonly optional: boolean;
}

export interface Artifact {
  readonly name: string;
  readonly path?: string;
  readonly from?: string;
  readonly fromExpression?: string;
  readonly subPath?: string;
  readonly globalName?: string;
  readonly optional: boolean;
  /** Everything as written, `name` and the location (`raw`, `s3`, `git` …) among it. */
  readonly body: JsonObject;
}

/** `arguments`, `inputs` or `outputs`. */
export interface Arguments {
  readonly parameters: readonly Parameter[];
  readonly artifacts: readonly Artifact[];
}

export interface TemplateRef {
  readonly name: string;
  readonly template: string;
  readonly clusterScope: boolean;
}

/** Which template to run: exactly one of the three is there in a valid workflow. */
export interface TemplateHolder {
  /** Name of a template of the same scope; may hold tags. */
  readonly template?: string;
  readonly templateRef?: TemplateRef;
  /** Has the scope of the template that holds it, and the name of the step or task. */
  readonly inline?: Template;
}

/** A lifecycle hook: `exit` runs when the node is completed, others when their expression is true. */
export interface Hook extends TemplateHolder {
  readonly arguments: Arguments;
  readonly expression?: string;
}

export interface Sequence {
  readonly count?: string;
  readonly start?: string;
  readonly end?: string;
  readonly format?: string;
}

/** A call of a template, from a step or a task. */
export interface TemplateCall extends TemplateHolder {
  readonly name: string;
  readonly arguments: Arguments;
  /** Condition in govaluate syntax, before substitution. */
  readonly when?: string;
  readonly withItems?: readonly Json[];
  readonly withParam?: string;
  readonly withSequence?: Sequence;
  readonly continueOn?: { readonly error: boolean; readonly failed: boolean };
  /** The plain field `onExit`; `hooks.exit` has precedence. */
  readonly onExit?: string;
  readonly hooks: Readonly<Record<string, Hook>>;
}

export interface DagTask extends TemplateCall {
  /** Boolean expression over task results; `dependencies` are joined by `&&`. Empty: starts at once. */
  readonly depends: string;
}

export const RETRY_POLICIES = ["Always", "OnFailure", "OnError", "OnTransientError"] as const;
export type RetryPolicy = (typeof RETRY_POLICIES)[number];

/** Texts, because numbers may be tags. */
export interface RetryStrategy {
  /** Retries after the first attempt; without it there is no limit. */
  readonly limit?: string;
  readonly retryPolicy?: RetryPolicy;
  readonly expression?: string;
  readonly backoff?: {
    readonly duration?: string;
    readonly factor?: string;
    readonly maxDuration?: string;
    readonly cap?: string;
  };
}

/** A lock: a mutex is a semaphore of size one. */
export interface Lock {
  readonly kind: "mutex" | "semaphore";
  /** Mutex name, or the semaphore's ConfigMap (or database key) as `name/key`. */
  readonly name: string;
  readonly namespace?: string;
  /** Semaphores: where the size is written; absent for mutexes and database locks. */
  readonly configMapKeyRef?: ConfigMapKeyRef;
  /** Held in a database, shared by several clusters. */
  readonly database: boolean;
}

export interface Memoize {
  readonly key: string;
  /** Go duration; empty: entries do not age. */
  readonly maxAge: string;
  /** Name of the cache's ConfigMap. */
  readonly cache: string;
}

interface TemplateBase {
  readonly name: string;
  /** Where it is written: `local/`, `namespaced/<WorkflowTemplate>`, `cluster/<ClusterWorkflowTemplate>`. */
  readonly scope: string;
  readonly inputs: Arguments;
  readonly outputs: Arguments;
  readonly daemon: boolean;
  /** Seconds, or a tag. */
  readonly activeDeadlineSeconds?: string;
  /** Go duration, or a tag. */
  readonly timeout?: string;
  readonly retryStrategy?: RetryStrategy;
  readonly parallelism?: number;
  readonly failFast: boolean;
  readonly memoize?: Memoize;
  readonly locks: readonly Lock[];
  /** The template as written, after templateDefaults, in v4 spelling. */
  readonly body: JsonObject;
}

export const LEAF_KINDS = [
  "container",
  "script",
  "containerSet",
  "resource",
  "http",
  "data",
  "plugin",
] as const;
export type LeafKind = (typeof LEAF_KINDS)[number];

/** A template that does work of its own. */
export interface LeafTemplate extends TemplateBase {
  readonly kind: LeafKind;
  readonly requests: PodRequests;
  /** Which nodes its pods want; absent: any without taints. */
  readonly scheduling?: PodScheduling;
  /** Container sets: their containers in the order written, with what each waits for. */
  readonly containers: readonly {
    readonly name: string;
    readonly dependencies: readonly string[];
  }[];
}

export interface SuspendTemplate extends TemplateBase {
  readonly kind: "suspend";
  /** Seconds or a Go duration; absent: until it is resumed. */
  readonly duration?: string;
}

export interface StepsTemplate extends TemplateBase {
  readonly kind: "steps";
  /** Groups run one after another; the steps of a group run together. */
  readonly groups: readonly (readonly TemplateCall[])[];
}

export interface DagTemplate extends TemplateBase {
  readonly kind: "dag";
  readonly tasks: readonly DagTask[];
  /** Names of the tasks to reach, separated by spaces; may hold tags. Absent: the leaf tasks. */
  readonly target?: string;
  readonly dagFailFast: boolean;
}

export type Template = LeafTemplate | SuspendTemplate | StepsTemplate | DagTemplate;

/** A workflow with everything that it refers to: WorkflowTemplates, ConfigMaps, defaults merged. */
export interface Workflow {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly serviceAccountName: string;
  readonly entrypoint: string;
  readonly arguments: Arguments;
  readonly onExit?: string;
  readonly hooks: Readonly<Record<string, Hook>>;
  /** The scope of `entrypoint`, `onExit` and hooks: `local/`, or that of workflowTemplateRef. */
  readonly scope: string;
  /** Those written here, and those of every WorkflowTemplate within reach; unique by scope and name. */
  readonly templates: readonly Template[];
  readonly activeDeadlineSeconds?: number;
  readonly parallelism?: number;
  readonly priority?: number;
  readonly retryStrategy?: RetryStrategy;
  readonly suspend: boolean;
  readonly locks: readonly Lock[];
  /** ConfigMaps by name, then key: parameters, semaphore sizes. */
  readonly configMaps: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The assembled `spec` without templates, in v4 spelling. */
  readonly body: JsonObject;
}
