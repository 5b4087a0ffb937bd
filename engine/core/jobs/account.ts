/** What the runs of a plan emit, cost and delay, job by job and in total. */
import type { CarbonTrace } from "../carbon/trace.ts";
import { CompensatedSum } from "../math/sum.ts";
import { type DurationMs, HOUR_MS, type InstantMs } from "../units/units.ts";
import type { Dispatch } from "./dispatch.ts";
import type { Plan } from "./plan.ts";
import type { JobTrace } from "./trace.ts";

export interface Prices {
  readonly onDemandPerCpuHour: number;
  readonly spotPerCpuHour: number;
  /** For each reserved CPU, used or not, while the bill runs. */
  readonly reservedPerCpuHour: number;
}

export interface Terms {
  readonly kwPerCpu: number;
  readonly prices: Prices;
  readonly reservedCpus: number;
  /** When the bill for reserved CPUs begins, and what ends it. */
  readonly billFromMs: InstantMs;
  readonly billUntil: "last-start" | "last-end";
}

/** Full records: every array holds one number a run, or one number a job. */
export interface JobRecords {
  readonly plan: Plan;
  /** By run. */
  readonly runStartMs: Float64Array;
  readonly runReservedCpus: Float64Array;
  /** By job: first start, last end. */
  readonly startMs: Float64Array;
  readonly endMs: Float64Array;
  readonly energyKwh: Float64Array;
  readonly carbonG: Float64Array;
  /** By job; the bill for reserved CPUs is not shared out. */
  readonly cost: Float64Array;
  readonly totals: JobTotals;
}

export interface JobTotals {
  readonly jobs: number;
  readonly runs: number;
  readonly energyKwh: number;
  readonly carbonG: number;
  /** With the bill for reserved CPUs. */
  readonly cost: number;
  readonly reservedBill: number;
  /** From arrival to start, mean over runs: longer the more often a job is suspended. */
  readonly meanRunWaitMs: DurationMs;
  /** From arrival to first start, mean over jobs. */
  readonly meanStartWaitMs: DurationMs;
  /** From the earliest possible end to the last end, mean over jobs. */
  readonly meanDelayMs: DurationMs;
  readonly lastStartMs: InstantMs;
  readonly lastEndMs: InstantMs;
}

/**
 * @param truth intensity that came true; it must cover every run
 * @param spot by run: 1 where it is on spot CPUs
 */
export function account(
  jobs: JobTrace,
  plan: Plan,
  dispatched: Dispatch,
  spot: Uint8Array,
  truth: CarbonTrace,
  terms: Terms,
): JobRecords {
  const ledger = new Ledger(jobs.count);
  const { prices, kwPerCpu } = terms;
  for (let run = 0; run < plan.count; run++) {
    const job = plan.job[run] as number;
    const startMs = dispatched.startMs[run] as number;
    const lengthMs = plan.lengthMs[run] as number;
    const cpus = jobs.cpus[job] as number;
    const kw = cpus * kwPerCpu;
    const hours = lengthMs / HOUR_MS;
    const carbonG = (kw * truth.integral(startMs, startMs + lengthMs)) / HOUR_MS;
    const price = spot[run] === 1 ? prices.spotPerCpuHour : prices.onDemandPerCpuHour;
    const cost = (cpus - (dispatched.reservedCpus[run] as number)) * hours * price;
    ledger.add(job, startMs, lengthMs, kw * hours, carbonG, cost);
  }
  const waited = ledger.waits(jobs, plan, dispatched.startMs);
  const billEndMs = terms.billUntil === "last-start" ? waited.lastStartMs : waited.lastEndMs;
  const billHours = plan.count === 0 ? 0 : (billEndMs - terms.billFromMs) / HOUR_MS;
  const reservedBill = terms.reservedCpus * prices.reservedPerCpuHour * billHours;
  const { startMs, endMs, energyKwh, carbonG, cost } = ledger;
  const totals: JobTotals = {
    jobs: jobs.count,
    runs: plan.count,
    energyKwh: ledger.totalEnergy.value,
    carbonG: ledger.totalCarbon.value,
    cost: ledger.totalCost.value + reservedBill,
    reservedBill,
    ...waited,
  };
  const { startMs: runStartMs, reservedCpus: runReservedCpus } = dispatched;
  return { plan, runStartMs, runReservedCpus, startMs, endMs, energyKwh, carbonG, cost, totals };
}

/** The columns of the records while they fill. */
class Ledger {
  readonly startMs: Float64Array;
  readonly endMs: Float64Array;
  readonly energyKwh: Float64Array;
  readonly carbonG: Float64Array;
  readonly cost: Float64Array;
  readonly totalEnergy = new CompensatedSum();
  readonly totalCarbon = new CompensatedSum();
  readonly totalCost = new CompensatedSum();

  constructor(count: number) {
    this.startMs = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    this.endMs = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
    this.energyKwh = new Float64Array(count);
    this.carbonG = new Float64Array(count);
    this.cost = new Float64Array(count);
  }

  add(
    job: number,
    startMs: InstantMs,
    lengthMs: DurationMs,
    energyKwh: number,
    carbonG: number,
    cost: number,
  ): void {
    const endMs = startMs + lengthMs;
    if (startMs < (this.startMs[job] as number)) this.startMs[job] = startMs;
    if (endMs > (this.endMs[job] as number)) this.endMs[job] = endMs;
    this.energyKwh[job] = (this.energyKwh[job] as number) + energyKwh;
    this.carbonG[job] = (this.carbonG[job] as number) + carbonG;
    this.cost[job] = (this.cost[job] as number) + cost;
    this.totalEnergy.add(energyKwh);
    this.totalCarbon.add(carbonG);
    this.totalCost.add(cost);
  }

  /** Whole milliseconds: these sums are exact in any order. */
  waits(jobs: JobTrace, plan: Plan, runStartMs: Float64Array) {
    let runWaitMs = 0;
    let lastStartMs = 0;
    for (let run = 0; run < plan.count; run++) {
      const startMs = runStartMs[run] as number;
      runWaitMs += startMs - (jobs.arrivalMs[plan.job[run] as number] as number);
      if (run === 0 || startMs > lastStartMs) lastStartMs = startMs;
    }
    let startWaitMs = 0;
    let delayMs = 0;
    let lastEndMs = 0;
    for (let job = 0; job < jobs.count; job++) {
      const arrival = jobs.arrivalMs[job] as number;
      const endMs = this.endMs[job] as number;
      startWaitMs += (this.startMs[job] as number) - arrival;
      delayMs += endMs - arrival - (jobs.lengthMs[job] as number);
      if (job === 0 || endMs > lastEndMs) lastEndMs = endMs;
    }
    return {
      meanRunWaitMs: mean(runWaitMs, plan.count),
      meanStartWaitMs: mean(startWaitMs, jobs.count),
      meanDelayMs: mean(delayMs, jobs.count),
      lastStartMs,
      lastEndMs,
    };
  }
}

function mean(sum: number, count: number): number {
  return count === 0 ? 0 : sum / count;
}
