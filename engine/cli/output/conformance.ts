/** The report on a folder of manifests as people read it in a terminal. */
import type { Json } from "../../core/workflow/manifest.ts";
import {
  type ConformanceReport,
  type DocumentReport,
  passes,
} from "../../lab/conformance/report.ts";

/** Lines of each list; --json has them all. */
const MAX_LINES = 300;
/** Differences that are shown of one document. */
const MAX_DIFFERENCES = 10;
const MAX_TEXT = 160;

export function formatConformance({ summary, documents, folder }: ConformanceReport): string {
  const { phases } = summary;
  const badly = documents.filter(({ phase }) => phase === "Failed" || phase === "Error");
  const different = documents.filter(({ comparison }) => comparison?.agrees === false);
  return [
    `${folder}: ${summary.files} files with ${summary.documents} documents` +
      (summary.others === 0 ? "" : `, ${summary.others} other files`),
    "",
    ...list(
      "Did not go through",
      documents.filter((each) => !passes(each)),
      problemOf,
    ),
    ...list("Not as labelled", documents.filter(isUnlike), labelOf),
    ...list("Ended Failed or Error", badly, ({ phase, message = "" }) => `${phase} ${message}`),
    ...list("Other than expected", different, differencesOf),
    "Nothing was executed: without a profile a pod takes 1 min, succeeds, and gives placeholders.",
    "",
    figure("parsed", summary.parsed, summary.documents),
    figure("validated", summary.validated, summary.documents),
    figure("ran to an end", summary.ended, summary.documents - summary.nothingToRun) +
      ` (${Object.entries(phases)
        .map(([phase, count]) => `${count} ${phase}`)
        .join(", ")})`,
    figure("nothing to run", summary.nothingToRun, summary.documents),
    figure("as labelled", summary.asLabelled, summary.documents),
    figure("as expected", summary.agreeing, summary.compared),
    figure("files that pass", summary.passing, summary.files),
  ].join("\n");
}

function figure(what: string, count: number, total: number): string {
  return `${what.padEnd(16)} ${count} of ${total}`;
}

function list(
  title: string,
  documents: readonly DocumentReport[],
  say: (document: DocumentReport) => string,
): string[] {
  if (documents.length === 0) return [];
  const lines = documents.slice(0, MAX_LINES).map((document) => {
    const { file, kind, name } = document;
    const which = kind === "" ? file : `${file} ${kind} ${name}`;
    return `  ${which}: ${shortened(say(document))}`.trimEnd();
  });
  const left = documents.length - MAX_LINES;
  const more = left > 0 ? [`  … ${left} more; --json lists them`] : [];
  return [`${title} (${documents.length})`, ...lines, ...more, ""];
}

function isUnlike(document: DocumentReport): boolean {
  return !document.asLabelled && (passes(document) || document.labelled.outcome !== "runs");
}

function problemOf({ issues, run }: DocumentReport): string {
  const [first] = issues;
  if (first === undefined) return run;
  const { line, column, path, message, code } = first;
  const place = [line, column].filter((part) => part !== undefined).join(":");
  return [place, path, message, `[${code}]`].filter(Boolean).join(" ");
}

function labelOf({ labelled, phase, run }: DocumentReport): string {
  return `labelled ${labelled.outcome} (${labelled.because}), found ${phase ?? run}`;
}

function differencesOf({ comparison }: DocumentReport): string {
  const { differences = [], file = "" } = comparison ?? {};
  const shown = differences
    .slice(0, MAX_DIFFERENCES)
    .map(
      ({ path, expected, found }) =>
        `\n    ${path}: expected ${said(expected)}, found ${said(found)}`,
    );
  const left = differences.length - shown.length;
  return `${file}${shown.join("")}${left > 0 ? `\n    … ${left} more` : ""}`;
}

function said(value: Json): string {
  if (value === null) return "nothing";
  return shortened(typeof value === "string" ? value : JSON.stringify(value));
}

function shortened(text: string): string {
  return text.length <= MAX_TEXT || text.includes("\n    ") ? text : `${text.slice(0, MAX_TEXT)}…`;
}
