/**
 * The fast path for independent jobs against the general engine: each job a workflow of one pod, under
 * the policies that both know. Starts are equal to the millisecond, energy and carbon to rounding.
 *
 * They differ on purpose where jobs are not independent or the world is not ideal:
 * - nodes: the general engine has so many, which take time to start; the fast path has no end of CPUs
 *   (here: room for every job, and nodes that are ready at once);
 * - the end of the period: the general engine cuts what still runs, the fast path has no period, and
 *   refuses a trace that is too short (here: every deadline lies within the period);
 * - candidates: the general engine's `lowest-window` tries every edge; so does the fast path unless
 *   it is asked for GAIA's whole hours (here: `edges`);
 * - checkpoints: the fast path suspends at no cost (here: none in the general engine either);
 * - kept plans: the fast path plans when a job arrives (the general engine may plan again: with perfect
 *   knowledge to the same end);
 * - idle power, embodied emissions and PUE: the fast path has none (here: 0, 0 and 1).
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { account } from "../../../engine/core/account/account.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { podPowerW } from "../../../engine/core/cluster/power.ts";
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
import type { JobPolicy } from "../../../engine/core/jobs/policy.ts";
import { onDemand, runJobs } from "../../../engine/core/jobs/run.ts";
import { jobTrace } from "../../../engine/core/jobs/trace.ts";
import type { PolicySpec } from "../../../engine/core/policy/spec.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { replay } from "../../../engine/core/simulate/replay.ts";
import { DAY_MS, energyKwh, HOUR_MS, SECOND_MS } from "../../../engine/core/units/units.ts";
import { podOf, workflowOf } from "../../helpers/workflow.ts";
import { traceOf } from "../carbon/traces.ts";
import { FROM_MS, poolOf, TO_MS } from "../simulate/random-world.ts";

const VCPU = 4;
const KW_PER_CPU = 0.25;

interface Case {
  /** Seconds after the beginning, and seconds on the CPUs. */
  readonly jobs: readonly (readonly [number, number])[];
  readonly cpus: number;
  readonly deadlineMs: number;
  readonly marginMs: number;
  readonly limitGPerKwh: number;
  readonly gPerKwh: readonly number[];
}

const HOURS = (TO_MS - FROM_MS) / HOUR_MS;
const MAX_DEADLINE_S = 30 * 3_600;
const LAST_ARRIVAL_S = HOURS * 3_600 - MAX_DEADLINE_S;

const cases: fc.Arbitrary<Case> = fc.record({
  jobs: fc
    .array(
      fc.tuple(
        fc.integer({ min: 0, max: LAST_ARRIVAL_S }),
        fc.integer({ min: 1, max: MAX_DEADLINE_S }),
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((jobs) => jobs.toSorted(([a], [b]) => a - b)),
  cpus: fc.integer({ min: 1, max: VCPU }),
  deadlineMs: fc.integer({ min: 1, max: MAX_DEADLINE_S }).map((seconds) => seconds * SECOND_MS),
  marginMs: fc.integer({ min: 0, max: 7_200 }).map((seconds) => seconds * SECOND_MS),
  limitGPerKwh: fc.integer({ min: 0, max: 800 }),
  gPerKwh: fc.array(fc.double({ min: 0, max: 800, noNaN: true }), {
    minLength: HOURS,
    maxLength: HOURS,
  }),
});

/** One workflow of one pod a job; what each job takes is given as measured CPU seconds. */
function worldOf({ jobs, cpus, deadlineMs, marginMs, gPerKwh }: Case): World {
  const batchesAtMs: number[] = [];
  return {
    name: "jobs",
    title: "Jobs",
    description: "",
    seed: 1,
    period: { fromMs: FROM_MS, toMs: TO_MS, zone: { timeZone: "UTC", fromMs: [0], offsetMs: [0] } },
    grid: { trace: traceOf(gPerKwh, HOUR_MS, FROM_MS), forecast: "oracle" },
    workload: {
      name: "jobs",
      workflow: workflowOf("job", "work", podOf("work", cpus, 1)),
      requestedAtMs: jobs.map(([arrival]) => FROM_MS + arrival * SECOND_MS),
      deadlineMs,
      marginMs,
    },
    batchesAtMs,
    quality: {
      kind: "synthetic",
      batchCount: 0,
      freshAccuracy: 0.9,
      floor: 0.5,
      gradualLossPerBatch: 0,
      shiftProbability: 0,
      shiftLoss: 0,
    },
    pool: poolOf({
      vcpu: VCPU,
      maxNodes: jobs.length,
      provisionMs: 0,
      scaleDownMs: 0,
      idleW: 0,
      fullW: VCPU * KW_PER_CPU * 1_000,
      pue: 1,
      embodiedG: 0,
      lifespanMs: DAY_MS,
    }),
    profiles: {
      work: {
        work: {
          kind: "measured",
          cpuSeconds: jobs.map(([, seconds]) => seconds * cpus),
          byPolicy: {},
        },
        exitCode: 0,
        parameters: {},
        checkpoint: { saveMs: 0, restoreMs: 0 },
      },
    },
    functionalUnit: { name: "run", perRun: 1, perDay: 0 },
    policies: [],
    baseline: "immediate",
    assumptions: [],
  };
}

function fast({ jobs, cpus, deadlineMs, marginMs, gPerKwh }: Case, policy: JobPolicy): JobRecords {
  const view = new CarbonTrace(traceOf(gPerKwh, HOUR_MS, FROM_MS));
  const lengthMs = Float64Array.from(jobs, ([, seconds]) => seconds * SECOND_MS);
  const trace = unwrap(
    jobTrace({
      arrivalMs: Float64Array.from(jobs, ([arrival]) => FROM_MS + arrival * SECOND_MS),
      lengthMs,
      cpus: new Float64Array(jobs.length).fill(cpus),
    }),
  );
  const waitMs = lengthMs.map((length) => Math.max(0, deadlineMs - marginMs - length));
  const input = { jobs: trace, view, waitMs, expectedMs: lengthMs };
  return unwrap(
    runJobs(policy, input, view, {
      kwPerCpu: KW_PER_CPU,
      prices: { onDemandPerCpuHour: 0, spotPerCpuHour: 0, reservedPerCpuHour: 0 },
      reserved: { cpus: 0, releaseLagMs: 0, split: false },
      billUntil: "last-end",
      purchase: onDemand,
    }),
  );
}

function general(world: World, spec: PolicySpec) {
  const prepared = prepareWorld(world);
  const timeline = replay({ ...prepared, spec });
  return { timeline, totals: account(timeline, world, prepared.sites), trace: prepared.trace };
}

type Pair = readonly [string, (limit: number) => JobPolicy, (limit: number) => PolicySpec];

const PAIRS: readonly Pair[] = [
  ["immediate", () => immediate, () => ({ type: "immediate", name: "p", title: "p" })],
  [
    "threshold",
    threshold,
    (limitGPerKwh) => ({ type: "threshold", name: "p", title: "p", limitGPerKwh }),
  ],
  [
    "lowest-window",
    () => lowestWindow({ length: "true", candidates: "edges" }),
    () => ({ type: "lowest-window", name: "p", title: "p" }),
  ],
  ["all-jobs-wait", () => allJobsWait, () => ({ type: "all-jobs-wait", name: "p", title: "p" })],
  ["lowest-slot", () => lowestSlot, () => ({ type: "lowest-slot", name: "p", title: "p" })],
  [
    "carbon-time",
    () => carbonTime({ length: "true", candidates: "edges" }),
    () => ({ type: "carbon-time", name: "p", title: "p" }),
  ],
  [
    "carbon-time every hour",
    () => carbonTime({ length: "true", candidates: "hourly" }),
    () => ({ type: "carbon-time", name: "p", title: "p", everyMs: HOUR_MS }),
  ],
  [
    "reserved-first without reserved nodes",
    () => lowestWindow({ length: "true", candidates: "hourly" }),
    () => ({
      type: "reserved-first",
      name: "p",
      title: "p",
      rule: "lowest-window",
      everyMs: HOUR_MS,
    }),
  ],
  ...[true, false].map(
    (replan): Pair => [
      `wait-awhile, planning ${replan ? "again" : "once"}`,
      () => waitAwhile,
      () => ({ type: "wait-awhile", name: "p", title: "p", replan }),
    ],
  ),
  ...[true, false].map(
    (replan): Pair => [
      `carbon-scaler without a curve, planning ${replan ? "again" : "once"}`,
      () => waitAwhile,
      () => ({ type: "carbon-scaler", name: "p", title: "p", replan }),
    ],
  ),
  ...[0, 0.3, 1].map(
    (quantile): Pair => [
      `ecovisor at the quantile ${quantile}`,
      () => ecovisor({ quantile, sampleMs: 5 * SECOND_MS }),
      () => ({ type: "ecovisor", name: "p", title: "p", quantile }),
    ],
  ),
];

function near(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1e-6, expected));
}

describe.each(PAIRS)("%s", (_, policy, spec) => {
  it("is the same on the fast path and in the general engine", () => {
    fc.assert(
      fc.property(cases, (given) => {
        const world = worldOf(given);
        const { timeline, totals, trace } = general(world, spec(given.limitGPerKwh));
        const records = fast(given, policy(given.limitGPerKwh));
        expect(timeline.requests.map((each) => each.startedAtMs)).toEqual([...records.startMs]);
        expect(timeline.requests.map((each) => each.finishedAtMs)).toEqual([...records.endMs]);
        const energy = given.jobs.map(() => 0);
        const carbon = given.jobs.map(() => 0);
        for (const pod of timeline.pods) {
          const kw = podPowerW(pod, world.pool) / 1_000;
          const { startedAtMs, finishedAtMs, request } = pod;
          (energy[request] as number) += energyKwh(kw * 1e3, finishedAtMs - startedAtMs);
          (carbon[request] as number) += (kw * trace.integral(startedAtMs, finishedAtMs)) / HOUR_MS;
        }
        for (let i = 0; i < given.jobs.length; i++) {
          near(records.energyKwh[i] as number, energy[i] as number);
          near(records.carbonG[i] as number, carbon[i] as number);
        }
        near(records.totals.energyKwh, totals.energyKwh);
        near(records.totals.carbonG, totals.carbonG);
        near(records.totals.meanStartWaitMs / HOUR_MS, totals.meanWaitH);
      }),
      { numRuns: 80 },
    );
  });
});

describe("the general engine alone", () => {
  const given: Case = {
    jobs: [
      [0, 3_600],
      [0, 3_600],
    ],
    cpus: VCPU,
    deadlineMs: 10 * HOUR_MS,
    marginMs: 0,
    limitGPerKwh: 0,
    gPerKwh: new Array<number>(HOURS).fill(100),
  };
  const spec: PolicySpec = { type: "immediate", name: "p", title: "p" };

  it("makes pods wait for room, of which the fast path has no end", () => {
    const world = worldOf(given);
    const crowded = { ...world, pool: { ...world.pool, maxNodes: 1 } };
    const ends = (of: World) => general(of, spec).timeline.pods.map((pod) => pod.finishedAtMs);
    const freely = [...fast(given, immediate).endMs];
    expect(ends(world)).toEqual(freely);
    expect(ends(crowded)).toEqual([FROM_MS + HOUR_MS, FROM_MS + 2 * HOUR_MS]);
  });

  it("waits for nodes to start, and pays for idle ones", () => {
    const world = worldOf(given);
    const pool = { ...world.pool, provisionMs: 60_000, idleW: 10 };
    const { timeline, totals } = general({ ...world, pool }, spec);
    const { energyKwh: ideal } = fast(given, immediate).totals;
    expect(timeline.pods.map((pod) => pod.startedAtMs)).toEqual([
      FROM_MS + 60_000,
      FROM_MS + 60_000,
    ]);
    expect(totals.energyKwh).toBeGreaterThan(ideal);
  });
});
