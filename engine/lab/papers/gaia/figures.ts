/** GAIA's figures under the names that files of expected results give them. */
import type { JobTotals } from "../../../core/jobs/account.ts";
import { STEP_MS } from "../../../core/papers/gaia/constants.ts";
import type { Quirks } from "../../../core/papers/gaia/quirks.ts";
import { gaiaResult } from "../../../core/papers/gaia/results.ts";
import type { GaiaFigures } from "../../../formats/papers/gaia-expected.ts";
import type { Figure } from "../check.ts";

/** One figure for each that is expected. */
export function gaiaFigures(
  config: string,
  totals: JobTotals,
  baseline: JobTotals,
  quirks: Quirks,
  expected: GaiaFigures,
): Figure[] {
  const result = gaiaResult(totals, baseline, quirks);
  const ours: Readonly<Record<string, number>> = {
    carbon_g: result.carbonG,
    cost: result.cost,
    reserved_bill: result.reservedBill,
    wait_nb_h: result.runWaitHours,
    wait_first_start_h: result.startWaitHours,
    delay_completion_h: result.delayHours,
    segments: result.runs,
    jobs: result.jobs,
    max_start_step: result.lastStartMs / STEP_MS,
    ncarbon: result.normalisedCarbon,
    ncost: result.normalisedCost,
  };
  return Object.entries(ours).flatMap(([name, value]) => {
    const other = expected[name];
    return typeof other === "number"
      ? [{ config: `${config}|${name}`, value, expected: other }]
      : [];
  });
}
