/** A workflow prepared for running: names resolved to positions, texts and conditions parsed once. */
import { type Depends, parseDepends, tasksIn } from "./depends.ts";
import type { DagTask, Parameter, Template, TemplateCall, Workflow } from "./manifest.ts";
import { parseText, type TemplateText } from "./templating.ts";

export interface PlannedParameter {
  readonly name: string;
  readonly value?: TemplateText;
  /** Outputs: the value when the reference has none. */
  readonly default?: string;
}

export interface PlannedCall {
  readonly name: string;
  readonly template: number;
  readonly arguments: readonly PlannedParameter[];
  readonly when?: TemplateText;
}

export interface PlannedTask extends PlannedCall {
  readonly depends: Depends;
  /** Positions of the tasks that `depends` mentions. */
  readonly after: readonly number[];
  /** Positions of the tasks that mention this one. */
  readonly before: readonly number[];
}

interface PlannedBase {
  readonly name: string;
  readonly inputs: readonly Parameter[];
  /** Outputs of steps and dag templates that are read from their children. */
  readonly outputs: readonly PlannedParameter[];
}

export type PlannedTemplate =
  | (PlannedBase & {
      readonly kind: "pod";
      readonly requests: { readonly cpu: number; readonly memoryGib: number };
      readonly defaults: Readonly<Record<string, string>>;
    })
  | (PlannedBase & { readonly kind: "steps"; readonly groups: readonly (readonly PlannedCall[])[] })
  | (PlannedBase & { readonly kind: "dag"; readonly tasks: readonly PlannedTask[] });

export interface WorkflowPlan {
  readonly name: string;
  readonly entrypoint: number;
  /** The workflow's own arguments, which its entrypoint receives as inputs. */
  readonly arguments: readonly PlannedParameter[];
  readonly templates: readonly PlannedTemplate[];
  /** `workflow.*` values: name and parameters. */
  readonly globals: ReadonlyMap<string, string>;
}

/** Prepares a valid workflow (see validate.ts); programmer errors throw. */
export function planWorkflow(workflow: Workflow): WorkflowPlan {
  const positions = new Map(workflow.templates.map((template, index) => [template.name, index]));
  const indexOf = (name: string) => {
    const index = positions.get(name);
    if (index === undefined) throw new Error(`Unvalidated workflow: no template '${name}'`);
    return index;
  };
  const globals = new Map([["workflow.name", workflow.name]]);
  for (const { name, value } of workflow.arguments) {
    if (value !== undefined) globals.set(`workflow.parameters.${name}`, value);
  }
  return {
    name: workflow.name,
    entrypoint: indexOf(workflow.entrypoint),
    arguments: workflow.arguments.flatMap(({ name, value }) =>
      value === undefined ? [] : [{ name, value: [value] }],
    ),
    templates: workflow.templates.map((template) => planTemplate(template, indexOf)),
    globals,
  };
}

function planTemplate(template: Template, indexOf: (name: string) => number): PlannedTemplate {
  const { name, inputs } = template;
  switch (template.kind) {
    case "steps":
      return {
        kind: "steps",
        name,
        inputs,
        outputs: template.outputs.map(planOutput),
        groups: template.groups.map((group) => group.map((call) => planCall(call, indexOf))),
      };
    case "dag":
      return {
        kind: "dag",
        name,
        inputs,
        outputs: template.outputs.map(planOutput),
        tasks: planTasks(template.tasks, indexOf),
      };
    case "container":
    case "script": {
      const declared = template.outputs.flatMap((each) =>
        each.default === undefined ? [] : [[each.name, each.default]],
      );
      return {
        kind: "pod",
        name,
        inputs,
        outputs: [],
        requests: template.requests,
        defaults: Object.fromEntries(declared),
      };
    }
  }
}

function planOutput(output: Parameter): PlannedParameter {
  return {
    name: output.name,
    ...(output.from === undefined ? {} : { value: parseText(output.from) }),
    ...(output.default === undefined ? {} : { default: output.default }),
  };
}

function planCall(call: TemplateCall, indexOf: (name: string) => number): PlannedCall {
  return {
    name: call.name,
    template: indexOf(call.template),
    arguments: call.arguments.map(({ name, value }) =>
      value === undefined ? { name } : { name, value: parseText(value) },
    ),
    ...(call.when === undefined ? {} : { when: parseText(call.when) }),
  };
}

function planTasks(tasks: readonly DagTask[], indexOf: (name: string) => number): PlannedTask[] {
  const positions = new Map(tasks.map((task, index) => [task.name, index]));
  const before: number[][] = tasks.map(() => []);
  const planned = tasks.map((task, index) => {
    const depends = parseDepends(task.depends);
    const after = tasksIn(depends).map((name) => positions.get(name) as number);
    for (const position of after) before[position]?.push(index);
    return { ...planCall(task, indexOf), depends, after };
  });
  return planned.map((task, index) => ({ ...task, before: before[index] as number[] }));
}
