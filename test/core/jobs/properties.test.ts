/** What holds for every policy on every trace of jobs. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { unwrap } from "../../../engine/core/issue.ts";
import type { JobRecords } from "../../../engine/core/jobs/account.ts";
import { allJobsWait } from "../../../engine/core/jobs/policies/all-jobs-wait.ts";
import { carbonTime } from "../../../engine/core/jobs/policies/carbon-time.ts";
import { ecovisor } from "../../../engine/core/jobs/policies/ecovisor.ts";
import { immediate } from "../../../engine/core/jobs/policies/immediate.ts";
import { lowestSlot } from "../../../engine/core/jobs/policies/lowest-slot.ts";
import { lowestWindow } from "../../../engine/core/jobs/policies/lowest-window.ts";
import { threshold } from "../../../engine/core/jobs/policies/threshold.ts";
import { waitAwhile } from "../../../engine/core/jobs/policies/wait-awhile.ts";
import type { JobPolicy, PlanInput } from "../../../engine/core/jobs/policy.ts";
import { onDemand, runJobs } from "../../../engine/core/jobs/run.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { inputs, STEP } from "./small-jobs.ts";

const POLICIES: readonly JobPolicy[] = [
  immediate,
  allJobsWait,
  threshold(3),
  lowestSlot,
  ...(["average", "true"] as const).flatMap((length) =>
    (["hourly", "edges"] as const).flatMap((candidates) => [
      lowestWindow({ length, candidates }),
      carbonTime({ length, candidates }),
    ]),
  ),
  waitAwhile,
  ecovisor({ quantile: 0.3, sampleMs: STEP }),
];

const PRICES = { onDemandPerCpuHour: 1, spotPerCpuHour: 0.2, reservedPerCpuHour: 0.4 };

function recordsOf(policy: JobPolicy, input: PlanInput): JobRecords {
  return unwrap(
    runJobs(policy, input, input.view, {
      kwPerCpu: 0.01,
      prices: PRICES,
      reserved: { cpus: 0, releaseLagMs: 0, split: false },
      billUntil: "last-end",
      purchase: onDemand,
    }),
  );
}

function everywhere(check: (input: PlanInput) => void): void {
  fc.assert(fc.property(inputs, check), { numRuns: 100 });
}

const near = (value: number) => value + 1e-9 * Math.max(1, Math.abs(value));

describe.each(POLICIES.map((policy) => [policy.name, policy] as const))("%s", (_, policy) => {
  it("starts no job before it arrives, and ends none after its deadline", () => {
    everywhere((input) => {
      const { startMs, endMs } = recordsOf(policy, input);
      for (let job = 0; job < input.jobs.count; job++) {
        const arrival = input.jobs.arrivalMs[job] as number;
        const length = input.jobs.lengthMs[job] as number;
        expect(startMs[job]).toBeGreaterThanOrEqual(arrival);
        expect(endMs[job]).toBeLessThanOrEqual(arrival + length + (input.waitMs[job] as number));
      }
    });
  });

  it("runs every job for as long as it needs, in order and without overlap", () => {
    everywhere((input) => {
      const { plan, energyKwh } = recordsOf(policy, input);
      const doneMs = new Float64Array(input.jobs.count);
      for (let run = 0; run < plan.count; run++) {
        const job = plan.job[run] as number;
        expect(plan.lengthMs[run]).toBeGreaterThan(0);
        doneMs[job] = (doneMs[job] as number) + (plan.lengthMs[run] as number);
        if (run === 0 || plan.job[run - 1] !== job) continue;
        const previousEnd = (plan.startMs[run - 1] as number) + (plan.lengthMs[run - 1] as number);
        expect(plan.startMs[run]).toBeGreaterThan(previousEnd);
        expect(policy.suspends).toBe(true);
      }
      expect(doneMs).toEqual(input.jobs.lengthMs);
      for (let job = 0; job < input.jobs.count; job++) {
        const cpuHours = ((input.jobs.cpus[job] as number) * (doneMs[job] as number)) / HOUR_MS;
        expect(energyKwh[job]).toBeCloseTo(cpuHours * 0.01, 12);
      }
    });
  });

  it("does the same whatever happens beyond its horizon", () => {
    everywhere((input) => {
      const { jobs, view, waitMs, expectedMs } = input;
      const last = jobs.count - 1;
      const horizonMs = policy.horizonMs(
        jobs.lengthMs[last] as number,
        waitMs[last] as number,
        expectedMs[last] as number,
      );
      const arrival = jobs.arrivalMs[last] as number;
      const poisoned = Array.from(view.values, (value, slot) => {
        const isSeen = slot * HOUR_MS < arrival + horizonMs && (slot + 1) * HOUR_MS > arrival;
        return isSeen ? value : (slot * 7919) % 13;
      });
      const other = policy.plan({ ...input, view: new CarbonTrace(traceOf(poisoned, HOUR_MS)) });
      const plan = policy.plan(input);
      const runsOfLast = (of: typeof plan) =>
        Array.from(of.job.entries()).flatMap(([run, job]) =>
          job === last ? [[of.startMs[run], of.lengthMs[run]]] : [],
        );
      expect(runsOfLast(other)).toEqual(runsOfLast(plan));
    });
  });

  it("adds up: the totals are those of the jobs", () => {
    everywhere((input) => {
      const { totals, ...records } = recordsOf(policy, input);
      const sum = (column: Float64Array) => column.reduce((total, value) => total + value, 0);
      expect(totals.carbonG).toBeCloseTo(sum(records.carbonG), 9);
      expect(totals.energyKwh).toBeCloseTo(sum(records.energyKwh), 9);
      expect(totals.cost).toBeCloseTo(sum(records.cost), 9);
      expect(totals.jobs).toBe(input.jobs.count);
    });
  });
});

describe("with perfect knowledge", () => {
  const immediately = (input: PlanInput) => recordsOf(immediate, input).carbonG;

  it.each(["hourly", "edges"] as const)(
    "lowest-window is never worse than immediate (%s)",
    (kind) => {
      everywhere((input) => {
        const policy = lowestWindow({ length: "true", candidates: kind });
        const carbon = recordsOf(policy, input).carbonG;
        for (const [job, worst] of immediately(input).entries()) {
          expect(carbon[job]).toBeLessThanOrEqual(near(worst));
        }
      });
    },
  );

  it("wait-awhile is the least of all policies, job by job", () => {
    everywhere((input) => {
      const least = recordsOf(waitAwhile, input).carbonG;
      for (const policy of POLICIES) {
        const carbon = recordsOf(policy, input).carbonG;
        for (const [job, value] of carbon.entries()) {
          expect(least[job]).toBeLessThanOrEqual(near(value));
        }
      }
    });
  });

  it("lowest-window at edges is the least of those that do not suspend", () => {
    everywhere((input) => {
      const least = recordsOf(lowestWindow({ length: "true", candidates: "edges" }), input).carbonG;
      for (const policy of POLICIES.filter((each) => !each.suspends)) {
        const carbon = recordsOf(policy, input).carbonG;
        for (const [job, value] of carbon.entries()) {
          expect(least[job]).toBeLessThanOrEqual(near(value));
        }
      }
    });
  });

  it("wait-awhile with no wait runs at once", () => {
    everywhere((input) => {
      const patient = { ...input, waitMs: new Float64Array(input.jobs.count) };
      expect(waitAwhile.plan(patient).startMs).toEqual(input.jobs.arrivalMs);
    });
  });
});
