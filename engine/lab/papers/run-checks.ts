/** The use case behind `lowtide papers check`: every expected file of a folder, recomputed. */
import type { Issue } from "../../core/issue.ts";
import { problem, type Result, success } from "../../core/issue.ts";
import { MAX_DOCUMENT_BYTES } from "../../core/limits.ts";
import { parseJson } from "../../formats/papers/json.ts";
import { readText } from "../../io/files/read-text.ts";
import type { Checked, Figure, PaperCheck } from "./check.ts";
import { DataFolder } from "./data-folder.ts";
import { PAPER_CHECKS } from "./papers.ts";

/** Expected results hold a few figures a configuration. */
const MAX_EXPECTED_BYTES = 16 * MAX_DOCUMENT_BYTES;
const EXPECTED = "expected/";

export interface PaperFigure extends Figure {
  /** Expected file, relative to the folder. */
  readonly file: string;
  /** |value - expected| / |expected|; |value| where 0 is expected; the greatest number for NaN. */
  readonly relativeDifference: number;
}

export interface PaperReport {
  readonly checks: readonly PaperFigure[];
  /** 0 when nothing was checked. */
  readonly maxRelativeDifference: number;
  /** Figures that differ by more than the tolerance. */
  readonly failed: number;
  readonly tolerance: number;
  readonly issues: readonly Issue[];
}

/** Fails only when the folder cannot be read; what is missing in it is told in the report. */
export function checkPapers(
  folder: string,
  tolerance: number,
  papers: readonly PaperCheck[] = PAPER_CHECKS,
): Result<PaperReport> {
  const opened = DataFolder.open(folder);
  if (!opened.ok) return opened;
  const data = opened.value;
  const checks: PaperFigure[] = [];
  const issues: Issue[] = [];
  let found = 0;
  for (const file of data.files.filter((each) => each.startsWith(EXPECTED))) {
    for (const paper of papers) {
      const match = paper.expectedFile.exec(file.slice(EXPECTED.length));
      if (match === null) continue;
      found += 1;
      const checked = checkFile(paper, file, match.slice(1), data);
      issues.push(...checked.issues);
      for (const figure of checked.figures) checks.push(compared(file, figure));
    }
  }
  if (found === 0) issues.push(nothingExpected(data.pathOf(EXPECTED)));
  return success({
    checks,
    maxRelativeDifference: checks.reduce(
      (most, each) => Math.max(most, each.relativeDifference),
      0,
    ),
    failed: checks.filter((each) => each.relativeDifference > tolerance).length,
    tolerance,
    issues,
  });
}

function checkFile(
  paper: PaperCheck,
  file: string,
  groups: readonly string[],
  data: DataFolder,
): Checked {
  const path = data.pathOf(file);
  const text = readText(path, MAX_EXPECTED_BYTES);
  const document = text.ok ? parseJson(text.value, path) : text;
  if (!document.ok) return { figures: [], issues: document.issues };
  const checked = paper.check({ file, path, groups, document: document.value }, data);
  if (checked.figures.length > 0 || checked.issues.length > 0) return checked;
  return { figures: [], issues: [nothingExpected(path)] };
}

function compared(file: string, figure: Figure): PaperFigure {
  return { file, ...figure, relativeDifference: relativeDifference(figure) };
}

/** The greatest number stands for "cannot be compared", because JSON has no infinity. */
export function relativeDifference({ value, expected }: Figure): number {
  const difference = Math.abs(value - expected);
  const relative = expected === 0 ? difference : difference / Math.abs(expected);
  return Number.isFinite(relative) ? relative : Number.MAX_VALUE;
}

function nothingExpected(file: string): Issue {
  const message = "there are no expected results of a paper that is known";
  const hint = "docs/guide/papers.md shows how the folder is laid out.";
  return problem("papers/nothing-expected", message, hint, { file });
}
