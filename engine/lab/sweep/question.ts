/** What a sweep asks, as plain data: all that a worker needs, and all that its answer depends on. */
import type { Axis } from "../../core/sweep/axes.ts";

export interface SweepQuestion {
  /** The scenario's file, as it was found. */
  readonly file: string;
  readonly axes: readonly Axis[];
  /** Names, in the order in which figures are kept; the baseline is one of them. */
  readonly policies: readonly string[];
  readonly baseline: string;
  /** Folder of grid histories, for the parameter `zone`. */
  readonly data?: string;
}
