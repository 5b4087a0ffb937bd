/** `lowtide validate FILE…`: checks scenarios, policies, catalogues, Argo manifests and grid histories. */
import { basename, dirname } from "node:path";
import { Command } from "commander";
import { failure, type Issue, problem, type Result, success, unwrap } from "../../core/issue.ts";
import { MAX_DOCUMENT_BYTES, MAX_GRID_FILE_BYTES } from "../../core/limits.ts";
import type { ManifestDocument } from "../../formats/argo/read/manifest-document.ts";
import { readManifests } from "../../formats/argo/read/read.ts";
import { checkManifests } from "../../formats/argo/read.ts";
import { MANIFEST_KINDS } from "../../formats/argo/schema/documents.ts";
import { isCatalogueCsv } from "../../formats/catalogue/read.ts";
import { readGrid } from "../../formats/grid/read.ts";
import { readPolicyFile } from "../../formats/scenario/read.ts";
import { readKubernetesYaml } from "../../formats/yaml/kubernetes.ts";
import { readText } from "../../io/files/read-text.ts";
import { catalogueWith, readCatalogueFile } from "../../lab/catalogue/load.ts";
import { findScenario, openWorld } from "../../lab/scenario/open.ts";
import type { ResolveOptions } from "../../lab/scenario/resolve.ts";
import { printIssues, printLine } from "../output/streams.ts";
import { CATALOGUE_OPTION } from "./catalogue.ts";

export function validateCommand(): Command {
  return new Command("validate")
    .summary("check a scenario, policy, catalogue, Argo manifest or grid file")
    .description(
      "Checks files without running anything and lists every issue with its place and a hint. " +
        "A scenario is checked with all the files that it names; Argo manifests may refer to " +
        "WorkflowTemplates in any of the files.",
    )
    .argument(
      "<files...>",
      "scenario, policy, catalogue or Argo manifest (YAML), or grid history or catalogue (CSV)",
    )
    .option(...CATALOGUE_OPTION)
    .option("--json", "print the issues as JSON; a list when there are several files")
    .action((files: string[], options: Options) => run(files, options));
}

interface Options {
  readonly catalogue?: string;
  readonly json?: boolean;
}

interface Answer {
  readonly file: string;
  readonly valid: boolean;
  /** What the file is; only of a valid one. */
  readonly kind?: string;
  readonly issues: readonly Issue[];
}

function run(files: readonly string[], { catalogue: file, json }: Options): void {
  const catalogue = file === undefined ? {} : { catalogue: unwrap(readCatalogueFile(file)) };
  const answers = answersOf(files, catalogue);
  if (answers.some(({ valid }) => !valid)) process.exitCode = 1;
  if (json) {
    const shown = answers.map(({ file, valid, issues }) => ({ file, valid, issues }));
    printLine(JSON.stringify(shown.length === 1 ? shown[0] : shown, null, 2));
    return;
  }
  for (const { file, valid, kind, issues } of answers) {
    printIssues(issues);
    if (valid) printLine(`${file}: valid ${kind}`);
  }
}

/** Files are read first and Argo manifests checked then, each with all of them as its library. */
function answersOf(files: readonly string[], options: ResolveOptions): Answer[] {
  const opened = files.map((file) => [file, open(file, options)] as const);
  const library = opened.flatMap(([, result]) => (result.ok ? result.value.manifests : []));
  return opened.map(([file, result]) => {
    if (!result.ok) return { file, valid: false, issues: result.issues };
    const { kind, manifests } = result.value;
    const issues = [...result.warnings, ...checkManifests(manifests, library)];
    const errors = issues.filter(({ severity }) => severity === "error");
    return errors.length > 0
      ? { file, valid: false, issues: errors }
      : { file, valid: true, kind, issues };
  });
}

interface Opened {
  readonly kind: string;
  /** Argo documents are not checked yet. */
  readonly manifests: readonly ManifestDocument[];
}

function open(file: string, options: ResolveOptions): Result<Opened> {
  if (/\.csv$/i.test(file)) return openTable(file);
  const found = findScenario(file);
  if (found.ok && basename(found.value.file) !== basename(file) && !/\.ya?ml$/.test(file)) {
    return named("scenario", openWorld(found.value, options));
  }
  const text = readText(file, MAX_DOCUMENT_BYTES);
  if (!text.ok) return text;
  const yaml = readKubernetesYaml(text.value, file);
  if (!yaml.ok) return yaml;
  const kinds = yaml.value.map(({ data }) => (data as { kind?: unknown }).kind);
  if (kinds.includes("Scenario")) {
    return named("scenario", openWorld({ id: basename(dirname(file)), file }, options));
  }
  if (kinds.includes("Catalogue")) {
    return named("catalogue", catalogueWith([{ file, text: text.value }]));
  }
  if (kinds.includes("Policy")) return named("policy", readPolicyFile(text.value, file));
  const known: readonly unknown[] = [...MANIFEST_KINDS, "List", "WorkflowList"];
  if (!kinds.some((kind) => known.includes(kind))) return failure([unknownKind(file, kinds[0])]);
  const manifests = readManifests(text.value, file);
  if (!manifests.ok) return manifests;
  return success(
    { kind: kindsOf(manifests.value), manifests: manifests.value },
    manifests.warnings,
  );
}

/** `workflow`, `ConfigMap, WorkflowTemplate`. */
function kindsOf(documents: readonly ManifestDocument[]): string {
  const kinds = documents.map(({ kind }) => (kind === "Workflow" ? "workflow" : kind));
  return [...new Set(kinds)].join(", ");
}

/** A catalogue has a column for sources; every other table is taken for a grid history. */
function openTable(file: string): Result<Opened> {
  const text = readText(file, MAX_GRID_FILE_BYTES);
  if (!text.ok) return text;
  const table = { text: text.value, file };
  return isCatalogueCsv(text.value)
    ? named("catalogue", catalogueWith([table]))
    : named("grid history", readGrid(table));
}

function named(kind: string, result: Result<unknown>): Result<Opened> {
  return result.ok ? { ...result, value: { kind, manifests: [] } } : result;
}

function unknownKind(file: string, kind: unknown): Issue {
  const hint = `Lowtide reads Scenario, Policy and Catalogue (lowtide.dev/v1), and Argo's ${MANIFEST_KINDS.join(", ")}.`;
  const shown = kind === undefined ? "no kind" : `kind '${String(kind)}'`;
  return problem("document/unknown-kind", `the document has ${shown}`, hint, {
    file,
    path: "kind",
  });
}
