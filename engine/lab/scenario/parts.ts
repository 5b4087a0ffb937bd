/** The parts of a scenario that translate one to one: pool, quality. */
import type { NodePool } from "../../core/cluster/node-pool.ts";
import type { QualityModel } from "../../core/model/quality.ts";
import type { NodePoolDocument, ScenarioDocument } from "../../core/scenario/schema.ts";
import { parseDuration } from "../../core/units/duration.ts";
import { DAY_MS } from "../../core/units/units.ts";

const YEAR_MS = 365 * DAY_MS;

export function resolvePool(document: NodePoolDocument): NodePool {
  const { provision, scaleDown, embodiedKg, lifespanYears, ...same } = document;
  return {
    ...same,
    provisionMs: parseDuration(provision) as number,
    scaleDownMs: parseDuration(scaleDown) as number,
    embodiedG: embodiedKg * 1_000,
    lifespanMs: lifespanYears * YEAR_MS,
  };
}

export function resolveQuality(
  document: ScenarioDocument["spec"]["quality"],
  batchCount: number,
): QualityModel {
  return document.kind === "observed" ? document : { ...document, batchCount };
}
