/** Carbon, cost and waits of a small plan, by hand. */
import { describe, expect, it } from "vitest";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { account, type Terms } from "../../../engine/core/jobs/account.ts";
import { RunList } from "../../../engine/core/jobs/plan.ts";
import { immediate } from "../../../engine/core/jobs/policies/immediate.ts";
import { onDemand, runJobs } from "../../../engine/core/jobs/run.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { inputOf, jobsOf, STEP } from "./small-jobs.ts";

const TERMS: Terms = {
  kwPerCpu: 0.5,
  prices: { onDemandPerCpuHour: 1, spotPerCpuHour: 0.25, reservedPerCpuHour: 0.1 },
  reservedCpus: 2,
  billFromMs: 0,
  billUntil: "last-start",
};

/** Two jobs of one hour: one suspended between two half hours, one of three CPUs in one piece. */
function records(terms: Terms = TERMS) {
  const jobs = jobsOf([
    [0, 6, 1],
    [3, 6, 3],
  ]);
  const runs = new RunList(1);
  runs.add(0, 0, 3 * STEP);
  runs.add(0, 6 * STEP, 3 * STEP);
  runs.add(1, 6 * STEP, 6 * STEP);
  const plan = runs.plan();
  const dispatched = { startMs: plan.startMs, reservedCpus: Float64Array.of(1, 0, 2) };
  const truth = new CarbonTrace(traceOf([100, 300], HOUR_MS));
  return account(jobs, plan, dispatched, Uint8Array.of(0, 1, 0), truth, terms);
}

describe("the account of jobs", () => {
  it("integrates carbon over each run", () => {
    const { carbonG, energyKwh, totals } = records();
    expect(Array.from(energyKwh)).toEqual([0.5, 1.5]);
    expect(Array.from(carbonG)).toEqual([0.25 * 100 + 0.25 * 300, 1.5 * 300]);
    expect(totals.carbonG).toBe(550);
  });

  it("prices what is neither reserved nor spot on demand, and the reservation by time", () => {
    const { cost, totals } = records();
    expect(Array.from(cost)).toEqual([0.5 * 0.25, 1]);
    expect(totals.reservedBill).toBeCloseTo(2 * 0.1 * 1, 12);
    expect(totals.cost).toBeCloseTo(1.125 + 0.2, 12);
    expect(records({ ...TERMS, billUntil: "last-end" }).totals.reservedBill).toBeCloseTo(0.4, 12);
  });

  it("tells three waits apart", () => {
    const { totals, startMs, endMs } = records();
    expect(Array.from(startMs)).toEqual([0, 6 * STEP]);
    expect(Array.from(endMs)).toEqual([9 * STEP, 12 * STEP]);
    expect(totals.meanRunWaitMs).toBe(((0 + 6 + 3) / 3) * STEP);
    expect(totals.meanStartWaitMs).toBe(1.5 * STEP);
    expect(totals.meanDelayMs).toBe(3 * STEP);
  });
});

describe("a run of jobs", () => {
  const options = {
    kwPerCpu: 1,
    prices: TERMS.prices,
    reserved: { cpus: 0, releaseLagMs: 0, split: false },
    billUntil: "last-end",
    purchase: onDemand,
  } as const;

  it("refuses a trace that ends before its jobs, with the path of the first", () => {
    const input = inputOf(
      jobsOf([
        [0, 6, 1],
        [3, 6, 1],
      ]),
      [100],
      0,
      1,
    );
    const result = runJobs(immediate, input, input.view, options);
    expect(result).toMatchObject({
      ok: false,
      issues: [{ code: "jobs/trace-too-short", path: "jobs[1]" }],
    });
  });

  it("accounts no jobs as nothing", () => {
    const input = inputOf(jobsOf([]), [100], 0, 1);
    const result = runJobs(immediate, input, input.view, options);
    expect(result).toMatchObject({ ok: true, value: { totals: { carbonG: 0, cost: 0, jobs: 0 } } });
  });
});
