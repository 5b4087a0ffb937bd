/** The folder with the inputs of the papers: grid/, jobs/, expected/. */
import type { TraceData } from "../../core/carbon/trace.ts";
import type { Result } from "../../core/issue.ts";

/** Reads inputs by their path in the folder, each once. */
export interface PaperData {
  /** A trace by the path that an expected file names, else the one in `grid/` that fits the pattern. */
  grid(zone: string, resolution: "30min" | "hourly", named?: unknown): Result<TraceData>;
  /** The text of a file: by the path that an expected file names, else by the usual one. */
  text(usual: string, named?: unknown): Result<string>;
  bytes(usual: string, named?: unknown): Result<Uint8Array>;
}
