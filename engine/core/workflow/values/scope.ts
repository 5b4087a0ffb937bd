/** What a tag may refer to inside a template: the run, its inputs, what ran before, a loop's item. */
import type { Value } from "../../expression/value.ts";
import { own } from "../../text/own.ts";
import { itemEntries } from "../graph/item.ts";
import { fieldsOf, siblingField, siblings } from "../graph/siblings.ts";
import type { Json, Parameter } from "../manifest.ts";
import { globalStage, mapStage } from "../plan/globals.ts";
import type { PlannedCall, PlannedTemplate } from "../plan/plan.ts";
import { orderFrom } from "../plan/plan-template.ts";
import type { NodeInputs, WorkflowNode } from "../state.ts";
import type { Stage } from "../templating/render.ts";
import { templateOf, type Work } from "../work.ts";
import { localsFor } from "./locals.ts";
import { parametersJson } from "./parameters-json.ts";

const INPUTS = "inputs.";
const SIBLING = /^(steps|tasks)\.([^.]+)\.(.+)$/;

/**
 * Stages for the calls, hooks and outputs of a composite node; undefined: for the workflow's own.
 *
 * @param call what they are for: a task sees only the tasks that it waits for, directly or not
 */
export function stagesIn(
  work: Work,
  boundary: WorkflowNode | undefined,
  {
    call,
    item,
  }: { readonly call?: PlannedCall | undefined; readonly item?: Json | undefined } = {},
): Stage[] {
  const stages = [globalStage(work)];
  const template = boundary === undefined ? undefined : templateOf(work, boundary);
  if (boundary !== undefined && template !== undefined) {
    stages.push(localsFor(work, boundary, template), inputStage(work, boundary));
    stages.push(siblingStage(work, boundary, visibleTo(template, call)));
  }
  if (item !== undefined) stages.push(mapStage(new Map(itemEntries(item))));
  return stages;
}

/** `inputs.*` of a node. */
export function inputStage(work: Work, node: WorkflowNode): Stage {
  const template = templateOf(work, node);
  const declared = template === undefined ? [] : declaredIn(template);
  return inputsStage(node.inputs, () => artifactPaths(work, node), declared);
}

export function declaredIn(template: PlannedTemplate): readonly Parameter[] {
  return template.inputs.parameters.map(({ declared }) => declared);
}

/** `inputs.*` of inputs that no node has yet. */
export function inputsStage(
  inputs: NodeInputs,
  paths: () => ReadonlyMap<string, string>,
  declared: readonly Parameter[] = [],
): Stage {
  return {
    get(ref) {
      if (ref.startsWith("inputs.parameters.")) return own(inputs.parameters, ref.slice(18));
      if (ref === "inputs.parameters") return inputsJson(inputs, declared);
      return ref.startsWith(INPUTS) || ref.startsWith("outputs.") ? paths().get(ref) : undefined;
    },
    *entries() {
      for (const [name, value] of Object.entries(inputs.parameters)) {
        yield [`inputs.parameters.${name}`, value];
      }
      yield* paths();
    },
  };
}

/** `inputs.artifacts.*.path`, `outputs.artifacts.*.path` and `outputs.parameters.*.path`. */
export function artifactPaths(work: Work, node: WorkflowNode): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  const template = templateOf(work, node);
  if (template === undefined) return paths;
  for (const { name, path } of template.inputs.artifacts) {
    if (path !== undefined) paths.set(`inputs.artifacts.${name}.path`, path);
  }
  for (const { name, body } of template.outputArtifacts) {
    if (typeof body.path === "string") paths.set(`outputs.artifacts.${name}.path`, body.path);
  }
  for (const { name, declared } of template.outputs) {
    const path = declared.valueFrom?.path;
    if (path !== undefined) paths.set(`outputs.parameters.${name}.path`, path);
  }
  return paths;
}

/**
 * `steps.*` or `tasks.*`: fields of the nodes that the composite node has made so far. What was read
 * once is kept, since a stage serves all items of a loop, each of which may read a list of thousands.
 */
export function siblingStage(
  work: Work,
  boundary: WorkflowNode,
  isVisible: (name: string) => boolean,
): Stage {
  const prefix = boundary.frame?.kind === "dag" ? "tasks" : "steps";
  const read = (ref: string): string | null | undefined => {
    const match = SIBLING.exec(ref);
    if (match === null || match[1] !== prefix || !isVisible(match[2] as string)) return undefined;
    return siblingField(work, boundary, match[2] as string, match[3] as string);
  };
  const list = function* (): Iterable<readonly [string, Value]> {
    for (const [name, fields] of siblings(work, boundary)) {
      if (!isVisible(name)) continue;
      for (const [field, value] of fieldsOf(work, fields)) {
        yield [`${prefix}.${name}.${field}`, value];
      }
    }
  };
  const known = new Map<string, string | null | undefined>();
  let listed: (readonly [string, Value])[] | undefined;
  return {
    get(ref) {
      if (!known.has(ref)) known.set(ref, read(ref));
      return known.get(ref);
    },
    entries() {
      listed ??= [...list()];
      return listed;
    },
  };
}

/** Steps see all groups before theirs; tasks see their ancestors. */
function visibleTo(template: PlannedTemplate, call?: PlannedCall): (name: string) => boolean {
  if (template.kind !== "dag" || call === undefined) return () => true;
  const task = template.tasks[template.positionOfCall.get(call.id) ?? -1];
  if (task === undefined) return () => true;
  let ancestors: ReadonlySet<number> | undefined;
  return (name) => {
    const position = template.positions.get(name);
    if (position === undefined) return false;
    if (task.after.includes(position)) return true;
    ancestors ??= new Set(orderFrom(template.tasks, task.after));
    return ancestors.has(position);
  };
}

/** What was declared, with the values that it has now. */
function inputsJson({ parameters }: NodeInputs, declared: readonly Parameter[]): string {
  const known = new Map(declared.map((each) => [each.name, each]));
  return parametersJson(
    Object.entries(parameters).map(([name, value]) => ({ ...known.get(name), name, value })),
  );
}
