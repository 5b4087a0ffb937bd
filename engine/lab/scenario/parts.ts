/** The parts of a scenario that translate one to one: pool, quality. */
import type { NodePool } from "../../core/cluster/node-pool.ts";
import { type Result, success } from "../../core/issue.ts";
import type { QualityModel } from "../../core/model/quality.ts";
import type { NodePoolDocument, ScenarioDocument } from "../../core/scenario/schema.ts";
import { parseDuration } from "../../core/units/duration.ts";
import { DAY_MS } from "../../core/units/units.ts";
import type { YamlDocument } from "../../formats/yaml/read.ts";
import type { Period } from "./period.ts";
import { resolvePrice } from "./price.ts";

const YEAR_MS = 365 * DAY_MS;

export function resolvePool(
  document: NodePoolDocument,
  period: Period,
  locate: YamlDocument["locate"],
): Result<NodePool> {
  const { provision, scaleDown, embodiedKg, lifespanYears, price, ...same } = document;
  const prices =
    price === undefined ? undefined : resolvePrice(price, same.pricePerHour, period, locate);
  if (prices?.ok === false) return prices;
  return success({
    ...same,
    ...(prices === undefined ? {} : { prices: prices.value }),
    provisionMs: parseDuration(provision) as number,
    scaleDownMs: parseDuration(scaleDown) as number,
    embodiedG: embodiedKg * 1_000,
    lifespanMs: lifespanYears * YEAR_MS,
  });
}

export function resolveQuality(
  document: ScenarioDocument["spec"]["quality"],
  batchCount: number,
): QualityModel {
  return document.kind === "observed" ? document : { ...document, batchCount };
}
