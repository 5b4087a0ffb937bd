/** Takes one document through everything: validation, a run, and the comparison with what is expected. */
import { compareStatus } from "../../core/conformance/compare.ts";
import type { ExpectedStatus } from "../../core/conformance/expected.ts";
import type { Issue } from "../../core/issue.ts";
import type { Profiles } from "../../core/profile/profile.ts";
import type { WorkflowStatus } from "../../core/workflow/status/status.ts";
import { isRunnable, type RunnableDocument } from "../../formats/argo/assemble/run-source.ts";
import type { ManifestDocument } from "../../formats/argo/read/manifest-document.ts";
import { checkManifests } from "../../formats/argo/read.ts";
import { labelledAs } from "./labels.ts";
import type { Comparison, DocumentReport } from "./report.ts";
import { type RunConditions, runDocument } from "./run-document.ts";

export interface Expectation {
  readonly file: string;
  readonly status: ExpectedStatus;
}

/** How a template answers that cannot run without arguments, which is no fault of it. */
const NEEDS_ARGUMENTS = new Set(["argo/not-supplied", "argo/no-entrypoint"]);

type Unlabelled = Omit<DocumentReport, "labelled" | "asLabelled">;

/** @param library documents of the whole tree, the nearest first */
export function checkDocument(
  path: string,
  document: ManifestDocument,
  library: readonly ManifestDocument[],
  profiles: Profiles,
  expectation: Expectation | undefined,
): DocumentReport {
  const labelled = labelledAs(path, document.labels);
  const { kind, name } = document;
  const conditions: RunConditions = {
    profiles,
    fails: labelled.outcome === "fails",
    ...(expectation === undefined ? {} : { expected: expectation.status }),
  };
  const issues = checkManifests([document], library).filter(isError);
  const known = { file: path, kind, name, parsed: true, validated: issues.length === 0, issues };
  const report: Unlabelled =
    issues.length > 0
      ? { ...known, run: "refused" }
      : isRunnable(document)
        ? { ...known, ...ranTo(document, library, conditions, expectation?.file) }
        : { ...known, run: "nothing" };
  const asLabelled = isAsLabelled(labelled.outcome, report);
  if (expectation === undefined || report.comparison !== undefined) {
    return { ...report, labelled, asLabelled };
  }
  return { ...report, labelled, asLabelled, comparison: withoutRun(expectation, report.run) };
}

/** A controller puts what cannot run into Error before there is any node. */
function withoutRun({ file, status }: Expectation, run: DocumentReport["run"]): Comparison {
  const refused = run === "refused" && status.nodes.size === 0 && status.phase === "Error";
  const difference = { path: "phase", expected: status.phase, found: run };
  return { file, agrees: refused, differences: refused ? [] : [difference] };
}

/**
 * The report of a file that cannot be read.
 *
 * @param expectedFile what a controller made of it, which cannot be compared
 */
export function unreadFile(
  path: string,
  issues: readonly Issue[],
  expectedFile: string | undefined,
): DocumentReport {
  const labelled = labelledAs(path);
  return {
    file: path,
    kind: "",
    name: "",
    parsed: false,
    validated: false,
    run: "refused",
    labelled,
    asLabelled: labelled.outcome === "invalid",
    issues,
    ...(expectedFile === undefined ? {} : { comparison: disagreeing(expectedFile) }),
  };
}

function disagreeing(file: string): Comparison {
  return {
    file,
    agrees: false,
    differences: [{ path: "", expected: "a status", found: "refused" }],
  };
}

type Ran = Pick<DocumentReport, "run" | "phase" | "message" | "nodes" | "comparison"> & {
  readonly issues?: readonly Issue[];
};

function ranTo(
  document: RunnableDocument,
  library: readonly ManifestDocument[],
  conditions: RunConditions,
  expectedFile: string | undefined,
): Ran {
  const isTemplate = document.kind.endsWith("WorkflowTemplate");
  const { spec } = document;
  if (isTemplate && !("entrypoint" in spec && spec.entrypoint)) return { run: "nothing" };
  const ran = runDocument(document, library, conditions);
  if (!ran.ok) {
    const nothing = isTemplate && ran.issues.every(({ code }) => NEEDS_ARGUMENTS.has(code));
    return nothing ? { run: "nothing" } : { run: "refused", issues: ran.issues };
  }
  if (ran.value === undefined) return { run: "cut off" };
  const { phase, message, nodes } = ran.value;
  const { expected } = conditions;
  return {
    run: "ended",
    phase,
    ...(message === undefined ? {} : { message }),
    nodes: nodes.length,
    ...(expected === undefined || expectedFile === undefined
      ? {}
      : { comparison: compared({ file: expectedFile, status: expected }, ran.value) }),
  };
}

function compared({ file, status }: Expectation, found: WorkflowStatus): Comparison {
  const differences = compareStatus(status, found);
  return { file, agrees: differences.length === 0, differences };
}

function isAsLabelled(outcome: string, { validated, run, phase }: Unlabelled): boolean {
  switch (outcome) {
    case "invalid":
      return !validated || run === "refused";
    // What is refused here is an Error of the controller there, before any node runs.
    case "fails":
      return run === "refused" || phase === "Failed" || phase === "Error";
    default:
      return run === "ended" || run === "nothing";
  }
}

function isError({ severity }: Issue): boolean {
  return severity === "error";
}
