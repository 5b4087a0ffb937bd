/** What `argo lint` finds before a run: names, missing templates, cycles, unresolved references. */
import { didYouMean } from "../../core/text/nearest.ts";
import { DependsError, parseDepends, tasksIn } from "../../core/workflow/depends.ts";
import type { DagTask, Template, TemplateCall, Workflow } from "../../core/workflow/manifest.ts";
import { parseText, referencesOf } from "../../core/workflow/templating.ts";
import type { Path } from "../yaml/read.ts";
import type { ManifestReader } from "./reader.ts";

const NAME = /^[a-zA-Z0-9][-a-zA-Z0-9]*$/;

export function validateWorkflow(reader: ManifestReader, workflow: Workflow): void {
  const names = workflow.templates.map((template) => template.name);
  if (workflow.entrypoint !== "" && !names.includes(workflow.entrypoint)) {
    const message = `the entrypoint '${workflow.entrypoint}' is not a template`;
    const hint = didYouMean(workflow.entrypoint, names);
    reader.error("argo/no-template", ["spec", "entrypoint"], message, hint);
  }
  unique(reader, names, ["spec", "templates"], "template");
  workflow.templates.forEach((template, index) => {
    const path = ["spec", "templates", index];
    if (template.name !== "" && !NAME.test(template.name)) {
      const hint = "Use letters, digits and '-'.";
      reader.error("argo/name", [...path, "name"], `'${template.name}' is not a name`, hint);
    }
    if (template.kind === "steps") validateSteps(reader, template, path, workflow);
    if (template.kind === "dag") validateDag(reader, template, path, workflow);
  });
}

function validateSteps(
  reader: ManifestReader,
  template: Extract<Template, { kind: "steps" }>,
  path: Path,
  workflow: Workflow,
): void {
  const earlier: string[] = [];
  template.groups.forEach((group, index) => {
    group.forEach((call, place) => {
      const at = [...path, "steps", index, place];
      checkCall(reader, call, at, workflow);
      checkReferences(
        reader,
        call,
        at,
        template,
        earlier.map((name) => `steps.${name}.`),
        workflow,
      );
    });
    earlier.push(...group.map((call) => call.name));
  });
  unique(reader, earlier, [...path, "steps"], "step");
}

function validateDag(
  reader: ManifestReader,
  template: Extract<Template, { kind: "dag" }>,
  path: Path,
  workflow: Workflow,
): void {
  const names = template.tasks.map((task) => task.name);
  unique(reader, names, [...path, "dag", "tasks"], "task");
  const after = new Map<string, readonly string[]>();
  template.tasks.forEach((task, index) => {
    const at = [...path, "dag", "tasks", index];
    checkCall(reader, task, at, workflow);
    after.set(task.name, dependenciesOf(reader, task, names, at));
  });
  const cycle = findCycle(after);
  if (cycle !== undefined) {
    const message = `tasks wait for each other: ${cycle.join(" -> ")}`;
    reader.error("argo/cycle", [...path, "dag", "tasks"], message, "Remove one dependency.");
    return;
  }
  template.tasks.forEach((task, index) => {
    if (!hasReferences(task)) return;
    const visible = ancestors(task.name, after).map((name) => `tasks.${name}.`);
    checkReferences(reader, task, [...path, "dag", "tasks", index], template, visible, workflow);
  });
}

function checkCall(
  reader: ManifestReader,
  call: TemplateCall,
  path: Path,
  workflow: Workflow,
): void {
  const names = workflow.templates.map((template) => template.name);
  if (call.name !== "" && !NAME.test(call.name)) {
    const hint = "Use letters, digits and '-'.";
    reader.error("argo/name", [...path, "name"], `'${call.name}' is not a name`, hint);
  }
  const target = workflow.templates.find((template) => template.name === call.template);
  if (target === undefined) {
    if (call.template === "") return;
    const message = `there is no template '${call.template}'`;
    const hint = didYouMean(call.template, names);
    reader.error("argo/no-template", [...path, "template"], message, hint);
    return;
  }
  for (const input of target.inputs) {
    const supplied = call.arguments.some((each) => each.name === input.name);
    if (supplied || input.value !== undefined) continue;
    const message = `'${call.template}' needs the parameter '${input.name}'`;
    const hint = `Add it to arguments.parameters, or give the input a value.`;
    reader.error("argo/not-supplied", path, message, hint);
  }
}

function checkReferences(
  reader: ManifestReader,
  call: TemplateCall,
  path: Path,
  template: Template,
  siblings: readonly string[],
  workflow: Workflow,
): void {
  const known = [
    "workflow.name",
    ...workflow.arguments.map(({ name }) => `workflow.parameters.${name}`),
    ...template.inputs.map(({ name }) => `inputs.parameters.${name}`),
  ];
  const texts: [string, Path][] = call.arguments.map(({ value }, index) => [
    value ?? "",
    [...path, "arguments", "parameters", index, "value"],
  ]);
  texts.push([call.when ?? "", [...path, "when"]]);
  for (const [text, at] of texts) {
    for (const reference of referencesOf(parseText(text))) {
      if (reference.startsWith("=")) continue; // an expression, refused where it was read
      const found =
        known.includes(reference) || siblings.some((each) => reference.startsWith(each));
      if (found) continue;
      const message = `{{${reference}}} refers to nothing that is known here`;
      const hint = "Refer to inputs, workflow parameters, or outputs of what runs before.";
      reader.error("argo/unresolved", at, message, hint);
    }
  }
}

/** Most calls pass nothing on; what they could see need not be gathered then. */
function hasReferences(call: TemplateCall): boolean {
  return [call.when, ...call.arguments.map(({ value }) => value)].some((text) =>
    text?.includes("{{"),
  );
}

function dependenciesOf(
  reader: ManifestReader,
  task: DagTask,
  names: readonly string[],
  path: Path,
): string[] {
  try {
    const mentioned = tasksIn(parseDepends(task.depends));
    for (const name of mentioned) {
      if (names.includes(name)) continue;
      const message = `'${task.name}' depends on '${name}', which is not a task`;
      reader.error("argo/depends", path, message, didYouMean(name, names));
    }
    return mentioned.filter((name) => names.includes(name));
  } catch (error) {
    if (!(error instanceof DependsError)) throw error;
    const hint = "Write it like a.Succeeded && (b || !c.Failed).";
    reader.error("argo/depends", [...path, "depends"], error.message, hint);
    return [];
  }
}

/** Removes tasks that wait for nothing until none is left, or only a cycle (A. Kahn, 1962). */
function findCycle(after: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const left = new Map([...after].map(([name, names]) => [name, new Set(names)]));
  const free = [...left.keys()].filter((name) => left.get(name)?.size === 0);
  for (let name = free.pop(); name !== undefined; name = free.pop()) {
    left.delete(name);
    for (const [other, waits] of left) {
      if (waits.delete(name) && waits.size === 0) free.push(other);
    }
  }
  const [start] = left.keys();
  if (start === undefined) return undefined;
  const trail = [start];
  for (;;) {
    const waits = left.get(trail.at(-1) as string) ?? new Set();
    const next = [...waits].find((name) => left.has(name));
    if (next === undefined) return trail;
    if (trail.includes(next)) return [...trail.slice(trail.indexOf(next)), next];
    trail.push(next);
  }
}

function ancestors(task: string, after: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set<string>();
  const pending = [...(after.get(task) ?? [])];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    pending.push(...(after.get(name) ?? []));
  }
  return [...found];
}

function unique(reader: ManifestReader, names: readonly string[], path: Path, what: string): void {
  const repeated = names.find((name, index) => name !== "" && names.indexOf(name) !== index);
  if (repeated === undefined) return;
  const message = `two ${what}s are named '${repeated}'`;
  reader.error("argo/duplicate-name", path, message, "Give each a name of its own.");
}
