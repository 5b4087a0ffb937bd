/** The answer as other programs read it: the object that `lowtide simulate --json` prints. */
import { isoInstant } from "../core/clock/civil.ts";
import type { JudgedResult } from "../core/compare/regret.ts";
import type { PolicyResult } from "../core/compare/result.ts";
import type { Simulation } from "./simulate.ts";

/** Carbon saved by the best policy other than the baseline; null when there is none. */
export function bestSavedPct(results: readonly PolicyResult[]): number | null {
  const saved = results.flatMap((each) => each.savedVsBaselinePct ?? []);
  return saved.length < 2 ? null : Math.max(...saved);
}

/** Figures, decisions and provenance of a simulation; units are in the names. */
export function toResultObject({ world, comparison, logSha256, warnings }: Simulation) {
  const { about } = world.grid.trace;
  return {
    scenario: world.name,
    seed: world.seed,
    period: { from: isoInstant(world.period.fromMs), to: isoInstant(world.period.toMs) },
    grid: { ...about, forecast: world.grid.forecast },
    ...(world.grid.scoring === undefined ? {} : { scoredWith: world.grid.scoring.about }),
    functionalUnit: world.functionalUnit.name,
    baseline: world.baseline,
    results: comparison.results.map(toResult),
    assumptions: world.assumptions,
    warnings,
    logSha256,
  };
}

function toResult(result: JudgedResult) {
  return {
    policy: result.policy,
    sciGPerUnit: result.sciGPerUnit,
    units: result.units,
    carbonG: result.carbonG,
    operationalG: result.operationalG,
    embodiedG: result.embodiedG,
    energyKwh: result.energyKwh,
    cost: result.cost,
    currency: result.currency,
    runs: result.runs,
    skipped: result.skipped,
    failed: result.failed,
    unfinished: result.unfinished,
    meanWaitH: result.meanWaitH,
    deadlineMisses: result.deadlineMisses,
    qualityMean: result.qualityMean,
    qualityMin: result.qualityMin,
    qualityCarried: result.qualityCarried,
    cpuSeconds: result.cpuSeconds,
    cpuSecondsTimesIntensity: result.cpuSecondsTimesIntensity,
    decisions: result.decisions.map(({ atMs, action, reason, request }) => ({
      at: isoInstant(atMs),
      request,
      action,
      reason,
    })),
    savedVsBaselinePct: result.savedVsBaselinePct,
    decomposition: result.decomposition,
    regret: result.regret,
    byStep: result.byStep,
    idle: result.idle,
    overhead: result.overhead,
    transfer: result.transfer,
    ...(result.system === undefined ? {} : { system: result.system }),
    ...(result.extraCost === undefined ? {} : { extraCost: result.extraCost }),
    ...(result.unusedCommitment === undefined ? {} : { unusedCommitment: result.unusedCommitment }),
  };
}
