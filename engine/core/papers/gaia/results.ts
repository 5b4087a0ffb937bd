/** The figures that GAIA reports, from full records. */
import type { JobTotals } from "../../jobs/account.ts";
import { HOUR_MS } from "../../units/units.ts";
import type { Quirks } from "./quirks.ts";

export interface GaiaResult {
  readonly carbonG: number;
  /** US dollars, with the bill for reserved CPUs. */
  readonly cost: number;
  readonly reservedBill: number;
  /** Relative to NJW without reserved CPUs. */
  readonly normalisedCarbon: number;
  readonly normalisedCost: number;
  /** The wait that is reported, by the quirk `wait-per-run`. */
  readonly waitHours: number;
  readonly runWaitHours: number;
  readonly startWaitHours: number;
  readonly delayHours: number;
  readonly runs: number;
  readonly jobs: number;
  readonly lastStartMs: number;
}

/** @param baseline totals of NJW without reserved CPUs, on the same experiment */
export function gaiaResult(totals: JobTotals, baseline: JobTotals, quirks: Quirks): GaiaResult {
  const runWaitHours = totals.meanRunWaitMs / HOUR_MS;
  const delayHours = totals.meanDelayMs / HOUR_MS;
  return {
    carbonG: totals.carbonG,
    cost: totals.cost,
    reservedBill: totals.reservedBill,
    normalisedCarbon: totals.carbonG / baseline.carbonG,
    normalisedCost: totals.cost / baseline.cost,
    waitHours: quirks.has("wait-per-run") ? runWaitHours : delayHours,
    runWaitHours,
    startWaitHours: totals.meanStartWaitMs / HOUR_MS,
    delayHours,
    runs: totals.runs,
    jobs: totals.jobs,
    lastStartMs: totals.lastStartMs,
  };
}
