/** A workflow prepared for running: names resolved to positions, texts and conditions parsed once. */
import { MAX_TEMPLATE_DEPTH } from "../limits.ts";
import { ExpressionCache } from "./expressions.ts";
import { staticGlobals } from "./globals.ts";
import type {
  JsonObject,
  Lock,
  Memoize,
  Parameter,
  PodRequests,
  RetryStrategy,
  Template,
  Workflow,
} from "./manifest.ts";
import {
  type PlannedArguments,
  type PlannedCall,
  type PlannedHook,
  type PlannedTask,
  planArguments,
  planHooks,
} from "./plan-call.ts";
import { type PlannedOutput, planTemplate } from "./plan-template.ts";
import type { Text } from "./templating/text.ts";

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

export interface PlanOptions {
  /** Deepest nesting of templates; Argo's controller stops at 100. */
  readonly maxDepth?: number;
}

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

/** Prepares a valid workflow (see formats/argo/validate); what is unknown ends as a node in Error. */
export function planWorkflow(workflow: Workflow, options: PlanOptions = {}): WorkflowPlan {
  const positions = new Map<string, number>();
  for (const [index, { scope, name }] of workflow.templates.entries()) {
    const key = `${scope}#${name}`;
    if (!positions.has(key)) positions.set(key, index);
  }
  const find = (scope: string, name: string) => positions.get(`${scope}#${name}`) ?? -1;
  const calls: PlannedCall[] = [];
  const templates: PlannedTemplate[] = [];
  const planning: Planning = {
    workflow,
    find,
    calls,
    addInline(template) {
      const position = templates.length;
      templates.length += 1;
      templates[position] = planTemplate(planning, template);
      return position;
    },
  };
  // Inline templates are put behind those that have a name, so these keep their places first.
  templates.length = workflow.templates.length;
  for (const [index, template] of workflow.templates.entries()) {
    templates[index] = planTemplate(planning, template);
  }
  const hooks = planHooks(planning, workflow.hooks, workflow.onExit, workflow.scope);
  const exit = hooks.find(({ name }) => name === "exit");
  return {
    workflow,
    name: workflow.name,
    entrypoint: find(workflow.scope, workflow.entrypoint),
    templates,
    calls,
    arguments: planArguments(workflow.arguments),
    hooks: hooks.filter((hook) => hook !== exit),
    ...(exit === undefined ? {} : { exit }),
    watchesStarts: watchesStarts(templates, calls) || hooks.some(({ name }) => name !== "exit"),
    limitsTime: templates.some(limitsTime),
    globals: staticGlobals(workflow),
    expressions: new ExpressionCache(),
    maxDepth: options.maxDepth ?? MAX_TEMPLATE_DEPTH,
    find,
  };
}

function limitsTime({ timeout, activeDeadlineSeconds, retryStrategy }: PlannedTemplate): boolean {
  const longest = retryStrategy?.backoff?.maxDuration;
  return timeout !== undefined || activeDeadlineSeconds !== undefined || longest !== undefined;
}

function watchesStarts(
  templates: readonly PlannedTemplate[],
  calls: readonly PlannedCall[],
): boolean {
  const special = templates.some(
    (each) => each.daemon || (each.kind === "leaf" && each.containers.length > 0),
  );
  return special || calls.some(({ hooks }) => hooks.some(({ name }) => name !== "exit"));
}

/** What planning a template may add to: inline templates come behind those that are named. */
export interface Planning {
  readonly workflow: Workflow;
  readonly find: (scope: string, name: string) => number;
  readonly calls: PlannedCall[];
  /** Plans a template that a step or task holds itself; returns its position. */
  addInline(template: Template): number;
}
