/** Answers `runWorkflow`: reads, runs, and puts together what the screen shows. */
import type {
  RunWorkflowInput,
  WorkflowParameter,
  WorkflowRunResult,
} from "../../contract/workflow.ts";
import { type Result, success } from "../../core/issue.ts";
import { MAX_DOCUMENT_BYTES } from "../../core/limits.ts";
import type { JsonObject, Parameter, Workflow } from "../../core/workflow/manifest.ts";
import { workflowStatus } from "../../core/workflow/status/status-of.ts";
import { resolveWorkflow } from "../../formats/argo/assemble/workflow.ts";
import { readText } from "../../io/files/read-text.ts";
import { findBundledWorkflow } from "./bundled.ts";
import { chooseProfiles } from "./profiles.ts";
import {
  readWorkflowFiles,
  simulateWorkflow,
  type TextFile,
  type WorkflowDocuments,
} from "./simulate.ts";

/** @param folder where the bundled scenarios are */
export function runWorkflow(input: RunWorkflowInput, folder?: string): Result<WorkflowRunResult> {
  const { source, parameters, profile, seed } = input;
  const files = source.kind === "files" ? success(source.files) : bundledFile(source.id, folder);
  if (!files.ok) return files;
  const documents = readWorkflowFiles(files.value);
  if (!documents.ok) return documents;
  const scenario = source.kind === "bundled" ? { id: source.id, folder } : undefined;
  const chosen = chooseProfiles(profile, scenario);
  if (!chosen.ok) return chosen;
  const { profiles, from, check } = chosen.value;
  const options = { parameters, profiles, ...(seed !== undefined && { seed }) };
  const simulated = simulateWorkflow(documents.value, options);
  if (!simulated.ok) return simulated;
  const { workflow, plan, run } = simulated.value;
  const warnings = [
    ...documents.warnings,
    ...simulated.warnings,
    ...chosen.warnings,
    ...check(workflow),
  ];
  return success({
    name: workflow.name,
    kind: documents.value.runnable.kind,
    namespace: workflow.namespace,
    parameters: formParameters(workflow, documents.value, parameters),
    warnings,
    status: workflowStatus(plan, run.run),
    startMs: run.startMs,
    endMs: run.endMs,
    seed: simulated.value.seed,
    profiles: from,
    templates: templateBodies(workflow),
  });
}

function bundledFile(id: string, folder?: string): Result<readonly TextFile[]> {
  const found = findBundledWorkflow(id, folder);
  if (!found.ok) return found;
  const text = readText(found.value.path, MAX_DOCUMENT_BYTES);
  return text.ok ? success([{ file: found.value.file, text: text.value }]) : text;
}

/** With what each parameter is when nobody gives it, so that a form can go back to that. */
function formParameters(
  workflow: Workflow,
  { runnable, library }: WorkflowDocuments,
  given: Readonly<Record<string, string>>,
): WorkflowParameter[] {
  const isAsWritten = Object.keys(given).length === 0;
  const resolved = isAsWritten ? undefined : resolveWorkflow(runnable, library);
  const written = resolved?.ok ? resolved.value : isAsWritten ? workflow : undefined;
  const own = new Map(written?.arguments.parameters.map((each) => [each.name, each.value]));
  return workflow.arguments.parameters.map((parameter) =>
    formParameter(parameter, own.get(parameter.name) ?? parameter.default),
  );
}

function formParameter(parameter: Parameter, fallback: string | undefined): WorkflowParameter {
  const { name, value, enum: choices, description } = parameter;
  return {
    name,
    ...(value !== undefined && { value }),
    ...(fallback !== undefined && { default: fallback }),
    ...(choices !== undefined && { enum: choices }),
    ...(description !== undefined && { description }),
  };
}

function templateBodies({ name, templates }: Workflow): Record<string, JsonObject> {
  return Object.fromEntries(
    templates.map((template) => {
      const scope = template.scope === "local/" ? `local/${name}` : template.scope;
      return [`${scope}/${template.name}`, template.body];
    }),
  );
}
