/** Outputs of steps and dag templates, read from what ran inside when the template succeeds. */

import { toGoString } from "../../expression/go/text.ts";
import { ExpressionError } from "../../expression/value.ts";
import type { JsonObject } from "../manifest.ts";
import { settle } from "../node/settle.ts";
import type { PlannedOutput, PlannedOutputArtifact, PlannedTemplate } from "../plan/plan.ts";
import type { WorkflowNode } from "../state.ts";
import { type Rendered, render, type Stage, together } from "../templating/render.ts";
import { onlyReference, parseText } from "../templating/text.ts";
import { artifactByExpression, renderStrictly } from "../values/arguments.ts";
import { artifactOf } from "../values/artifacts.ts";
import { evaluateText } from "../values/expressions.ts";
import { stagesIn } from "../values/scope.ts";
import type { Work } from "../work.ts";

/** Ends a composite node: Succeeded with its outputs, or Error where one cannot be resolved. */
export function completeOutputs(work: Work, node: WorkflowNode, template: PlannedTemplate): void {
  const any = template.outputs.length > 0 || template.outputArtifacts.length > 0;
  if (!any) return settle(work, node, "Succeeded");
  const stages = stagesIn(work, node);
  const parameters: Record<string, string> = {};
  for (const output of template.outputs) {
    const value = resolveOutput(work, output, stages);
    if (!value.ok) return settle(work, node, "Error", value.problem);
    parameters[output.name] = value.text;
  }
  const artifacts: Record<string, JsonObject> = {};
  for (const declared of template.outputArtifacts) {
    const found = resolveArtifact(work, declared, stages, node);
    if (typeof found === "string") return settle(work, node, "Error", found);
    if (found !== undefined) artifacts[declared.name] = found;
  }
  node.outputs = { parameters, ...(hasAny(artifacts) ? { artifacts } : {}) };
  settle(work, node, "Succeeded");
}

function resolveOutput(work: Work, output: PlannedOutput, stages: readonly Stage[]): Rendered {
  const found = readSource(work, output, stages);
  if (found.ok || output.default === undefined) return found;
  return render(output.default, stages, work);
}

function readSource(work: Work, output: PlannedOutput, stages: readonly Stage[]): Rendered {
  if (output.expression !== undefined) return byExpression(work, output.expression, stages);
  if (output.parameter === undefined) {
    return { ok: false, problem: "output parameters must have a valueFrom specified" };
  }
  const ref = onlyReference(output.parameter);
  if (ref !== undefined && stages.some((stage) => stage.get(ref) === null)) {
    // A skipped node gave nothing, and the output has no default: upstream leaves it empty.
    return output.default === undefined ? { ok: true, text: "" } : { ok: false, problem: ref };
  }
  const known = ref === undefined ? undefined : together(stages).get(ref);
  if (typeof known === "string") return { ok: true, text: known };
  const value = renderStrictly(work, output.parameter, stages, true);
  if (value.ok) return value;
  return { ok: false, problem: `Unable to resolve: ${output.parameter.source}` };
}

/** Tags inside the expression are filled in first. */
function byExpression(work: Work, text: string, stages: readonly Stage[]): Rendered {
  const filled = text.includes("{{") ? render(parseText(text), stages, work) : undefined;
  if (filled?.ok === false) return filled;
  const result = evaluateText(work, filled?.text ?? text, stages);
  if (!result.ok) return result;
  if (result.value === null) {
    return { ok: false, problem: `failed to evaluate expression "${text}"` };
  }
  try {
    // Not JSON, unlike in tags: upstream writes the value with %v.
    return { ok: true, text: toGoString(result.value) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { ok: false, problem: error.message };
  }
}

function resolveArtifact(
  work: Work,
  declared: PlannedOutputArtifact,
  stages: readonly Stage[],
  node: WorkflowNode,
): JsonObject | string | undefined {
  const { from, fromExpression, optional, name } = declared;
  if (fromExpression !== undefined) {
    const found = artifactByExpression(work, fromExpression, stages, node);
    if (typeof found !== "object") return optional ? undefined : (found ?? name);
    return { ...found, name };
  }
  if (from === undefined) return undefined;
  const found = artifactOf(work, from.replace(/^\{\{|\}\}$/g, ""), node);
  if (found === null || found === undefined) {
    return optional || found === null ? undefined : `Unable to resolve: ${from}`;
  }
  return { ...found, name };
}

function hasAny(record: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(record).length > 0;
}
