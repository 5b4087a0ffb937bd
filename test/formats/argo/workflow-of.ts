/** Workflows from texts, for tests of what the engine is given. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Workflow } from "../../../engine/core/workflow/manifest.ts";
import { isRunnable } from "../../../engine/formats/argo/assemble/run-source.ts";
import {
  type RunOptions,
  resolveWorkflow,
} from "../../../engine/formats/argo/assemble/workflow.ts";
import { readManifests } from "../../../engine/formats/argo/read/read.ts";

export const EVERYTHING = readFileSync(
  join(import.meta.dirname, "../../../fixtures/argo/valid/everything.yaml"),
  "utf8",
);

export function documents(text: string) {
  const result = readManifests(text, "a.yaml");
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

/** The run of the document of a kind. */
export function run(text: string, kind: string, options: RunOptions = {}) {
  const all = documents(text);
  const document = all.filter(isRunnable).find((each) => each.kind === kind);
  if (document === undefined) throw new Error(`no ${kind}`);
  return resolveWorkflow(document, all, options);
}

export function workflowOf(text: string, kind = "Workflow", options: RunOptions = {}): Workflow {
  const result = run(text, kind, options);
  if (!result.ok) throw new Error(JSON.stringify(result.issues, null, 1));
  return result.value;
}
