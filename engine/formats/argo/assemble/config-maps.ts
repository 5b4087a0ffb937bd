/** ConfigMaps that a workflow reads and that are not among the files. */
import type { Parameter, Workflow } from "../../../core/workflow/manifest.ts";

export interface MissingConfigMap {
  readonly name: string;
  /** Position of the workflow's parameter that reads it; absent when a template or lock does. */
  readonly parameter?: number;
}

/** Names without tags, each once. */
export function missingConfigMaps(workflow: Workflow): MissingConfigMap[] {
  const missing = new Map<string, MissingConfigMap>();
  const add = (name: string | undefined, parameter?: number) => {
    if (name === undefined || name.includes("{{") || missing.has(name)) return;
    if (Object.hasOwn(workflow.configMaps, name)) return;
    missing.set(name, parameter === undefined ? { name } : { name, parameter });
  };
  for (const [index, parameter] of workflow.arguments.parameters.entries()) {
    add(readFrom(parameter), index);
  }
  for (const { configMapKeyRef } of workflow.locks) add(configMapKeyRef?.name);
  for (const { inputs, locks } of workflow.templates) {
    for (const parameter of inputs.parameters) add(readFrom(parameter));
    for (const { configMapKeyRef } of locks) add(configMapKeyRef?.name);
  }
  return [...missing.values()];
}

/** The ConfigMap that a parameter cannot do without. */
function readFrom({ value, default: fallback, valueFrom }: Parameter): string | undefined {
  const ref = valueFrom?.configMapKeyRef;
  const given = value ?? fallback ?? valueFrom?.default;
  return given === undefined && ref?.optional === false ? ref.name : undefined;
}
