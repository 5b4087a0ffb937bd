/** The parts of a scenario that translate one to one: pool, quality. */
import type { NodePool } from "../../core/cluster/node-pool.ts";
import { failure, problem, type Result, success } from "../../core/issue.ts";
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
  const coefficients = stated(document, locate);
  if (!coefficients.ok) return coefficients;
  const { price, billing, provision, scaleDown } = document;
  const { name, vmSize, region, minNodes, maxNodes, currency } = document;
  const { pricePerHour } = coefficients.value;
  const prices =
    price === undefined ? undefined : resolvePrice(price, pricePerHour, period, locate);
  if (prices?.ok === false) return prices;
  const { provisionVariation, gpu, labels, taints, system, spot, priority, commitment } = document;
  return success({
    ...{ name, vmSize, region, minNodes, maxNodes, currency },
    ...coefficients.value,
    ...defined({ provisionVariation, gpu, labels, taints, system, spot, priority, commitment }),
    ...(prices === undefined ? {} : { prices: prices.value }),
    ...(billing === undefined
      ? {}
      : {
          billing: {
            minimumMs: parseDuration(billing.minimum) as number,
            stepMs: parseDuration(billing.step) as number,
          },
        }),
    provisionMs: parseDuration(provision) as number,
    scaleDownMs: parseDuration(scaleDown) as number,
  });
}

type Stated = Pick<
  NodePool,
  | "vcpu"
  | "memoryGib"
  | "idleW"
  | "fullW"
  | "pue"
  | "embodiedG"
  | "lifespanMs"
  | "pricePerHour"
  | "sources"
>;

/** The coefficients of a pool, as the document states them. */
function stated(document: NodePoolDocument, locate: YamlDocument["locate"]): Result<Stated> {
  const { vcpu, memoryGib, idleW, fullW, pue, embodiedKg, lifespanYears, pricePerHour } = document;
  const numbers = { vcpu, memoryGib, idleW, fullW, pue, embodiedKg, lifespanYears, pricePerHour };
  const absent = Object.entries(numbers).filter(([, value]) => value === undefined);
  if (absent.length > 0) {
    const message = `the node pool states no ${absent.map(([name]) => name).join(", ")}`;
    const where = locate(["spec", "cluster", "nodePool"]);
    return failure([problem("scenario/inconsistent", message, "State them.", where)]);
  }
  return success({
    vcpu: vcpu as number,
    memoryGib: memoryGib as number,
    idleW: idleW as number,
    fullW: fullW as number,
    pue: pue as number,
    embodiedG: (embodiedKg as number) * 1_000,
    lifespanMs: (lifespanYears as number) * YEAR_MS,
    pricePerHour: pricePerHour as number,
    sources: document.sources ?? [],
  });
}

/** Without the keys whose value is undefined. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

export function resolveQuality(
  document: ScenarioDocument["spec"]["quality"],
  batchCount: number,
): QualityModel {
  return document.kind === "observed" ? document : { ...document, batchCount };
}
