/** A workflow prepared for running, as data: names resolved to positions, texts and conditions parsed once. */
import type { PodRequests, PodScheduling } from "../../pod.ts";
import type {
  Json,
  JsonObject,
  Lock,
  Memoize,
  Parameter,
  RetryStrategy,
  Sequence,
  Workflow,
} from "../manifest.ts";
import type { Text } from "../templating/text.ts";
import type { Depends } from "./depends.ts";
import type { ExpressionCache } from "./expression-cache.ts";

export interface WorkflowPlan {
  readonly workflow: Workflow;
  readonly name: string;
  readonly entrypoint: number;
  readonly templates: readonly PlannedTemplate[];
  /** Steps and tasks of all templates, by `id`. */
  readonly calls: readonly PlannedCall[];
  /** The workflow's own arguments, which its entrypoint receives. */
  readonly arguments: PlannedArguments;
  /** Hooks of the workflow but `exit`, by name. */
  readonly hooks: readonly PlannedHook[];
  /** The exit handler of the workflow. */
  readonly exit?: PlannedHook;
  /** Hooks with conditions, daemons or container sets: something may follow from a pod's start. */
  readonly watchesStarts: boolean;
  /** Some template has a time limit, so nodes may have deadlines. */
  readonly limitsTime: boolean;
  /** `workflow.*` values that do not change. */
  readonly globals: ReadonlyMap<string, string>;
  readonly maxDepth: number;
  readonly expressions: ExpressionCache;
  /** Position of a template; -1 when the scope has none of that name. */
  find(scope: string, name: string): number;
}

interface PlannedBase {
  readonly name: string;
  /** `local/`, `namespaced/<name>` or `cluster/<name>`: where its calls look for templates. */
  readonly scope: string;
  readonly inputs: {
    readonly parameters: readonly PlannedInput[];
    readonly artifacts: readonly PlannedInputArtifact[];
  };
  readonly outputs: readonly PlannedOutput[];
  readonly outputArtifacts: readonly PlannedOutputArtifact[];
  readonly daemon: boolean;
  readonly activeDeadlineSeconds?: Text;
  readonly timeout?: Text;
  readonly retryStrategy?: RetryStrategy;
  readonly parallelism?: number;
  readonly failFast: boolean;
  readonly memoize?: Memoize;
  readonly locks: readonly Lock[];
  readonly displayName?: Text;
  /** As written, for those who show, run or export it. */
  readonly body: JsonObject;
}

export interface PlannedInput {
  readonly name: string;
  /** The value when no argument is given: `value`, or `default`. */
  readonly value?: Text;
  readonly declared: Parameter;
}

export interface PlannedInputArtifact {
  readonly name: string;
  readonly path?: string;
  readonly optional: boolean;
  /** It says itself where it comes from, so no argument is needed. */
  readonly located: boolean;
  readonly body: JsonObject;
}

export interface PlannedOutputArtifact {
  readonly name: string;
  readonly from?: string;
  readonly fromExpression?: string;
  readonly globalName?: string;
  readonly optional: boolean;
  readonly body: JsonObject;
}

export interface LeafPlan extends PlannedBase {
  readonly kind: "leaf";
  readonly type: "Pod" | "HTTP" | "Plugin";
  readonly requests: PodRequests;
  readonly scheduling?: PodScheduling;
  /** Texts of the template with expression tags: one that cannot be evaluated is an error. */
  readonly expressions: readonly Text[];
  readonly containers: readonly {
    readonly name: string;
    readonly dependencies: readonly string[];
  }[];
}

export interface SuspendPlan extends PlannedBase {
  readonly kind: "suspend";
  readonly duration?: Text;
}

export interface StepsPlan extends PlannedBase {
  readonly kind: "steps";
  readonly groups: readonly (readonly PlannedCall[])[];
}

export interface DagPlan extends PlannedBase {
  readonly kind: "dag";
  readonly tasks: readonly PlannedTask[];
  /** Positions by task name. */
  readonly positions: ReadonlyMap<string, number>;
  /** Positions by id of the call. */
  readonly positionOfCall: ReadonlyMap<number, number>;
  readonly target?: Text;
  readonly dagFailFast: boolean;
  /** Positions of the tasks that no other task mentions, by name; and all, those waited for first. */
  readonly leaves: readonly number[];
  readonly order: readonly number[];
}

export type PlannedTemplate = LeafPlan | SuspendPlan | StepsPlan | DagPlan;

export interface PlannedOutput {
  readonly name: string;
  /** Steps and dag templates: a reference, or an expression, into what is inside. */
  readonly parameter?: Text;
  readonly expression?: string;
  readonly default?: Text;
  readonly globalName?: string;
  readonly supplied: boolean;
  readonly declared: Parameter;
}

export interface PlannedArgument {
  readonly name: string;
  readonly value?: Text;
  /** `valueFrom.configMapKeyRef`, with tags in both. */
  readonly configMap?: { readonly name: Text; readonly key: Text; readonly optional: boolean };
  readonly default?: string;
}

export interface PlannedArtifactArgument {
  readonly name: string;
  readonly from?: Text;
  readonly fromExpression?: string;
  readonly subPath?: Text;
  readonly optional: boolean;
  readonly body: { readonly [key: string]: Json };
}

export interface PlannedArguments {
  readonly parameters: readonly PlannedArgument[];
  readonly artifacts: readonly PlannedArtifactArgument[];
}

/** Which template: a position when its name has no tags, else texts to fill in. */
export interface PlannedHolder {
  readonly position: number;
  readonly template?: Text;
  readonly ref?: { readonly name: Text; readonly template: Text; readonly clusterScope: boolean };
  /** Where a name without a reference is looked for. */
  readonly scope: string;
}

export interface PlannedHook {
  readonly name: string;
  readonly holder: PlannedHolder;
  readonly arguments: PlannedArguments;
  readonly expression?: string;
}

export type PlannedLoop =
  | { readonly kind: "items"; readonly items: readonly Json[]; readonly text?: Text }
  | { readonly kind: "param"; readonly text: Text }
  | { readonly kind: "sequence"; readonly sequence: PlannedSequence };

export type PlannedSequence = { readonly [K in keyof Sequence]: Text };

export interface PlannedCall {
  readonly id: number;
  readonly kind: "step" | "task";
  readonly name: string;
  /** Name of its node where the entrypoint's template holds the task, and that without the workflow's. */
  readonly nameAtRoot: string;
  readonly nameInRun: string;
  readonly holder: PlannedHolder;
  readonly arguments: PlannedArguments;
  readonly when?: Text;
  readonly loop?: PlannedLoop;
  readonly continueOn?: { readonly error: boolean; readonly failed: boolean };
  /** By name; `exit` among them. */
  readonly hooks: readonly PlannedHook[];
  /** Some text of the parent template reads its `outputs.result`. */
  capturesResult: boolean;
}

export interface PlannedTask extends PlannedCall {
  readonly depends: Depends;
  /** Positions of the tasks that `depends` mentions, by name. */
  readonly after: readonly number[];
  /** Positions of the tasks that mention this one. */
  before: readonly number[];
}
