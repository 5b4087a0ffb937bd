/** R of the SCI: how many functional units a period served. */
import type { Timeline } from "../timeline/timeline.ts";
import { DAY_MS } from "../units/units.ts";
import type { Coefficients, FunctionalUnit } from "./coefficients.ts";

/** Runs that succeeded, days, batches of data that arrived and model versions, each times its units. */
export function unitsOf(
  timeline: Timeline,
  { perRun, perDay, perBatch = 0, perModelVersion = 0 }: FunctionalUnit,
  { period, batchesAtMs = [] }: Pick<Coefficients, "period" | "batchesAtMs">,
): number {
  const succeeded = timeline.requests.filter(({ outcome }) => outcome === "succeeded").length;
  const days = (period.toMs - period.fromMs) / DAY_MS;
  const units = perRun * succeeded + perDay * days;
  if (perBatch === 0 && perModelVersion === 0) return units;
  return units + perBatch * batchesAtMs.length + perModelVersion * modelVersions(timeline);
}

/** Models that served a batch of data; one that is replaced before the next batch arrives served none. */
export function modelVersions({ quality }: Timeline): number {
  const versions = new Set(quality.map(({ trainedOn }) => trainedOn));
  versions.delete(-1);
  return versions.size;
}

/** How R is counted, for people. */
export function unitsText({
  name,
  perRun,
  perDay,
  perBatch = 0,
  perModelVersion = 0,
}: FunctionalUnit) {
  if (perRun > 0) return `${name}: ${perRun} for each successful run`;
  if (perDay > 0) return `${name}: ${perDay} for each day`;
  if (perBatch > 0) return `${name}: ${perBatch} for each batch of data`;
  return `${name}: ${perModelVersion} for each model version in service`;
}
