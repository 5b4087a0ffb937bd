/** The folder with the inputs of the papers, `grid/`, `jobs/` and `expected/`, as checks see it. */
import type { TraceData } from "../../core/carbon/trace.ts";
import type { Result } from "../../core/issue.ts";

/** An input as an expected file names it; all of it may be missing or wrong. */
export interface NamedInput {
  /** Path in the folder. */
  readonly file?: string | undefined;
  /** Another content is told as a warning. */
  readonly sha256?: string | undefined;
}

export interface PaperInput<T> {
  /** Its path, for messages. */
  readonly file: string;
  readonly content: T;
}

/**
 * Finds an input by the name that an expected file gives it, else by its usual name, where `*` stands
 * for any text: `jobs/lwa_noise_*.f64`. Fails when there is none, or when several fit.
 */
export interface PaperData {
  text(usual: string, named?: NamedInput): Result<PaperInput<string>>;
  bytes(usual: string, named?: NamedInput): Result<PaperInput<Uint8Array>>;
  /** The trace in `grid/ZONE_30min_*.csv` or `grid/ZONE_hourly_*.csv`. */
  grid(
    zone: string,
    resolution: "30min" | "hourly",
    named?: NamedInput,
  ): Result<PaperInput<TraceData>>;
}
