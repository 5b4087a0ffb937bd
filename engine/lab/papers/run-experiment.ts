/** The use case behind `lowtide papers run`: a published experiment, with quirks corrected or not. */
import { failure, problem, type Result } from "../../core/issue.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import { DataFolder } from "./data-folder.ts";
import type { ExperimentTable } from "./experiment.ts";
import { PAPER_EXPERIMENTS } from "./papers.ts";

export interface ExperimentRequest {
  readonly paper: string;
  readonly folder: string;
  readonly zone: string;
  readonly timeZone?: string;
  /** Quirks to correct, or all of them. */
  readonly without: readonly string[] | "all";
}

export interface ExperimentReport {
  readonly paper: string;
  readonly zone: string;
  /** As published. */
  readonly quirks: readonly string[];
  readonly corrected: readonly string[];
  readonly tables: readonly ExperimentTable[];
}

export function runExperiment(request: ExperimentRequest): Result<ExperimentReport> {
  const { paper, folder, zone, timeZone, without } = request;
  const experiment = PAPER_EXPERIMENTS.find(({ name }) => name === paper);
  if (experiment === undefined) {
    const known = PAPER_EXPERIMENTS.map(({ name }) => name);
    const message = `there is no paper '${paper}'`;
    return failure([problem("papers/unknown-paper", message, didYouMean(paper, known))]);
  }
  const quirks = Object.keys(experiment.quirks);
  const corrected = without === "all" ? quirks : without;
  const unknown = corrected.filter((quirk) => !quirks.includes(quirk));
  if (unknown.length > 0) {
    return failure(
      unknown.map((quirk) =>
        problem("papers/unknown-quirk", `no quirk '${quirk}'`, didYouMean(quirk, quirks)),
      ),
    );
  }
  const data = DataFolder.open(folder);
  if (!data.ok) return data;
  const named = timeZone === undefined ? {} : { timeZone };
  const tables = experiment.run(data.value, { zone, corrected: new Set(corrected), ...named });
  if (!tables.ok) return tables;
  const kept = quirks.filter((quirk) => !corrected.includes(quirk));
  const value = { paper, zone, quirks: kept, corrected, tables: tables.value };
  return { ok: true, value, warnings: tables.warnings };
}
