/** Exports, and how far another tool's figures are from ours. */
import type { Exported, Verified } from "../../lab/export/export.ts";
import type { ExportedRun } from "../../lab/export/exporter.ts";
import { formatTable } from "./table.ts";

/** @param file where the document was written; without one, it is in the object */
export function exportObject({ run, text }: Exported, target?: string, file?: string) {
  const { energyKwh, operationalG, embodiedG, carbonG, units, sciGPerUnit } = run.account;
  return {
    ...aboutRun(run),
    target,
    expected: { energyKwh, operationalG, embodiedG, carbonG, units, sciGPerUnit },
    ...(file === undefined ? { text } : { file }),
  };
}

export function verificationObject({ run, verification }: Verified) {
  return { ...aboutRun(run), ...verification };
}

function aboutRun({ id, world, spec }: ExportedRun) {
  return { scenario: id, policy: spec.name, seed: world.seed };
}

export function formatVerification({ run, verification }: Verified): string {
  const { figures, tolerance, agrees } = verification;
  const shown = (value: number | null) => (value === null ? "-" : String(value));
  const rows = figures.map(({ figure, unit, expected, found, relativeDifference }) => [
    figure,
    unit,
    shown(expected),
    shown(found),
    relativeDifference === null ? "-" : relativeDifference.toExponential(1),
  ]);
  const verdict = agrees
    ? `They agree to ${tolerance} relative.`
    : `They do not agree to ${tolerance} relative.`;
  return [
    `${run.id} under ${run.spec.name}`,
    formatTable(["figure", "unit", "Lowtide", "the other tool", "difference"], rows),
    verdict,
  ].join("\n");
}
