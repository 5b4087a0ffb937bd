/** What the engine asks of the outside world, as interfaces; each has one adapter in engine/io. */
import type { TraceData } from "./carbon/trace.ts";
import type { PolicyResult } from "./compare/result.ts";
import type { LinearProgram } from "./optimum/program.ts";
import type { DurationMs } from "./units/units.ts";

/** One answered scenario, with everything needed to show or check it again. */
export interface ComparisonToKeep {
  readonly scenario: string;
  readonly title: string;
  readonly zone: string;
  /** Whether the grid history was generated rather than measured. */
  readonly synthetic: boolean;
  readonly seed: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Identifies the question (inputs and engine version): the same key has the same answer. */
  readonly contentKey: string;
  readonly bestSavedPct: number | null;
  readonly results: readonly PolicyResult[];
  /** The event log, and the SHA-256 (hexadecimal) of its UTF-8 bytes. */
  readonly log: string;
  readonly logSha256: string;
  readonly trace: TraceData;
}

/** A stored comparison as it is listed. */
export interface ComparisonSummary {
  readonly id: number;
  readonly scenario: string;
  readonly title: string;
  readonly zone: string;
  readonly synthetic: boolean;
  readonly seed: number;
  readonly createdAt: string;
  readonly bestSavedPct: number | null;
  readonly logSha256: string;
}

/** A stored comparison, whole. */
export interface KeptComparison extends ComparisonSummary {
  readonly contentKey: string;
  readonly results: readonly PolicyResult[];
  readonly log: string;
  readonly trace: TraceData;
}

/** Keeps answers. Every method throws an `IssueError` with a `store/...` code when it cannot. */
export interface ResultStore {
  /** Keeps a comparison whole or not at all; a known content key keeps what is there. */
  save(comparison: ComparisonToKeep): number;
  /** Newest first. */
  list(): readonly ComparisonSummary[];
  find(contentKey: string): KeptComparison | undefined;
  close(): void;
}

/** What a solver found out; `objective` has the program's constant in it. */
export type SolvedProgram =
  | { readonly kind: "optimal"; readonly values: readonly number[]; readonly objective: number }
  | { readonly kind: "infeasible" }
  /** The time was over, or the solver gave up. */
  | { readonly kind: "unproven"; readonly reason: string };

/** Solves a program to a proven optimum within a time; blocks meanwhile. */
export type SolveProgram = (program: LinearProgram, limitMs: DurationMs) => SolvedProgram;
