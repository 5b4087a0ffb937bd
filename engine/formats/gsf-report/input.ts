/** What a report is written from, and how it writes numbers. */
import type { Audit } from "../../core/account/audit-result.ts";
import type { ReportFields } from "../../core/scenario/report-schema.ts";
import type { World } from "../../core/scenario/world.ts";

export interface GsfInput {
  readonly world: World;
  readonly audit: Audit;
  /** Of the policy. */
  readonly title: string;
  /** What the scenario says, and what was put in its place. */
  readonly fields: ReportFields;
  /** Day of the report, such as 2026-11-21. */
  readonly date: string;
  /** Of the event log, so that the score can be repeated. */
  readonly logSha256: string;
}

/** Six significant digits. */
export function amount(value: number | null): string {
  return value === null ? "none" : String(Number(value.toPrecision(6)));
}
