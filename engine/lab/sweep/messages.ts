/** What the pool and its workers say to each other: batches, so that few messages carry many points. */
import type { Issue } from "../../core/issue.ts";
import type { SweepQuestion } from "./question.ts";

export interface WorkerSetup {
  readonly question: SweepQuestion;
  /** Two integers: whether to stop, and the point in hand. */
  readonly shared: SharedArrayBuffer;
}

/** Positions in the shared integers. */
export const SHARED = { stop: 0, pointInHand: 1, length: 2 } as const;
/** The worker is between points. */
export const NO_POINT = -1;

/** To a worker: replay these points. */
export interface Batch {
  readonly points: Uint32Array;
}

/** From a worker: those points that were replayed, which are fewer after a stop. */
export interface AnsweredBatch {
  /** Points with figures, and their figures one after another. */
  readonly points: Uint32Array;
  readonly figures: Float64Array;
  readonly failures: readonly { readonly point: number; readonly issues: readonly Issue[] }[];
  readonly tookMs: number;
}

/** A batch without points: nothing more will come. */
export const GO_HOME: Batch = { points: new Uint32Array() };
