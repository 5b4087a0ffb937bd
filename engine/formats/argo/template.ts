/** Templates: pods, steps and dag. */
import { ConditionError, lexCondition } from "../../core/workflow/expression/lex.ts";
import { parseCondition } from "../../core/workflow/expression/parse.ts";
import type { DagTask, PodTemplate, Template, TemplateCall } from "../../core/workflow/manifest.ts";
import type { Path } from "../yaml/read.ts";
import { CALL_FIELDS, CONTAINER_FIELDS, TEMPLATE_FIELDS } from "./fields.ts";
import { readOutputs, readParameters, refuseExpression } from "./parameters.ts";
import { parseCpu, parseMemoryGib } from "./quantity.ts";
import type { ManifestReader, Mapping } from "./reader.ts";

const TASK_NAME = /^[a-zA-Z0-9][-a-zA-Z0-9]*$/;
const KINDS = ["container", "script", "steps", "dag"] as const;

export function readTemplate(reader: ManifestReader, value: unknown, path: Path): Template {
  const template = reader.mapping(value, path);
  reader.fields(template, path, TEMPLATE_FIELDS);
  const base = {
    name: reader.text(template.name, [...path, "name"]),
    inputs: readParameters(reader, template.inputs, [...path, "inputs"]),
    outputs: readOutputs(reader, template.outputs, [...path, "outputs"]),
  };
  const kinds = KINDS.filter((kind) => template[kind] !== undefined);
  if (kinds.length !== 1) {
    const found = kinds.length === 0 ? "no type" : `${kinds.length} types (${kinds.join(", ")})`;
    const hint = `Give it exactly one of ${KINDS.join(", ")}.`;
    reader.error("argo/template-type", path, `the template has ${found}`, hint);
  }
  switch (kinds[0]) {
    case "steps":
      return {
        ...base,
        kind: "steps",
        groups: readGroups(reader, template.steps, [...path, "steps"]),
      };
    case "dag":
      return { ...base, kind: "dag", tasks: readTasks(reader, template.dag, [...path, "dag"]) };
    default: {
      const kind = kinds[0] === "script" ? "script" : "container";
      return { ...base, kind, ...readPod(reader, template[kind], [...path, kind]) };
    }
  }
}

type PodFields = Pick<PodTemplate, "image" | "command" | "args" | "source" | "requests">;

function readPod(reader: ManifestReader, value: unknown, path: Path): PodFields {
  const pod = reader.mapping(value, path);
  reader.fields(pod, path, CONTAINER_FIELDS);
  const texts = (key: "command" | "args") =>
    reader
      .list(pod[key], [...path, key])
      .map((item, index) => reader.anyString(item, [...path, key, index]) ?? "");
  const source = reader.anyString(pod.source, [...path, "source"]);
  return {
    image: reader.text(pod.image, [...path, "image"]),
    command: texts("command"),
    args: texts("args"),
    requests: readRequests(reader, pod.resources, [...path, "resources"]),
    ...(source === undefined ? {} : { source }),
  };
}

/** A limit stands for a missing request; without either, Argo counts 100m CPU and 100Mi. */
function readRequests(reader: ManifestReader, value: unknown, path: Path): PodTemplate["requests"] {
  const resources = reader.mapping(value, path);
  const at = [...path, "requests"];
  const requests = reader.mapping(resources.requests, at);
  const limits = reader.mapping(resources.limits, [...path, "limits"]);
  const cpu = parseCpu(requests.cpu ?? limits.cpu ?? "100m");
  const memoryGib = parseMemoryGib(requests.memory ?? limits.memory ?? "100Mi");
  if (cpu === undefined || memoryGib === undefined) {
    const hint = "Write cpu as 500m or 2, and memory as 512Mi or 4Gi.";
    reader.error("argo/quantity", at, "a resource quantity cannot be read", hint);
  }
  return { cpu: cpu ?? 0.1, memoryGib: memoryGib ?? 0.1 };
}

function readGroups(reader: ManifestReader, value: unknown, path: Path): TemplateCall[][] {
  return reader.list(value, path).map((group, index) => {
    const at = [...path, index];
    const steps = reader.list(group, at);
    return steps.map((step, place) => {
      const where = [...at, place];
      const call = reader.mapping(step, where);
      reader.fields(call, where, { ...CALL_FIELDS, honoured: CALL_FIELDS.honoured.slice(0, 4) });
      return readCall(reader, call, where);
    });
  });
}

function readTasks(reader: ManifestReader, value: unknown, path: Path): DagTask[] {
  const dag = reader.mapping(value, path);
  reader.fields(dag, path, { honoured: ["tasks"], inert: [], refused: ["target", "failFast"] });
  return reader.list(dag.tasks, [...path, "tasks"]).map((task, index) => {
    const at = [...path, "tasks", index];
    const call = reader.mapping(task, at);
    reader.fields(call, at, CALL_FIELDS);
    return { ...readCall(reader, call, at), depends: readDepends(reader, call, at) };
  });
}

function readDepends(reader: ManifestReader, call: Mapping, path: Path): string {
  const dependencies = reader
    .list(call.dependencies, [...path, "dependencies"])
    .map((name, index) => reader.text(name, [...path, "dependencies", index]));
  dependencies.forEach((name, index) => {
    if (name === "" || TASK_NAME.test(name)) return;
    const hint = "Name one task; an expression belongs into 'depends'.";
    reader.error("argo/depends", [...path, "dependencies", index], `'${name}' is not a task`, hint);
  });
  if (call.depends !== undefined && dependencies.length > 0) {
    const message = "'depends' and 'dependencies' cannot be mixed";
    reader.error("argo/depends", path, message, "Keep one of them.");
  }
  if (call.depends !== undefined) return reader.text(call.depends, [...path, "depends"]);
  return dependencies.join(" && ");
}

function readCall(reader: ManifestReader, call: Mapping, path: Path): TemplateCall {
  const when = reader.anyString(call.when, [...path, "when"]);
  refuseExpression(reader, when, [...path, "when"]);
  if (when !== undefined) checkCondition(reader, when, [...path, "when"]);
  return {
    name: reader.text(call.name, [...path, "name"]),
    template: reader.text(call.template, [...path, "template"]),
    arguments: readParameters(reader, call.arguments, [...path, "arguments"]),
    ...(when === undefined ? {} : { when }),
  };
}

/** Reads a condition before it runs; with tags in it, what they will hold can only be guessed. */
function checkCondition(reader: ManifestReader, when: string, path: Path): void {
  try {
    parseCondition(lexCondition(when.replace(/\{\{[^{}]*\}\}/g, "0")));
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const message = `the condition cannot be read: ${error.message}`;
    const hint = "Use ==, !=, <, <=, >, >=, in, !, &&, ||, + - * / %, quotes and parentheses.";
    if (when.includes("{{")) reader.warn("argo/when", path, message, hint);
    else reader.error("argo/when", path, message, hint);
  }
}
