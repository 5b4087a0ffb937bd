/** The part of a scenario that translates one to one: a node pool. */
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { civilTime } from "../../core/clock/civil.ts";
import type { NodePool } from "../../core/cluster/node-pool.ts";
import { failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import type { NodePoolDocument } from "../../core/scenario/schema.ts";
import { parseDuration } from "../../core/units/duration.ts";
import { DAY_MS } from "../../core/units/units.ts";
import { type Coefficients, fillFrom, leavesOut } from "../catalogue/fill.ts";
import type { Place } from "../catalogue/lacking.ts";
import type { Period } from "./period.ts";
import { resolvePrice } from "./price.ts";

const YEAR_MS = 365 * DAY_MS;

/** What a pool is resolved with. */
export interface PoolSurroundings extends Place {
  readonly period: Period;
  /** Asked for when the document leaves something out. */
  readonly catalogue: () => Result<Catalogue>;
}

/** @param around `path` is that of the pool in its document */
export function resolvePool(
  document: NodePoolDocument,
  around: PoolSurroundings,
): Result<NodePool> {
  const known = coefficientsOf(document, around);
  if (!known.ok) return known;
  const { embodiedKg, lifespanYears, gpu, ...coefficients } = known.value;
  const { price, billing, provision, scaleDown } = document;
  const { name, vmSize, region, minNodes, maxNodes, currency } = document;
  const { pricePerHour } = coefficients;
  const prices =
    price === undefined ? undefined : resolvePrice(price, pricePerHour, around.period, around);
  if (prices?.ok === false) return prices;
  const { provisionVariation, labels, taints, system, spot, priority, commitment } = document;
  return success({
    ...{ name, vmSize, region, minNodes, maxNodes, currency },
    ...coefficients,
    embodiedG: embodiedKg * 1_000,
    lifespanMs: lifespanYears * YEAR_MS,
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

/** As the document states them, and from the catalogue what it leaves out. */
function coefficientsOf(
  document: NodePoolDocument,
  around: PoolSurroundings,
): Result<Coefficients> {
  if (!leavesOut(document)) {
    const { vcpu, memoryGib, idleW, fullW, pue, embodiedKg, lifespanYears, pricePerHour } =
      document;
    const stated = { vcpu, memoryGib, idleW, fullW, pue, embodiedKg, lifespanYears, pricePerHour };
    const { gpu, sources = [] } = document;
    return success({ ...(stated as Coefficients), ...defined({ gpu }), sources });
  }
  const catalogue = around.catalogue();
  if (!catalogue.ok) return catalogue;
  const { year } = civilTime(around.period.fromMs, around.period.zone);
  const filled = fillFrom(catalogue.value, document, year, around);
  if (!("vcpu" in filled)) return failure(filled);
  const issues = limitIssues(filled, document, around);
  return issues.length > 0 ? failure(issues) : success(filled);
}

/** What is stated may lie on the wrong side of what was filled in. */
function limitIssues(
  { idleW, fullW, vcpu, memoryGib }: Coefficients,
  { system }: NodePoolDocument,
  { path, locate }: Place,
): Issue[] {
  const issue = (field: string, message: string, hint: string) =>
    problem("scenario/inconsistent", message, hint, locate([...path, field]));
  const power =
    idleW <= fullW
      ? []
      : [
          issue(
            "idleW",
            `idle power (${idleW} W) is above full power (${fullW} W)`,
            "State both, or neither.",
          ),
        ];
  const left = system === undefined || (system.cpu < vcpu && system.memoryGib < memoryGib);
  if (left) return power;
  const message = `the system keeps all of a node with ${vcpu} vCPU and ${memoryGib} GiB`;
  return [...power, issue("system", message, "Lower it, or choose a larger VM size.")];
}

/** Without the keys whose value is undefined. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
