/** What a report is written from. */
import type { JudgedComparison } from "../../core/compare/regret.ts";
import type { Issue } from "../../core/issue.ts";
import type { World } from "../../core/scenario/world.ts";

/** One answered scenario. */
export interface ReportInput {
  readonly world: World;
  readonly comparison: JudgedComparison;
  readonly warnings: readonly Issue[];
  readonly logSha256: string;
}
