/** Inputs of a node: arguments over defaults, filled in twice, as upstream's ProcessArgs does. */
import { own } from "../../text/own.ts";
import type { JsonObject } from "../manifest.ts";
import { NO_INPUTS } from "../node/node.ts";
import { globalStage } from "../plan/globals.ts";
import type { PlannedInput, PlannedTemplate } from "../plan/plan.ts";
import type { NodeInputs, OpeningArguments } from "../state.ts";
import { type Rendered, render, type Stage, together } from "../templating/render.ts";
import { parseText, type Text } from "../templating/text.ts";
import type { Work } from "../work.ts";
import { fromConfigMap } from "./arguments.ts";
import type { Locals } from "./locals.ts";
import { declaredIn, inputsStage } from "./scope.ts";

export type BoundInputs =
  | { readonly ok: true; readonly inputs: NodeInputs }
  | { readonly ok: false; readonly problem: string };

const NO_PATHS: ReadonlyMap<string, string> = new Map();

/** The inputs of a template for given arguments. */
export function bindInputs(
  work: Work,
  template: PlannedTemplate,
  given: OpeningArguments,
  locals: Locals,
): BoundInputs {
  if (given.problem !== undefined) return { ok: false, problem: given.problem };
  if (template.inputs.parameters.length === 0 && template.inputs.artifacts.length === 0) {
    return { ok: true, inputs: NO_INPUTS };
  }
  const first: Stage[] = [globalStage(work), locals];
  const parameters: Record<string, string> = {};
  const later: string[] = [];
  for (const declared of template.inputs.parameters) {
    const value = bindParameter(work, declared, given, first);
    if (!value.ok) return value;
    parameters[declared.name] = value.text;
    if (value.text.includes("{{")) later.push(declared.name);
  }
  const artifacts = bindArtifacts(template, given);
  if (typeof artifacts === "string") return { ok: false, problem: artifacts };
  if (later.length === 0) return { ok: true, inputs: { parameters, artifacts } };
  // The second pass: a value that the first one brought in may refer to other inputs.
  const known = { parameters: { ...parameters }, artifacts };
  const second = [together([...first, inputsStage(known, () => NO_PATHS, declaredIn(template))])];
  for (const name of later) {
    const value = render(parseText(parameters[name] as string), second, work);
    if (!value.ok) return value;
    parameters[name] = value.text;
  }
  return { ok: true, inputs: { parameters, artifacts } };
}

/** What is wrong with the texts of a template that runs a pod: upstream fills in all of them first. */
export function brokenText(
  work: Work,
  template: PlannedTemplate,
  inputs: NodeInputs,
  locals: Locals,
): string | undefined {
  if (template.kind !== "leaf") return undefined;
  for (const text of template.expressions) {
    const filled = renderFor(work, text, inputs, locals);
    if (!filled.ok) return filled.problem;
  }
  return undefined;
}

/** Stages for the texts of a template itself: limits, keys, durations. */
export function templateStages(work: Work, inputs: NodeInputs, locals: Locals): Stage[] {
  return [globalStage(work), locals, inputsStage(inputs, () => NO_PATHS)];
}

/** A text of a template for a node; what cannot be filled in stays as it is. */
export function renderFor(work: Work, text: Text, inputs: NodeInputs, locals: Locals): Rendered {
  if (text.parts.length === 0) return { ok: true, text: text.source };
  return render(text, templateStages(work, inputs, locals), work);
}

function bindParameter(
  work: Work,
  declared: PlannedInput,
  given: OpeningArguments,
  stages: readonly Stage[],
): Rendered {
  const { name } = declared;
  const argument = own(given.parameters, name);
  if (typeof argument === "string") return fillGiven(work, argument, stages);
  if (declared.value !== undefined) return render(declared.value, stages, work);
  const key = declared.declared.valueFrom?.configMapKeyRef;
  if (key !== undefined) {
    const configMap = {
      name: parseText(key.name),
      key: parseText(key.key),
      optional: key.optional,
    };
    const fallback = declared.declared.valueFrom?.default;
    const planned = { name, configMap, ...(fallback === undefined ? {} : { default: fallback }) };
    return fromConfigMap(work, planned, stages);
  }
  if (argument === null) {
    const why =
      "argument references an absent optional (skipped/omitted node output with no default)";
    return { ok: false, problem: `inputs.parameters.${name}: ${why}` };
  }
  return { ok: false, problem: `inputs.parameters.${name} was not supplied` };
}

function fillGiven(work: Work, text: string, stages: readonly Stage[]): Rendered {
  return text.includes("{{") ? render(parseText(text), stages, work) : { ok: true, text };
}

function bindArtifacts(
  template: PlannedTemplate,
  given: OpeningArguments,
): Record<string, JsonObject> | string {
  const artifacts: Record<string, JsonObject> = {};
  for (const { name, path, optional, located, body } of template.inputs.artifacts) {
    const argument = own(given.artifacts, name);
    if (argument === undefined) {
      if (!optional && !located) return `inputs.artifacts.${name} was not supplied`;
      if (located) artifacts[name] = body;
      continue;
    }
    const { mode, recurseMode } = body;
    artifacts[name] = {
      ...argument,
      name,
      ...(path === undefined ? {} : { path }),
      ...(mode === undefined ? {} : { mode }),
      ...(recurseMode === undefined ? {} : { recurseMode }),
    };
  }
  return artifacts;
}
