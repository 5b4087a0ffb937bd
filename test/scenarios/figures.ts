/** Bundled scenarios as the tests see them: the answer, and the figures kept beside the scenario. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unwrap } from "../../engine/core/issue.ts";
import { toResultObject } from "../../engine/lab/results.ts";
import { BUNDLED_SCENARIOS, findScenario } from "../../engine/lab/scenario/open.ts";
import { type SimulateOptions, type Simulation, simulate } from "../../engine/lab/simulate.ts";

export function answerOf(id: string, options: SimulateOptions = {}): Simulation {
  return unwrap(simulate(unwrap(findScenario(id)), options));
}

/** The figures a reader would quote, rounded to what is meaningful. */
export function summaryOf(simulation: Simulation): unknown {
  const { scenario, seed, baseline, functionalUnit, results } = toResultObject(simulation);
  return {
    scenario,
    seed,
    baseline,
    functionalUnit,
    results: results.map((each) => ({
      policy: each.policy,
      runs: each.runs,
      skipped: each.skipped,
      failed: each.failed,
      unfinished: each.unfinished,
      deadlineMisses: each.deadlineMisses,
      units: each.units,
      sciGPerUnit: rounded(each.sciGPerUnit),
      carbonG: rounded(each.carbonG),
      operationalG: rounded(each.operationalG),
      embodiedG: rounded(each.embodiedG),
      energyKwh: rounded(each.energyKwh),
      cost: rounded(each.cost),
      meanWaitH: rounded(each.meanWaitH),
      qualityMean: rounded(each.qualityMean),
      qualityMin: rounded(each.qualityMin),
      cpuSecondsTimesIntensity: rounded(each.cpuSecondsTimesIntensity),
      savedVsBaselinePct: rounded(each.savedVsBaselinePct),
      regretPct: rounded(each.regret.regretPct),
    })),
  };
}

/** The text of `scenarios/<id>/expected/<name>`; with UPDATE_FIXTURES=1 it is written first. */
export function expected(id: string, name: string, actual: string): string {
  const folder = join(BUNDLED_SCENARIOS, id, "expected");
  if (process.env.UPDATE_FIXTURES === "1") {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), actual);
  }
  return readFileSync(join(folder, name), "utf8");
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(9));
}
