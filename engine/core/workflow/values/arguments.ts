/** Arguments of a call, filled in when the call becomes ready. */

import { expandEnv } from "../../expression/environment.ts";
import { evaluate } from "../../expression/evaluate.ts";
import { ExpressionError } from "../../expression/value.ts";
import { own } from "../../text/own.ts";
import type { JsonObject } from "../manifest.ts";
import { configMapValue } from "../plan/globals.ts";
import type { PlannedArgument, PlannedArguments, PlannedArtifactArgument } from "../plan/plan.ts";
import type { OpeningArguments, WorkflowNode } from "../state.ts";
import { evaluationContext, type Rendered, render, type Stage } from "../templating/render.ts";
import { onlyReference, type Text } from "../templating/text.ts";
import type { Work } from "../work.ts";
import { artifactEntries, artifactOf, fromValue } from "./artifacts.ts";

/** References that must have a value: upstream asks for them again and again, for ever. */
const STRICT = ["steps.", "tasks."];
/** Inside a loop nothing may stay open. */
const EVERYTHING = [""];

/** Fills in the arguments of a call made inside a node (undefined: by the workflow itself). */
export function resolveArguments(
  work: Work,
  planned: PlannedArguments,
  stages: readonly Stage[],
  boundary: WorkflowNode | undefined,
  inLoop: boolean,
): OpeningArguments {
  const parameters: Record<string, string | null> = {};
  const artifacts: Record<string, JsonObject> = {};
  let problem: string | undefined;
  for (const argument of planned.parameters) {
    const value = resolveParameter(work, argument, stages, inLoop);
    if (value === undefined) continue;
    if (value === null || value.ok) parameters[argument.name] = value === null ? null : value.text;
    else problem ??= value.problem;
  }
  for (const argument of planned.artifacts) {
    const found = resolveArtifact(work, argument, stages, boundary);
    if (typeof found === "string") problem ??= found;
    else if (found !== undefined) artifacts[argument.name] = found;
  }
  return { parameters, artifacts, ...(problem === undefined ? {} : { problem }) };
}

/** A text that must not keep references to what runs before. */
export function renderStrictly(
  work: Work,
  text: Text,
  stages: readonly Stage[],
  inLoop: boolean,
): Rendered {
  return render(text, stages, work, inLoop ? EVERYTHING : STRICT);
}

function resolveParameter(
  work: Work,
  argument: PlannedArgument,
  stages: readonly Stage[],
  inLoop: boolean,
): Rendered | null | undefined {
  if (argument.value !== undefined) {
    const ref = onlyReference(argument.value);
    if (ref !== undefined && isAbsent(ref, stages)) return null;
    return renderStrictly(work, argument.value, stages, inLoop);
  }
  if (argument.configMap !== undefined) return fromConfigMap(work, argument, stages);
  return undefined;
}

function isAbsent(ref: string, stages: readonly Stage[]): boolean {
  return stages.some((stage) => stage.get(ref) === null);
}

/** `valueFrom.configMapKeyRef`: its name and key may hold tags. */
export function fromConfigMap(
  work: Work,
  argument: PlannedArgument,
  stages: readonly Stage[],
): Rendered {
  const { configMap } = argument;
  if (configMap === undefined) return { ok: false, problem: `${argument.name} has no source` };
  const name = render(configMap.name, stages, work);
  if (!name.ok) return name;
  const key = render(configMap.key, stages, work);
  if (!key.ok) return key;
  const found = configMapValue(work.plan.workflow, name.text, key.text);
  const text = found || (argument.default ?? found);
  if (text !== undefined) return { ok: true, text };
  const where = `inputs.parameters.${argument.name}`;
  const problem = `unable to retrieve ${where} from ConfigMap: ${name.text} has no key '${key.text}'`;
  return { ok: false, problem };
}

/** The artifact; undefined when it is optional and not there; a text says what is wrong. */
function resolveArtifact(
  work: Work,
  argument: PlannedArtifactArgument,
  stages: readonly Stage[],
  boundary: WorkflowNode | undefined,
): JsonObject | string | undefined {
  if (argument.from === undefined && argument.fromExpression === undefined) return argument.body;
  const found =
    argument.fromExpression === undefined
      ? artifactFrom(work, argument.from as Text, stages, boundary)
      : artifactByExpression(work, argument.fromExpression, stages, boundary);
  if (found === undefined || typeof found === "string") {
    if (argument.optional) return undefined;
    return found ?? `Unable to resolve: ${argument.from?.source ?? argument.fromExpression}`;
  }
  const merged = { ...found, name: argument.name };
  if (argument.subPath === undefined) return merged;
  const subPath = render(argument.subPath, stages, work);
  return subPath.ok ? withSubPath(merged, subPath.text) : subPath.problem;
}

function artifactFrom(
  work: Work,
  from: Text,
  stages: readonly Stage[],
  boundary: WorkflowNode | undefined,
): JsonObject | string | undefined {
  const reference = onlyReference(from);
  if (reference !== undefined) return artifactOf(work, reference, boundary) ?? undefined;
  const rendered = render(from, stages, work);
  if (!rendered.ok) return rendered.problem;
  return artifactOf(work, rendered.text.replace(/^\{\{|\}\}$/g, ""), boundary) ?? undefined;
}

/** `fromExpression`: an expression whose value is an artifact. */
export function artifactByExpression(
  work: Work,
  text: string,
  stages: readonly Stage[],
  boundary: WorkflowNode | undefined,
): JsonObject | string | undefined {
  const expression = work.plan.expressions.get(text);
  if (expression.problem !== undefined) return expression.problem;
  const entries = [...stages.flatMap((stage) => [...stage.entries()])];
  if (boundary !== undefined) entries.push(...artifactEntries(work, boundary));
  try {
    const value = evaluate(expression.program, expandEnv(entries), evaluationContext(work));
    return fromValue(value) ?? `'${text}' is not an artifact`;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return error.message;
  }
}

/** The key of the artifact grows by the path inside it. */
function withSubPath(artifact: JsonObject, subPath: string): JsonObject {
  const entry = Object.entries(artifact).find(
    ([, value]) => typeof value === "object" && value !== null && "key" in value,
  );
  if (entry === undefined) return { ...artifact, subPath };
  const [kind, location] = entry as [string, JsonObject];
  const key = `${String(own(location, "key")).replace(/\/$/, "")}/${subPath.replace(/^\//, "")}`;
  return { ...artifact, [kind]: { ...location, key } };
}
