/** The workflows that come with the program: one beside each scenario. */
import { statSync } from "node:fs";
import { join } from "node:path";
import type { WorkflowSummary } from "../../contract/workflow.ts";
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import { BUNDLED_SCENARIOS, bundledIds, findScenario, readDocument } from "../scenario/open.ts";

const DOCUMENT = "workflow.yaml";

export interface BundledWorkflow extends WorkflowSummary {
  /** Where it is on this machine. */
  readonly path: string;
}

/** Listed by the names of their scenarios. */
export function bundledWorkflows(folder = BUNDLED_SCENARIOS): BundledWorkflow[] {
  return bundledIds(folder).flatMap((id) => {
    const path = join(folder, id, DOCUMENT);
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return [];
    return [{ id, title: titleOf(id, folder), file: `scenarios/${id}/${DOCUMENT}`, path }];
  });
}

export function findBundledWorkflow(id: string, folder?: string): Result<BundledWorkflow> {
  const known = bundledWorkflows(folder);
  const found = known.find((each) => each.id === id);
  if (found !== undefined) return success(found);
  const names = known.map((each) => each.id);
  const message = `there is no bundled workflow '${id}'`;
  return failure([problem("workflow/not-found", message, didYouMean(id, names))]);
}

function titleOf(id: string, folder: string): string {
  const found = findScenario(id, folder);
  const document = found.ok ? readDocument(found.value) : found;
  return document.ok ? document.value.document.metadata.title : id;
}
