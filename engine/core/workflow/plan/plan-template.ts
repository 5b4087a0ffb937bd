/** Templates, prepared: inputs, outputs and what is inside. */
import type { Artifact, DagTemplate, Json, JsonObject, Parameter, Template } from "../manifest.ts";
import { parseText, type Text } from "../templating/text.ts";
import type {
  DagPlan,
  PlannedCall,
  PlannedInputArtifact,
  PlannedOutput,
  PlannedTask,
  PlannedTemplate,
} from "./plan.ts";
import { planCall, planTasks } from "./plan-call.ts";
import type { Planning } from "./planning.ts";

const LOCATIONS = new Set([
  "artifactory",
  "azure",
  "gcs",
  "git",
  "hdfs",
  "http",
  "oss",
  "plugin",
  "raw",
  "s3",
]);
const DISPLAY_NAME = "workflows.argoproj.io/display-name";

export function planTemplate(planning: Planning, template: Template): PlannedTemplate {
  const base = planBase(planning, template);
  switch (template.kind) {
    case "steps": {
      const groups = template.groups.map((group) =>
        group.map((step) => planCall(planning, step, "step", template.scope)),
      );
      markResults(groups.flat(), template.body, "steps");
      return { ...base, kind: "steps", groups };
    }
    case "dag":
      return planDag(planning, template, base);
    case "suspend":
      return { ...base, kind: "suspend", ...optional("duration", template.duration) };
    case "http":
      return { ...base, ...leaf(template), type: "HTTP" };
    case "plugin":
      return { ...base, ...leaf(template), type: "Plugin" };
    default:
      return { ...base, ...leaf(template), type: "Pod" };
  }
}

/** True when an artifact says itself where it is. */
export function hasLocation(body: JsonObject): boolean {
  return Object.keys(body).some((key) => LOCATIONS.has(key));
}

function leaf(template: Extract<Template, { requests: unknown }>) {
  return {
    kind: "leaf" as const,
    requests: template.requests,
    ...(template.scheduling === undefined ? {} : { scheduling: template.scheduling }),
    containers: template.containers,
    expressions: textsIn(template.body)
      .filter((text) => text.includes("{{="))
      .map(parseText),
  };
}

/** All texts of what was written; how deep it may be was checked when it was read. */
function textsIn(json: Json): string[] {
  if (typeof json === "string") return [json];
  if (typeof json !== "object" || json === null) return [];
  return Object.values(json).flatMap(textsIn);
}

function planBase(planning: Planning, template: Template) {
  const retryStrategy = template.retryStrategy ?? planning.workflow.retryStrategy;
  const annotations = template.body.annotations as JsonObject | undefined;
  const displayName = annotations?.[DISPLAY_NAME];
  return {
    name: template.name,
    scope: template.scope,
    inputs: {
      parameters: template.inputs.parameters.map((declared) => ({
        name: declared.name,
        ...optional("value", declared.value ?? declared.default),
        declared,
      })),
      artifacts: template.inputs.artifacts.map(planInputArtifact),
    },
    outputs: template.outputs.parameters.map(planOutput),
    outputArtifacts: template.outputs.artifacts,
    daemon: template.daemon,
    ...optional("activeDeadlineSeconds", template.activeDeadlineSeconds),
    ...optional("timeout", template.timeout),
    ...(retryStrategy === undefined ? {} : { retryStrategy }),
    ...(template.parallelism === undefined ? {} : { parallelism: template.parallelism }),
    failFast: template.failFast,
    ...(template.memoize === undefined ? {} : { memoize: template.memoize }),
    locks: template.locks,
    ...(typeof displayName === "string" ? { displayName: parseText(displayName) } : {}),
    body: template.body,
  };
}

function optional<K extends string>(key: K, text: string | undefined): { [key in K]?: Text } {
  return (text === undefined ? {} : { [key]: parseText(text) }) as { [key in K]?: Text };
}

function planInputArtifact(artifact: Artifact): PlannedInputArtifact {
  return {
    name: artifact.name,
    ...(artifact.path === undefined ? {} : { path: artifact.path }),
    optional: artifact.optional,
    located: hasLocation(artifact.body),
    body: artifact.body,
  };
}

function planOutput(declared: Parameter): PlannedOutput {
  const source = declared.valueFrom;
  return {
    name: declared.name,
    ...optional("parameter", source?.parameter),
    ...(source?.expression === undefined ? {} : { expression: source.expression }),
    ...optional("default", source?.default),
    ...(declared.globalName === undefined ? {} : { globalName: declared.globalName }),
    supplied: source?.supplied === true,
    declared,
  };
}

function planDag(
  planning: Planning,
  template: DagTemplate,
  base: ReturnType<typeof planBase>,
): DagPlan {
  const tasks = planTasks(planning, template.tasks, template.scope);
  markResults(tasks, template.body, "tasks");
  const leaves = tasks
    .flatMap((task, index) => (task.before.length === 0 ? [index] : []))
    .sort((a, b) => ((tasks[a] as PlannedTask).name < (tasks[b] as PlannedTask).name ? -1 : 1));
  return {
    ...base,
    kind: "dag",
    tasks,
    positions: new Map(tasks.map((task, index) => [task.name, index])),
    positionOfCall: new Map(tasks.map((task, index) => [task.id, index])),
    ...optional("target", template.target === "" ? undefined : template.target),
    dagFailFast: template.dagFailFast,
    leaves,
    order: orderFrom(tasks, leaves),
  };
}

/** All tasks that the given ones need, each behind those it waits for: the order Argo visits them. */
export function orderFrom(tasks: readonly PlannedTask[], targets: readonly number[]): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  const stack = [...targets].reverse().map((position) => ({ position, next: 0 }));
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const task = tasks[top.position] as PlannedTask;
    if (top.next === 0 && seen.has(top.position)) {
      stack.pop();
      continue;
    }
    seen.add(top.position);
    const needed = task.after[top.next++];
    if (needed === undefined) {
      order.push(top.position);
      stack.pop();
    } else if (!seen.has(needed)) stack.push({ position: needed, next: 0 });
  }
  return order;
}

/** Argo keeps standard output only where some text of the parent reads it. */
function markResults(calls: readonly PlannedCall[], body: JsonObject, prefix: string): void {
  const text = JSON.stringify(body);
  if (!text.includes(".outputs.result")) return;
  const read = new Set<string>();
  const dotted = new RegExp(`${prefix}\\.([-\\w]+)\\.outputs\\.result`, "g");
  const indexed = /\[\\?['"]([-\w]+)\\?['"]\]\.outputs\.result/g;
  for (const pattern of [dotted, indexed]) {
    for (const match of text.matchAll(pattern)) read.add(match[1] as string);
  }
  for (const call of calls) call.capturesResult = read.has(call.name);
}
