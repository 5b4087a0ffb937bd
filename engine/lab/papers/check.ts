/** What a paper must offer so that its published results can be held against ours. */
import type { Issue } from "../../core/issue.ts";
import type { PaperData } from "./data.ts";

/** One figure: ours, beside the one that was expected. */
export interface Figure {
  /** What it is of, with `|` between the parts: `nightly|DE|err5|window 3|saving_pct`. */
  readonly config: string;
  readonly value: number;
  readonly expected: number;
}

/** A file of expected results, as far as all papers agree on it. */
export interface ExpectedFile {
  /** Relative to the data folder: `expected/lwa_DE.json`. */
  readonly file: string;
  /** The same file as a path, for messages. */
  readonly path: string;
  /** What the groups of `expectedFile` matched: `["DE"]`. */
  readonly groups: readonly string[];
  /** The parsed JSON; nothing about it has been checked. */
  readonly document: unknown;
}

export interface Checked {
  readonly figures: readonly Figure[];
  /** Missing and unusable inputs, with their paths; what does not need them is checked all the same. */
  readonly issues: readonly Issue[];
}

/** Holds the results of one paper against the files that were published or computed elsewhere. */
export interface PaperCheck {
  /** Folder in scenarios/papers: `lets-wait-awhile`. */
  readonly name: string;
  /** Matches the names of its files in `expected/`, with groups for what changes. */
  readonly expectedFile: RegExp;
  /** Recomputes every configuration that the file names. */
  check(expected: ExpectedFile, data: PaperData): Checked;
}
