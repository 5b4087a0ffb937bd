/** What stands at the top of a manifest: what it is, how to compute it, and what must come out. */
import { isoInstant } from "../../core/clock/civil.ts";
import { scoringTrace } from "../../core/site/site.ts";
import { FIGURES } from "../../formats/impact-framework/manifest.ts";
import type { ExportedRun } from "./exporter.ts";
import { statedFigures, TOLERANCE } from "./impact-framework-figures.ts";

export function manifestName({ id, spec }: ExportedRun): string {
  return `${id} under ${spec.name}`;
}

export function manifestComment(run: ExportedRun): string[] {
  const { id, world, spec, account } = run;
  const { fromMs, toMs } = world.period;
  const unit = world.functionalUnit.name;
  const expected = statedFigures(account, unit).flatMap(({ figure, unit, value }) =>
    value === null ? [] : [`  ${FIGURES[figure].padEnd(18)} ${value} ${unit}`],
  );
  return [
    `Lowtide: ${manifestName(run)}, ${isoInstant(fromMs)} to ${isoInstant(toMs)}, seed ${world.seed},`,
    "as a manifest for Impact Framework 1.1.0 (npm @grnsft/if), which computes the same figures on its own.",
    "",
    "Compute: if-run -m THIS-FILE.yml -o result",
    "  It writes result.yaml, and ends with exit code 0 even when it failed: execution.status must be success.",
    `Compare: lowtide export ${id} --policy ${spec.name} --to impact-framework --verify result.yaml`,
    "  With the other options of the export, if there were any.",
    "",
    `Under tree.aggregated must stand, to ${TOLERANCE} relative:`,
    ...expected,
    account.units > 0
      ? `R = ${account.units} x ${unit}; every row is divided by all of R, and the rows are summed.`
      : `There is no sci: R = 0 x ${unit}.`,
    "",
    "Rows are steps of the grid's history, in UTC; those in which nothing was on are left out of all children.",
    "Seconds on are of all machines of a child together, so they may be more than the row is long.",
    ...sourceLines(run),
  ];
}

function sourceLines({ sites }: ExportedRun): string[] {
  return sites.flatMap((site) => {
    const { name, pools } = site;
    const { zone, source, edition, licence, signal, basis, synthetic } = scoringTrace(site).about;
    const kind = `${signal}, ${basis}${synthetic ? ", synthetic" : ""}`;
    return [
      "",
      `${name}: carbon intensity of ${zone} (${kind}): ${source}, ${edition}; licence ${licence}`,
      ...pools.flatMap((pool) => pool.sources.map((line) => `${name}/${pool.name}: ${line}`)),
    ];
  });
}
