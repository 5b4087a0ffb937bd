/** What an export makes of a replay, whatever it is made for. */
import type { Account } from "../../core/account/result.ts";
import type { Result } from "../../core/issue.ts";
import type { PolicySpec } from "../../core/policy/spec.ts";
import type { World } from "../../core/scenario/world.ts";
import type { Site } from "../../core/site/site.ts";
import type { Timeline } from "../../core/timeline/timeline.ts";

/** A scenario replayed under one policy. */
export interface ExportedRun {
  /** Name of the scenario's folder. */
  readonly id: string;
  readonly world: World;
  readonly spec: PolicySpec;
  readonly timeline: Timeline;
  readonly account: Account;
  readonly sites: readonly Site[];
}

/** One figure as we state it and as another tool computed it. */
export interface ComparedFigure {
  readonly figure: string;
  readonly unit: string;
  /** Null when there is none, such as an SCI without units. */
  readonly expected: number | null;
  readonly found: number | null;
  /** Of the larger one; null when one of them is missing. */
  readonly relativeDifference: number | null;
}

export interface Verification {
  readonly figures: readonly ComparedFigure[];
  /** Largest relative difference that counts as agreement. */
  readonly tolerance: number;
  readonly agrees: boolean;
}

export interface Exporter {
  /** As `--to` names it. */
  readonly target: string;
  /** One sentence, for people who choose. */
  readonly summary: string;
  write(run: ExportedRun): Result<string>;
  /** Holds what the target made of the export against the run. */
  verify(run: ExportedRun, text: string, file: string): Result<Verification>;
}
