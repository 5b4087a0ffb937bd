/** Random small worlds: a few days, a handful of requests, one or two nodes, every policy. */
import fc from "fast-check";
import { FORECAST_MODELS } from "../../../engine/core/carbon/forecast/spec.ts";
import type { NodePool } from "../../../engine/core/cluster/node-pool.ts";
import type { PolicySpec } from "../../../engine/core/policy/spec.ts";
import type { Profile } from "../../../engine/core/profile/profile.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import type { Workflow } from "../../../engine/core/workflow/manifest.ts";
import { podOf, workflowOf } from "../../helpers/workflow.ts";
import { specsOf } from "../carbon/forecast-specs.ts";
import { traceOf } from "../carbon/traces.ts";

export const FROM_MS = 1_700_006_400_000;
const DAYS = 4;
export const TO_MS = FROM_MS + DAYS * DAY_MS;

/** What each task of `DIAMOND` waits for. */
export const AFTER: Readonly<Record<string, readonly string[]>> = {
  fetch: [],
  left: ["fetch"],
  right: ["fetch"],
  join: ["left", "right"],
};

export function poolOf(changes: Partial<NodePool> = {}): NodePool {
  return {
    name: "pool",
    vmSize: "test-vm",
    region: "nowhere",
    vcpu: 4,
    memoryGib: 16,
    minNodes: 0,
    maxNodes: 2,
    provisionMs: 3 * MINUTE_MS,
    scaleDownMs: 10 * MINUTE_MS,
    idleW: 20,
    fullW: 90,
    pue: 1.2,
    embodiedG: 100_000,
    lifespanMs: 4 * 365 * DAY_MS,
    pricePerHour: 0.4,
    currency: "USD",
    sources: ["made up for a test"],
    ...changes,
  };
}

export function diamond(cpu: number): Workflow {
  const names = Object.keys(AFTER);
  const tasks = names.map((name) => {
    const depends = (AFTER[name] ?? []).join(" && ");
    return `  - { name: ${name}, template: ${name}${depends === "" ? "" : `, depends: ${depends}`} }`;
  });
  const dag = ["- name: main", "  dag:", "    tasks:", ...tasks.map((task) => `    ${task}`)];
  const pods = names.map((name, index) => podOf(name, index === 0 ? 0.3 : cpu, 2.5));
  return workflowOf("wf", "main", [...dag, ...pods].join("\n"));
}

const minutes = (min: number, max: number) =>
  fc.integer({ min, max }).map((count) => count * MINUTE_MS);

const pools: fc.Arbitrary<NodePool> = fc
  .record({
    minNodes: fc.integer({ min: 0, max: 2 }),
    more: fc.integer({ min: 0, max: 2 }),
    provisionMs: minutes(0, 10),
    scaleDownMs: minutes(0, 30),
    idleW: fc.double({ min: 0, max: 50, noNaN: true }),
    pue: fc.double({ min: 1, max: 2, noNaN: true }),
  })
  .map(({ more, ...pool }) => poolOf({ ...pool, maxNodes: Math.max(1, pool.minNodes + more) }));

const modelled: fc.Arbitrary<Profile> = fc
  .record({
    meanMs: minutes(1, 200),
    coefficientOfVariation: fc.constantFrom(0, 0.1, 0.5),
    utilisation: fc.double({ min: 0, max: 1, noNaN: true }),
    exitCode: fc.constantFrom(0, 0, 0, 0, 1),
  })
  .map(({ exitCode, utilisation, meanMs, coefficientOfVariation }) => ({
    work: {
      kind: "modelled",
      duration:
        coefficientOfVariation === 0
          ? { kind: "constant", durationMs: meanMs }
          : { kind: "lognormal", meanMs, coefficientOfVariation },
      utilisation,
    },
    exitCode,
    parameters: {},
  }));

const measured: fc.Arbitrary<Profile> = fc
  .array(fc.integer({ min: 1, max: 20_000 }), { minLength: 12, maxLength: 12 })
  .map((cpuSeconds) => ({
    work: { kind: "measured", cpuSeconds, byPolicy: {} },
    exitCode: 0,
    parameters: {},
  }));

const instants = (max: number, toMs: number) =>
  fc
    .array(fc.integer({ min: FROM_MS, max: toMs - 1 }), { minLength: 1, maxLength: max })
    .map((list) => list.toSorted((a, b) => a - b));

const policies: fc.Arbitrary<PolicySpec[]> = fc
  .record({
    limitGPerKwh: fc.integer({ min: 0, max: 700 }),
    largeLoss: fc.double({ min: 0.02, max: 0.1, noNaN: true }),
    smallLoss: fc.double({ min: 0, max: 0.02, noNaN: true }),
    instantsMs: instants(10, TO_MS),
  })
  .map(({ limitGPerKwh, largeLoss, smallLoss, instantsMs }) => [
    { type: "immediate", name: "immediate", title: "i" },
    { type: "cron", name: "cron", title: "c", schedule: "-", timeZone: "UTC", instantsMs },
    { type: "threshold", name: "threshold", title: "t", limitGPerKwh },
    { type: "drift-gated", name: "drift", title: "d", largeLoss, smallLoss, limitGPerKwh },
    { type: "lowest-window", name: "window", title: "l" },
  ]);

export const worlds: fc.Arbitrary<World> = fc
  .record({
    seed: fc.nat(),
    gPerKwh: fc.array(fc.double({ min: 0, max: 800, noNaN: true }), {
      minLength: DAYS * 24,
      maxLength: DAYS * 24,
    }),
    forecast: specsOf(FORECAST_MODELS),
    cpu: fc.constantFrom(0.7, 1, 2.1, 4),
    deadlineMs: minutes(30, 30 * 60),
    marginMs: minutes(0, 60),
    pool: pools,
    requestedAtMs: instants(12, TO_MS),
    batchesAtMs: instants(10, TO_MS),
    profiles: fc.record({ fetch: modelled, left: modelled, right: measured }),
    policies,
  })
  .map(
    ({
      seed,
      gPerKwh,
      forecast,
      cpu,
      deadlineMs,
      marginMs,
      pool,
      batchesAtMs,
      profiles,
      policies,
      ...rest
    }) => ({
      name: "random",
      title: "Random",
      description: "",
      seed,
      period: {
        fromMs: FROM_MS,
        toMs: TO_MS,
        zone: { timeZone: "UTC", fromMs: [0], offsetMs: [0] },
      },
      grid: { trace: traceOf(gPerKwh, HOUR_MS, FROM_MS), forecast },
      workload: {
        name: "random",
        workflow: diamond(cpu),
        requestedAtMs: rest.requestedAtMs.filter((at) => at + deadlineMs <= TO_MS),
        deadlineMs,
        marginMs,
      },
      batchesAtMs,
      quality: {
        kind: "synthetic",
        batchCount: batchesAtMs.length,
        freshAccuracy: 0.9,
        floor: 0.5,
        gradualLossPerBatch: 0.01,
        shiftProbability: 0.2,
        shiftLoss: 0.05,
      },
      pool,
      profiles,
      functionalUnit: { name: "run", perRun: 1, perDay: 0 },
      policies,
      baseline: "immediate",
      assumptions: [],
    }),
  );

const checkpoints = fc.record({ saveMs: minutes(0, 20), restoreMs: minutes(0, 20) });
const curves = fc.constantFrom([1, 2], [1, 1.8, 2.4, 2.7], [1, 1.1, 3], [1, 1, 0.5]);

const steps = fc.constantFrom(undefined, ["left"], ["right"], ["left", "right"]);
const maxWaitMs = fc.constantFrom(undefined, 3 * HOUR_MS, 6 * HOUR_MS);
const slotMs = fc.constantFrom(undefined, HOUR_MS, 2.5 * HOUR_MS);

/** One of each policy that waits by a rule of its own, suspends, or counts CPUs. */
const shifting: fc.Arbitrary<PolicySpec[]> = fc
  .record({
    steps,
    maxWaitMs,
    slotMs,
    replan: fc.boolean(),
    rule: fc.constantFrom("lowest-window", "carbon-time", "lowest-slot"),
    quantile: fc.constantFrom(0, 0.3, 0.9, 1),
    gamma: fc.constantFrom(0, 0.3, 1),
    minimumCpu: fc.integer({ min: 0, max: 6 }),
  })
  .map(({ steps, maxWaitMs, slotMs, replan, rule, quantile, gamma, minimumCpu }) => [
    { type: "all-jobs-wait", name: "wait", title: "w", steps, maxWaitMs },
    { type: "lowest-slot", name: "slot", title: "s", steps, maxWaitMs },
    { type: "carbon-time", name: "time", title: "t", steps, maxWaitMs, everyMs: slotMs },
    { type: "reserved-first", name: "reserved", title: "r", steps, maxWaitMs, rule },
    { type: "wait-awhile", name: "awhile", title: "a", steps, slotMs, replan },
    { type: "ecovisor", name: "eco", title: "e", steps, maxWaitMs, quantile },
    { type: "carbon-scaler", name: "scaler", title: "c", steps, slotMs, replan },
    { type: "cap", name: "cap", title: "c", steps, minimumCpu },
    { type: "pcaps", name: "pcaps", title: "p", steps, gamma },
  ]);

/** Work of minutes or hours that succeeds. */
const lasting: fc.Arbitrary<Profile> = fc
  .record({ meanMs: minutes(1, 400), varies: fc.boolean(), utilisation: fc.constantFrom(0.5, 1) })
  .map(({ meanMs, varies, utilisation }) => ({
    work: {
      kind: "modelled",
      duration: varies
        ? { kind: "lognormal", meanMs, coefficientOfVariation: 0.3 }
        : { kind: "constant", durationMs: meanMs },
      utilisation,
    },
    exitCode: 0,
    parameters: {},
  }));

/** Worlds in which `left` can be suspended, `right` is elastic as well, and `fetch` may be suspended. */
export const suspendingWorlds: fc.Arbitrary<World> = fc
  .record({
    world: worlds,
    fetch: fc.oneof(lasting, modelled),
    left: lasting,
    right: lasting,
    fetchSaves: fc.option(checkpoints, { nil: undefined }),
    leftSaves: checkpoints,
    rightSaves: fc.option(checkpoints, { nil: undefined }),
    throughput: curves,
    deadlineMs: minutes(4 * 60, 48 * 60),
    requestedAtMs: instants(6, FROM_MS + 2 * DAY_MS),
    policies: shifting,
  })
  .map(({ world, fetch, left, right, fetchSaves, leftSaves, rightSaves, ...rest }) => ({
    ...world,
    workload: {
      ...world.workload,
      requestedAtMs: rest.requestedAtMs,
      deadlineMs: rest.deadlineMs,
    },
    profiles: {
      fetch: fetchSaves === undefined ? fetch : { ...fetch, checkpoint: fetchSaves },
      left: { ...left, checkpoint: leftSaves },
      right: {
        ...right,
        throughput: rest.throughput,
        ...(rightSaves === undefined ? {} : { checkpoint: rightSaves }),
      },
    },
    policies: rest.policies,
  }));
