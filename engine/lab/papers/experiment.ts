/** What a paper must offer so that its experiments can be run, as published or corrected. */
import type { Result } from "../../core/issue.ts";
import type { PaperData } from "./data.ts";

export interface ExperimentOptions {
  /** Prefix of the grid file: `DE`. */
  readonly zone: string;
  /** IANA name of the local time; only experiments that correct the clock need it. */
  readonly timeZone?: string;
  /** Names of the quirks to correct. */
  readonly corrected: ReadonlySet<string>;
}

export interface ExperimentTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface PaperExperiment {
  /** Folder in scenarios/papers: `lets-wait-awhile`. */
  readonly name: string;
  /** What each quirk of the published program does, and what is done without it. */
  readonly quirks: Readonly<Record<string, string>>;
  run(data: PaperData, options: ExperimentOptions): Result<readonly ExperimentTable[]>;
}
