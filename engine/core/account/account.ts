/** From a timeline to totals: energy, carbon, SCI, cost, waiting, misses, accuracy. */
import { CompensatedSum, sumOf } from "../math/sum.ts";
import { type Site, scoringTrace, siteOf } from "../site/site.ts";
import type { RequestRecord, Timeline } from "../timeline/timeline.ts";
import { hours } from "../units/units.ts";
import { attribute } from "./attribute.ts";
import type { Coefficients } from "./coefficients.ts";
import { assertConserved } from "./conserve.ts";
import { extraLines } from "./extra-costs.ts";
import type { Account } from "./result.ts";
import { sumSlices } from "./slice-sum.ts";
import { unitsOf } from "./units-served.ts";

/**
 * SCI = (E x I + M) / R over everything provisioned (SCI specification v1.1, ISO/IEC 21031:2024):
 * sums first, then one division; never a mean of rates.
 */
export function account(timeline: Timeline, world: Coefficients, sites: readonly Site[]): Account {
  const attribution = attribute(timeline, sites);
  assertConserved(timeline, attribution);
  const { total, system, unused } = attribution;
  const carbonG = total.operationalG + total.embodiedG;
  const units = unitsOf(timeline, world.functionalUnit, world);
  const extraCost = sumOf(extraLines(world.costs, timeline).map(({ amount }) => amount));
  const hasSystem = sites.some(({ pools }) => pools.some((pool) => pool.system !== undefined));
  return {
    policy: timeline.policy,
    energyKwh: total.energyKwh,
    operationalG: total.operationalG,
    embodiedG: total.embodiedG,
    carbonG,
    units,
    sciGPerUnit: units > 0 ? carbonG / units : null,
    cost: total.cost + extraCost,
    currency: world.pool.currency,
    ...requestFigures(timeline.requests),
    ...qualityFigures(timeline),
    ...measuredWork(timeline, sites),
    byStep: attribution.byStep,
    idle: attribution.idle,
    overhead: hasSystem ? sumSlices([system, attribution.overhead]) : attribution.overhead,
    transfer: attribution.transfer,
    ...(hasSystem ? { system } : {}),
    ...(world.costs === undefined ? {} : { extraCost }),
    ...(unused > 0 ? { unusedCommitment: unused } : {}),
  };
}

function requestFigures(requests: readonly RequestRecord[]) {
  const ended = requests.filter((each) => each.finishedAtMs !== undefined);
  const waits = sumOf(ended.map((each) => hours((each.startedAtMs ?? 0) - each.askedAtMs)));
  const late = ended.filter((each) => (each.finishedAtMs ?? 0) > each.deadlineMs).length;
  const overdue = requests.filter((each) => each.outcome === "unfinished").length;
  return {
    runs: ended.length,
    failed: count(requests, "failed"),
    skipped: count(requests, "skipped"),
    unfinished: overdue,
    meanWaitH: ended.length === 0 ? 0 : waits / ended.length,
    deadlineMisses: late + overdue,
  };
}

function count(requests: readonly RequestRecord[], outcome: RequestRecord["outcome"]): number {
  return requests.filter((each) => each.outcome === outcome).length;
}

function qualityFigures({ quality }: Timeline) {
  const accuracies = quality.map((each) => each.accuracy);
  if (accuracies.length === 0) return { qualityMean: null, qualityMin: null, qualityCarried: 0 };
  return {
    qualityMean: sumOf(accuracies) / accuracies.length,
    qualityMin: accuracies.reduce((least, each) => Math.min(least, each)),
    qualityCarried: quality.filter((each) => each.carried).length,
  };
}

/** CPU-seconds x intensity: the figure of the Green e2e ML experiment, which had no power model. */
function measuredWork(timeline: Timeline, sites: readonly Site[]) {
  const cpuSeconds = new CompensatedSum();
  const weighted = new CompensatedSum();
  for (const pod of timeline.pods) {
    // A pod cut in the moment it began, at the end of the trace, did nothing.
    if (pod.cpuSeconds === undefined || pod.cpuSeconds === 0) continue;
    cpuSeconds.add(pod.cpuSeconds);
    const trace = scoringTrace(siteOf(sites, pod));
    weighted.add(pod.cpuSeconds * trace.mean(pod.startedAtMs, pod.finishedAtMs));
  }
  return { cpuSeconds: cpuSeconds.value, cpuSecondsTimesIntensity: weighted.value };
}
