/** What the engine asks of the outside world, as interfaces; each has one adapter in engine/io. */
import type { TraceData } from "./carbon/trace.ts";
import type { PolicyResult } from "./compare/result.ts";
import type { Issue } from "./issue.ts";
import type { LiveStore } from "./live/run-store.ts";
import type { StageStore } from "./live/stage-store.ts";
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
  readonly sweeps: SweepStore;
  readonly live: LiveStore;
  readonly stages: StageStore;
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

/** A sweep when it begins. */
export interface SweepToKeep {
  /** Identifies the question, the files it depends on, and the engine's version. */
  readonly contentKey: string;
  readonly scenario: string;
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** JSON: the question and its labels. */
  readonly question: string;
  /** Points. */
  readonly total: number;
  readonly workers: number;
}

/** Which process works on a sweep, and when it last said so. */
export interface SweepHolder {
  readonly processId: number;
  readonly seenAtMs: number;
}

export interface KeptSweep extends SweepToKeep, SweepHolder {
  readonly id: number;
  /** A sweep whose process was killed is still called running. */
  readonly status: "running" | "finished" | "cancelled";
  readonly finished: number;
  readonly failed: number;
  readonly rowsSha256: string | null;
}

/** The figures of one point, by policy and metric; NaN where there is none. */
export interface KeptRow {
  readonly point: number;
  readonly figures: Float64Array;
}

export interface KeptFailure {
  readonly point: number;
  readonly issues: readonly Issue[];
}

/** Keeps sweeps while they run. Every method throws an `IssueError` with a `store/...` code when it cannot. */
export interface SweepStore {
  create(sweep: SweepToKeep, holder: SweepHolder): number;
  /** Adds points behind those that are there, all or none of them. */
  append(
    id: number,
    rows: readonly KeptRow[],
    failures: readonly KeptFailure[],
    seenAtMs: number,
  ): void;
  /** The sweep is running again, in this process. */
  resume(id: number, workers: number, holder: SweepHolder): void;
  end(id: number, status: "finished" | "cancelled", rowsSha256: string | null): void;
  /** Newest first. */
  list(): readonly KeptSweep[];
  find(id: number): KeptSweep | undefined;
  /** In the order in which they were finished. */
  rows(id: number, fromRow: number, count: number): readonly KeptRow[];
  /** In point order. */
  failures(id: number, count: number): readonly KeptFailure[];
  delete(id: number): void;
}
