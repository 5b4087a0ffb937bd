/** Steps, tasks and hooks, prepared: which template they call, with which texts. */

import type { Arguments, DagTask, Hook, TemplateCall, TemplateHolder } from "../manifest.ts";
import { parseText } from "../templating/text.ts";
import { parseDepends, tasksIn } from "./depends.ts";
import type {
  PlannedArguments,
  PlannedCall,
  PlannedHolder,
  PlannedHook,
  PlannedLoop,
  PlannedTask,
} from "./plan.ts";
import type { Planning } from "./planning.ts";

const NO_ARGUMENTS: Arguments = { parameters: [], artifacts: [] };

export function planCall(
  planning: Planning,
  call: TemplateCall,
  kind: "step" | "task",
  scope: string,
): PlannedCall {
  const loop = planLoop(call);
  const planned: PlannedCall = {
    id: planning.calls.length,
    kind,
    name: call.name,
    nameAtRoot: `${planning.workflow.name}.${call.name}`,
    nameInRun: `.${call.name}`,
    holder: planHolder(planning, call, scope),
    arguments: planArguments(call.arguments),
    ...(call.when === undefined || call.when === "" ? {} : { when: parseText(call.when) }),
    ...(loop === undefined ? {} : { loop }),
    ...(call.continueOn === undefined ? {} : { continueOn: call.continueOn }),
    hooks: planHooks(planning, call.hooks, call.onExit, scope),
    capturesResult: false,
  };
  planning.calls.push(planned);
  return planned;
}

/** Tasks with their dependencies as positions. */
export function planTasks(
  planning: Planning,
  tasks: readonly DagTask[],
  scope: string,
): PlannedTask[] {
  const positions = new Map(tasks.map((task, index) => [task.name, index]));
  const before: number[][] = tasks.map(() => []);
  const planned = tasks.map((task, index): PlannedTask => {
    const depends = parseDepends(task.depends);
    const names = tasksIn(depends).sort();
    const after = names.flatMap((name) => positions.get(name) ?? []);
    for (const position of after) before[position]?.push(index);
    const call = planCall(planning, task, "task", scope);
    const plannedTask = Object.assign(call, { depends, after, before: [] as readonly number[] });
    return plannedTask;
  });
  for (const [index, task] of planned.entries()) task.before = before[index] as number[];
  return planned;
}

/** Hooks by name, `onExit` as the `exit` hook that has the workflow's arguments. */
export function planHooks(
  planning: Planning,
  hooks: Readonly<Record<string, Hook>>,
  onExit: string | undefined,
  scope: string,
): PlannedHook[] {
  const all: Record<string, Hook> = { ...hooks };
  if (onExit !== undefined && onExit !== "" && all.exit === undefined) {
    all.exit = { template: onExit, arguments: planning.workflow.arguments };
  }
  return Object.keys(all)
    .sort()
    .map((name) => {
      const hook = all[name] as Hook;
      return {
        name,
        holder: planHolder(planning, hook, scope),
        arguments: planArguments(hook.arguments),
        ...(hook.expression === undefined ? {} : { expression: hook.expression }),
      };
    });
}

export function planArguments(given: Arguments = NO_ARGUMENTS): PlannedArguments {
  return {
    parameters: given.parameters.map(({ name, value, valueFrom }) => {
      const key = valueFrom?.configMapKeyRef;
      return {
        name,
        ...(value === undefined ? {} : { value: parseText(value) }),
        ...(key === undefined
          ? {}
          : {
              configMap: {
                name: parseText(key.name),
                key: parseText(key.key),
                optional: key.optional,
              },
            }),
        ...(valueFrom?.default === undefined ? {} : { default: valueFrom.default }),
      };
    }),
    artifacts: given.artifacts.map(({ name, from, fromExpression, subPath, optional, body }) => ({
      name,
      optional,
      body,
      ...(from === undefined ? {} : { from: parseText(from) }),
      ...(fromExpression === undefined ? {} : { fromExpression }),
      ...(subPath === undefined ? {} : { subPath: parseText(subPath) }),
    })),
  };
}

function planHolder(planning: Planning, holder: TemplateHolder, scope: string): PlannedHolder {
  if (holder.inline !== undefined) {
    return { position: planning.addInline(holder.inline), scope };
  }
  const ref = holder.templateRef;
  if (ref !== undefined) {
    const [name, template] = [parseText(ref.name), parseText(ref.template)];
    const plain = name.parts.length === 0 && template.parts.length === 0;
    const target = refScope(ref.name, ref.clusterScope);
    return {
      position: plain ? planning.find(target, ref.template) : -1,
      ref: { name, template, clusterScope: ref.clusterScope },
      scope,
    };
  }
  const template = parseText(holder.template ?? "");
  const position = template.parts.length === 0 ? planning.find(scope, template.source) : -1;
  return { position, template, scope };
}

/** Where the templates of a WorkflowTemplate stand. */
export function refScope(name: string, clusterScope: boolean): string {
  return `${clusterScope ? "cluster" : "namespaced"}/${name}`;
}

function planLoop(call: TemplateCall): PlannedLoop | undefined {
  if (call.withItems !== undefined && call.withItems.length > 0) {
    const source = JSON.stringify(call.withItems);
    const text = source.includes("{{") ? { text: parseText(source) } : {};
    return { kind: "items", items: call.withItems, ...text };
  }
  if (call.withParam !== undefined && call.withParam !== "") {
    return { kind: "param", text: parseText(call.withParam) };
  }
  if (call.withSequence === undefined) return undefined;
  const fields = Object.entries(call.withSequence).map(([key, value]) => [key, parseText(value)]);
  return { kind: "sequence", sequence: Object.fromEntries(fields) };
}
