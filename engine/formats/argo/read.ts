/** The doors of this folder: a manifest file as a workflow, and what is wrong with its documents. */
import { failure, type Issue, problem, type Result } from "../../core/issue.ts";
import type { Workflow } from "../../core/workflow/manifest.ts";
import { firstRunnable, type RunOptions, resolveWorkflow } from "./assemble/workflow.ts";
import { Library } from "./read/library.ts";
import type { ManifestDocument } from "./read/manifest-document.ts";
import { readManifests } from "./read/read.ts";
import { INERT } from "./schema/rules.ts";
import { validateDocument } from "./validate/document.ts";

const LIVE_FIELDS = ["volumes", "artifacts"] as const;

/** The first document of a text that can be run; the others are what it may refer to. */
export function readWorkflow(
  text: string,
  file: string,
  options: RunOptions = {},
): Result<Workflow> {
  const documents = readManifests(text, file);
  if (!documents.ok) return documents;
  const document = firstRunnable(documents.value);
  if (document === undefined) {
    const message = "there is no workflow in the file";
    const hint =
      "Give a Workflow, WorkflowTemplate or CronWorkflow (apiVersion argoproj.io/v1alpha1).";
    return failure([problem("argo/kind", message, hint, { file })]);
  }
  const workflow = resolveWorkflow(document, documents.value, options);
  if (!workflow.ok) return workflow;
  return { ...workflow, warnings: [...documents.warnings, ...workflow.warnings] };
}

/** The warnings without those about fields that a live run takes up, though a replay does nothing with them. */
export function withoutLiveFields(warnings: readonly Issue[]): Issue[] {
  const texts = LIVE_FIELDS.map((kind) => INERT[kind]);
  return warnings.filter(
    ({ code, message }) => code !== "argo/inert" || !texts.some((text) => message.startsWith(text)),
  );
}

/** What is wrong with documents, and warnings, each once; `others` are what they may refer to. */
export function checkManifests(
  documents: readonly ManifestDocument[],
  others: readonly ManifestDocument[],
): Issue[] {
  const library = new Library([...documents, ...others]);
  // A template that several documents lead to is checked with each of them.
  const found = new Map<string, Issue>();
  for (const document of documents) {
    for (const issue of validateDocument(document, library)) {
      const { code, message, file, line, column } = issue;
      found.set(JSON.stringify([code, message, file, line, column]), issue);
    }
  }
  return [...found.values()];
}
