/** `lowtide validate FILE`: checks a scenario, a policy, a workflow or a grid history. */
import { basename, dirname } from "node:path";
import { Command } from "commander";
import { failure, type Issue, problem, type Result, unwrap } from "../../core/issue.ts";
import { MAX_DOCUMENT_BYTES, MAX_GRID_FILE_BYTES } from "../../core/limits.ts";
import { readWorkflow } from "../../formats/argo/read.ts";
import { readGrid } from "../../formats/grid/read.ts";
import { readPolicyFile } from "../../formats/scenario/read.ts";
import { readYaml } from "../../formats/yaml/read.ts";
import { readText } from "../../io/files/read-text.ts";
import { findScenario, openWorld } from "../../lab/scenario/open.ts";
import { printLine, printWarnings } from "../output/streams.ts";

export function validateCommand(): Command {
  return new Command("validate")
    .summary("check a scenario, policy, workflow or grid file")
    .description(
      "Checks a file without running anything and lists every issue with its place and a hint. " +
        "A scenario is checked with all the files that it names.",
    )
    .argument("<file>", "scenario, policy or Argo Workflow (YAML), or grid history (CSV)")
    .option("--json", "print the issues as JSON")
    .action((file: string, options: { json?: boolean }) => run(file, options.json === true));
}

function run(file: string, json: boolean): void {
  const result = validate(file);
  const issues = result.ok ? result.warnings : result.issues;
  if (json) {
    printLine(JSON.stringify({ file, valid: result.ok, issues }, null, 2));
    if (!result.ok) process.exitCode = 1;
    return;
  }
  const kind = unwrap(result);
  printWarnings(issues);
  printLine(`${file}: valid ${kind}`);
}

/** What the file is, with warnings; or everything that is wrong with it. */
function validate(file: string): Result<string> {
  if (/\.csv$/i.test(file)) return named("grid history", validateGrid(file));
  const found = findScenario(file);
  if (found.ok && basename(found.value.file) !== basename(file) && !/\.ya?ml$/.test(file)) {
    return named("scenario", openWorld(found.value, {}));
  }
  const text = readText(file, MAX_DOCUMENT_BYTES);
  if (!text.ok) return text;
  const yaml = readYaml(text.value, file);
  if (!yaml.ok) return yaml;
  const kind = (yaml.value.data as { kind?: unknown } | null)?.kind;
  switch (kind) {
    case "Scenario":
      return named("scenario", openWorld({ id: basename(dirname(file)), file }, {}));
    case "Policy":
      return named("policy", readPolicyFile(text.value, file));
    case "Workflow":
    case "WorkflowTemplate":
      return named("workflow", readWorkflow(text.value, file));
    default:
      return failure([unknownKind(file, kind)]);
  }
}

function validateGrid(file: string): Result<unknown> {
  const text = readText(file, MAX_GRID_FILE_BYTES);
  return text.ok ? readGrid({ text: text.value, file }) : text;
}

function named(kind: string, result: Result<unknown>): Result<string> {
  return result.ok ? { ...result, value: kind } : result;
}

function unknownKind(file: string, kind: unknown): Issue {
  const hint = "Lowtide reads Scenario and Policy (lowtide.dev/v1) and Argo's Workflow.";
  const shown = kind === undefined ? "no kind" : `kind '${String(kind)}'`;
  return problem("document/unknown-kind", `the document has ${shown}`, hint, {
    file,
    path: "kind",
  });
}
