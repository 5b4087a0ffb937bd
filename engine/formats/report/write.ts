/** Writes answered scenarios as one self-contained HTML page. */
import type { Issue } from "../../core/issue.ts";
import type { World } from "../../core/scenario/world.ts";
import type { Comparison } from "../../core/simulate/compare.ts";

/** One answered scenario. */
export interface ReportInput {
  readonly world: World;
  readonly comparison: Comparison;
  readonly warnings: readonly Issue[];
  readonly logSha256: string;
}

/** One HTML page without scripts or outside references. */
export function writeReport(inputs: readonly ReportInput[]): string {
  return inputs.map((input) => input.world.title).join();
}
