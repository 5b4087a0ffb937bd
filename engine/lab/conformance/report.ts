/** What is told of a folder of manifests, as plain data. */
import type { Difference } from "../../core/conformance/compare.ts";
import type { Issue } from "../../core/issue.ts";
import type { NodePhase } from "../../core/workflow/state.ts";
import type { Labelled } from "./labels.ts";

export interface Comparison {
  /** The file with the expected status, relative to its folder. */
  readonly file: string;
  readonly agrees: boolean;
  readonly differences: readonly Difference[];
}

export interface DocumentReport {
  /** Relative to the folder. */
  readonly file: string;
  /** Empty when the file cannot be read. */
  readonly kind: string;
  readonly name: string;
  readonly parsed: boolean;
  readonly validated: boolean;
  /** `nothing`: there is nothing to run; `refused`: it cannot be run; `cut off`: it took too long. */
  readonly run: "ended" | "nothing" | "refused" | "cut off";
  readonly phase?: NodePhase;
  readonly message?: string;
  /** Nodes that the run had. */
  readonly nodes?: number;
  readonly labelled: Labelled;
  readonly asLabelled: boolean;
  readonly issues: readonly Issue[];
  readonly comparison?: Comparison;
}

export interface ConformanceSummary {
  readonly files: number;
  /** Files that hold no manifest of Argo. */
  readonly others: number;
  readonly documents: number;
  readonly parsed: number;
  readonly validated: number;
  readonly nothingToRun: number;
  readonly ended: number;
  /** Of those that ended. */
  readonly phases: Readonly<Record<string, number>>;
  readonly asLabelled: number;
  /** Files of which every document went through, or was refused and is labelled so. */
  readonly passing: number;
  readonly compared: number;
  readonly agreeing: number;
}

export interface ConformanceReport {
  readonly folder: string;
  readonly summary: ConformanceSummary;
  readonly documents: readonly DocumentReport[];
}

export function summarise(
  documents: readonly DocumentReport[],
  others: number,
): ConformanceSummary {
  const count = (test: (each: DocumentReport) => boolean) => documents.filter(test).length;
  const byFile = Map.groupBy(documents, ({ file }) => file);
  const phases = Map.groupBy(
    documents.filter(({ phase }) => phase !== undefined),
    ({ phase }) => String(phase),
  );
  return {
    files: byFile.size,
    others,
    documents: documents.length,
    parsed: count(({ parsed }) => parsed),
    validated: count(({ validated }) => validated),
    nothingToRun: count(({ run }) => run === "nothing"),
    ended: count(({ run }) => run === "ended"),
    phases: Object.fromEntries([...phases].map(([phase, list]) => [phase, list.length]).sort()),
    asLabelled: count(({ asLabelled }) => asLabelled),
    passing: [...byFile.values()].filter((list) => list.every(passes)).length,
    compared: count(({ comparison }) => comparison !== undefined),
    agreeing: count(({ comparison }) => comparison?.agrees === true),
  };
}

/** It went through, or was refused and is labelled so. */
export function passes({ run, labelled, asLabelled }: DocumentReport): boolean {
  return run === "ended" || run === "nothing" || (labelled.outcome !== "runs" && asLabelled);
}
