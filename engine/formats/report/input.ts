/** What a report is written from. */
import type { Comparison } from "../../core/compare/compare.ts";
import type { Issue } from "../../core/issue.ts";
import type { World } from "../../core/scenario/world.ts";

/** One answered scenario. */
export interface ReportInput {
  readonly world: World;
  readonly comparison: Comparison;
  readonly warnings: readonly Issue[];
  readonly logSha256: string;
}
