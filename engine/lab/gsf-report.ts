/** The use case behind `report`: one policy's score in the report template of the Green Software Foundation. */
import { audit } from "../core/account/audit.ts";
import { type Result, success } from "../core/issue.ts";
import type { ReportFields } from "../core/scenario/report-schema.ts";
import { sitesOf } from "../core/site/site.ts";
import type { Timeline } from "../core/timeline/timeline.ts";
import { type GsfReport, gsfReport } from "../formats/gsf-report/content.ts";
import { nowIso } from "../io/wall/now.ts";
import type { FoundScenario } from "./scenario/open.ts";
import { type SimulateOptions, simulate } from "./simulate.ts";

/** @param policy its name, type, or a file; the first that fits. The baseline when left out. */
export function reportOf(
  found: FoundScenario,
  {
    policy,
    fields,
    ...options
  }: Omit<SimulateOptions, "policies"> & {
    readonly policy?: string;
    readonly fields: ReportFields;
  },
): Result<GsfReport> {
  const wanted = policy === undefined ? {} : { policies: [policy] };
  const simulated = simulate(found, { ...options, ...wanted });
  if (!simulated.ok) return simulated;
  const { world, comparison, logSha256 } = simulated.value;
  const { results, timelines } = comparison;
  const index = reported(
    results.map((each) => each.policy),
    world.baseline,
    policy,
  );
  const report = gsfReport({
    world,
    audit: audit(timelines[index] as Timeline, world, sitesOf(world)),
    title: results[index]?.title ?? "",
    fields: { ...world.report, ...fields },
    date: nowIso().slice(0, 10),
    logSha256,
  });
  return success(report, simulated.warnings);
}

/** The baseline runs in any case; it is the one that is meant only if it is named, or nothing is. */
function reported(names: readonly string[], baseline: string, wanted: string | undefined): number {
  if (wanted === undefined || wanted === baseline) return names.indexOf(baseline);
  return Math.max(0, names.length > 1 ? names.findIndex((name) => name !== baseline) : 0);
}
