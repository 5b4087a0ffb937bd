/** The real Impact Framework computes what we state, from what we export. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import type { NodePool } from "../../../engine/core/cluster/node-pool.ts";
import { runPolicy } from "../../../engine/core/compare/compare.ts";
import { unwrap } from "../../../engine/core/issue.ts";
import type { PolicySpec } from "../../../engine/core/policy/spec.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import type { Site } from "../../../engine/core/site/site.ts";
import type { Timeline } from "../../../engine/core/timeline/timeline.ts";
import { MINUTE_MS, SECOND_MS } from "../../../engine/core/units/units.ts";
import type { ExportRequest } from "../../../engine/lab/export/export.ts";
import { exportScenario, verifyExport } from "../../../engine/lab/export/export.ts";
import type { ExportedRun, Verification } from "../../../engine/lab/export/exporter.ts";
import { impactFramework } from "../../../engine/lab/export/impact-framework.ts";
import { BUNDLED_SCENARIOS, findScenario } from "../../../engine/lab/scenario/open.ts";
import { clusterWorlds } from "../../core/simulate/random-cluster.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { bruteForce, everything, sitesForTest, timelineOf } from "../../helpers/hand-made-run.ts";
import { ifRun } from "../../helpers/if-run.ts";

const folder = tempFolder();
let count = 0;

function compute(manifest: string): Promise<string> {
  return ifRun(join(folder, `run-${count++}`), manifest);
}

/**
 * The published week on a catalogue's pools: training on spot GPUs, the rest on CPUs; and a second region, whose grid
 * is clean, whose power follows a curve, and whose data has to travel.
 */
function twoRegions(): string {
  const week = join(BUNDLED_SCENARIOS, "green-e2e-ml");
  const document = parse(readFileSync(join(week, "scenario.yaml"), "utf8"));
  const { spec } = document;
  const { values } = spec.grid.trace;
  const gPerKwh = values.gPerKwh.map((value: number) => value / 10);
  const nodes = { minNodes: 0, maxNodes: 2, provision: "2m", scaleDown: "10m" };
  const pools = (region: string, powerModel: string) => ({
    nodePool: { name: "cpu", vmSize: "Standard_D4s_v5", region, powerModel, ...nodes },
    morePools: [
      {
        ...{ name: "gpu", vmSize: "Standard_NC4as_T4_v3", region, ...nodes },
        ...{ spot: { evictionsPerHour: 0.5 }, taints: [{ key: "gpu", effect: "NoSchedule" }] },
      },
    ],
  });
  spec.cluster = { ...pools("germanywestcentral", "ccf"), autoscaler: {} };
  spec.regions = [
    {
      name: "clean",
      grid: { ...spec.grid, trace: { values: { ...values, gPerKwh } } },
      ...pools("swedencentral", "teads"),
      transfer: { gib: 40, duration: "10m", kwhPerGib: 0.00001, pricePerGib: 0.02 },
    },
  ];
  spec.policies.push({ name: "go", type: "cleanest-region", shift: false });
  const to = join(folder, "two-regions");
  mkdirSync(to);
  writeFileSync(join(to, "scenario.yaml"), stringify(document));
  const workflow = parse(readFileSync(join(week, "workflow.yaml"), "utf8"));
  const training = workflow.spec.templates.find(
    ({ name }: { name: string }) => name === "model-training",
  );
  training.tolerations = [
    { key: "gpu", operator: "Exists" },
    { key: "kubernetes.azure.com/scalesetpriority", operator: "Exists" },
  ];
  training.container.resources.limits = { "nvidia.com/gpu": 1 };
  training.retryStrategy = { limit: 5, retryPolicy: "Always" };
  writeFileSync(join(to, "workflow.yaml"), stringify(workflow));
  return to;
}

const target = "impact-framework";
/** What it is, the scenario, and what is exported of it. */
const RUNS: readonly [string, string, ExportRequest][] = [
  [
    "a month of nightly-retrain",
    "nightly-retrain",
    { target, policy: "lowest-window", changes: [{ parameter: "length", value: "31d" }] },
  ],
  ["green-e2e-ml", "green-e2e-ml", { target, policy: "drift-gated" }],
  [
    "a fortnight of team-training",
    "team-training",
    { target, policy: "weighted", changes: [{ parameter: "length", value: "14d" }] },
  ],
  ["a folder with two regions", twoRegions(), { target, policy: "go" }],
];

describe("if-run agrees with the account", () => {
  it.each(RUNS)("of %s, and does not when one intensity is another", async (_, name, request) => {
    const found = unwrap(findScenario(name));
    const { text, run } = unwrap(exportScenario(found, request));
    const file = "out.yaml";
    const answer = unwrap(verifyExport(found, request, { file, text: await compute(text) }));
    expect(answer.verification.agrees).toBe(true);
    expect(answer.verification.figures.map(({ expected }) => expected)).toEqual([
      run.account.energyKwh,
      run.account.operationalG,
      run.account.embodiedG,
      run.account.carbonG,
      run.account.sciGPerUnit,
    ]);
    for (const { expected, relativeDifference } of answer.verification.figures) {
      expect(expected).toBeGreaterThan(0);
      expect(relativeDifference).toBeLessThanOrEqual(1e-9);
    }
    const changed = await compute(withOneIntensityChanged(text));
    const other = unwrap(verifyExport(found, request, { file, text: changed })).verification;
    expect(other.agrees).toBe(false);
    const agreeing = other.figures.filter((each) => Number(each.relativeDifference) <= 1e-9);
    expect(agreeing.map(({ figure }) => figure)).toEqual(["energyKwh", "embodiedG"]);
  });

  it("of two pools, accelerators, a curve, measured energy, a region and data on its way", async () => {
    const run = handMade(everything(), 5);
    const manifest = unwrap(impactFramework.write(run));
    expect(await verified(run, manifest)).toMatchObject({ agrees: true });
    // The straight line's power is computed, the other pool's is stated.
    expect(manifest.match(/method: "Interpolation"/g)).toHaveLength(2);
    expect(manifest).toContain("it/watts: ");
  });

  it("of a replay on an autoscaled cluster with GPUs, a curve and spot nodes, in two regions", async () => {
    const run = replayedIn(twoRegionsOfPools());
    const { nodes, pods, transfers } = run.timeline;
    expect(new Set(nodes.map(({ pool = 0 }) => pool))).toEqual(new Set([0, 1, 2]));
    expect(new Set(nodes.map(({ site = 0 }) => site))).toEqual(new Set([0, 1]));
    expect(nodes.some(({ evicted }) => evicted)).toBe(true);
    expect(pods.some(({ gpus = 0 }) => gpus > 0)).toBe(true);
    expect(transfers.length).toBeGreaterThan(0);
    const answer = await verified(run, unwrap(impactFramework.write(run)));
    expect(answer).toMatchObject({ agrees: true });
    expect(answer.figures.every(({ expected }) => Number(expected) > 0)).toBe(true);
  });

  it("of a machine at full load, which is never above 100 %", async () => {
    // 7.5 of 8 CPUs in parts whose sum is rounded up; the system has the rest.
    const parts = 31;
    const part = { node: 0, from: 0, to: 720, cpu: 7.5 / parts };
    const pods = Array.from({ length: parts }, () => part);
    const full = { cpu: 0.5, memoryGib: 0, utilisation: 1 };
    const sites = eachPool((pool) => ({ ...pool, system: full }));
    const run = handMade(timelineOf([{ from: 0, to: 720 }], pods), 1, sites);
    const manifest = unwrap(impactFramework.write(run));
    expect(await verified(run, manifest)).toMatchObject({ agrees: true });
    expect(manifest).toContain("cpu/utilization: 100,");
  });

  it("of a policy that ran nothing, with and without units", async () => {
    for (const units of [3, 0]) {
      const run = handMade(timelineOf([], []), units);
      const answer = await verified(run, unwrap(impactFramework.write(run)));
      expect(answer).toMatchObject({ agrees: true });
      expect(answer.figures.map(({ found }) => found)).toEqual([0, 0, 0, 0, units > 0 ? 0 : null]);
    }
  });

  it("of pools and regions with names that mean something else in YAML or to the tool", async () => {
    const odd = ["null", "a: b # c", "=1/0", "2024-01-01", "\u0007\n- x", "__proto__"];
    for (const half of [odd.slice(0, 3), odd.slice(3)]) {
      const names = half[Symbol.iterator]();
      const sites = eachPool((pool) => {
        const name = names.next().value as string;
        return { ...pool, name, region: name, vmSize: name };
      }).map((site) => ({ ...site, name: site.pool.name }));
      const run = handMade(everything(), 1, sites);
      const manifest = unwrap(impactFramework.write(run));
      expect(await verified(run, manifest)).toMatchObject({ agrees: true });
    }
  });
});

function eachPool(change: (pool: NodePool) => NodePool): Site[] {
  return sitesForTest().map((site) => {
    const pools = site.pools.map(change);
    return { ...site, pool: pools[0] as NodePool, pools };
  });
}

describe("a manifest that the tool would not get through", () => {
  it("is refused, with what to do", () => {
    const home = sitesForTest()[0] as Site;
    const { startMs, endMs, about } = home.trace;
    const gPerKwh = new Array((endMs - startMs) / SECOND_MS).fill(1);
    const trace = new CarbonTrace({ startMs, stepMs: SECOND_MS, gPerKwh, about });
    const pools = new Array(5).fill(home.pool);
    const nodes = pools.map((_, pool) => ({ from: 0, to: 720, pool }));
    const refused = impactFramework.write(
      handMade(timelineOf(nodes, []), 1, [{ ...home, trace, pools }]),
    );
    expect(refused.ok ? [] : refused.issues).toMatchObject([
      { code: "export/too-many-rows", message: expect.stringContaining("216,000") },
    ]);
  });
});

async function verified(run: ExportedRun, manifest: string): Promise<Verification> {
  const text = await compute(manifest);
  return unwrap(impactFramework.verify(run, text, "out.yaml"));
}

/** A cluster of three pools at home, the same abroad, and runs that stay or go. */
function twoRegionsOfPools(): World {
  const drawn = fc.sample(clusterWorlds, { seed: 5, numRuns: 1 })[0] as World;
  const { grid, pool } = drawn;
  const withGrid = (of: (step: number) => number): World["grid"] => {
    const gPerKwh = grid.trace.gPerKwh.map((_, step) => of(step));
    return { ...grid, trace: { ...grid.trace, gPerKwh } };
  };
  const home = (step: number) => 100.3 + (step % 3) * 7.7;
  const spot = (each: NodePool) => ({
    ...each,
    ...(each.spot && { spot: { evictionsPerHour: 4 } }),
  });
  const morePools = (drawn.morePools ?? []).map(spot);
  const abroad = { ...pool, region: "abroad", pue: 1.07 };
  const transfer = { durationMs: 7 * MINUTE_MS, energyKwh: 0.004, cost: 1 };
  return {
    ...drawn,
    grid: withGrid(home),
    morePools,
    regions: [
      {
        name: "abroad",
        grid: withGrid((step) => home(step) * (step % 5 < 3 ? 0.1 : 2)),
        pool: abroad,
        morePools,
        transfer,
      },
    ],
    policies: [{ type: "cleanest-region", name: "go", title: "Go", shift: false }],
  };
}

function replayedIn(world: World): ExportedRun {
  const prepared = prepareWorld(world);
  const run = runPolicy(prepared, world.policies[0] as PolicySpec);
  return { id: "drawn", world, ...run, sites: prepared.sites };
}

/** The row in the middle, where something was on. */
function withOneIntensityChanged(manifest: string): string {
  const lines = manifest.split("\n");
  const rows = lines.flatMap((line, index) => (/seconds-on: [1-9]/.test(line) ? [index] : []));
  const middle = rows[rows.length >> 1] as number;
  const line = lines[middle] as string;
  lines[middle] = line.replace(/carbon-intensity: (\S+)/, (_, value) => {
    return `carbon-intensity: ${Number(value) * 1.0001 + 0.001}`;
  });
  return lines.join("\n");
}

/** A run of a timeline whose figures are added up by brute force, not by our account. */
function handMade(timeline: Timeline, units: number, sites = sitesForTest()): ExportedRun {
  const totals = bruteForce(timeline, sites);
  const carbonG = totals.operationalG + totals.embodiedG;
  const sciGPerUnit = units > 0 ? carbonG / units : null;
  const { fromMs, toMs } = timeline;
  return {
    id: "made",
    world: {
      title: "Made = by hand",
      seed: 1,
      period: { fromMs, toMs },
      functionalUnit: { name: "1,000 x: #y", perRun: 0, perDay: 0 },
    },
    spec: { name: "2024-01-01", title: "A policy\nin two lines" },
    timeline,
    sites,
    account: { ...totals, carbonG, units, sciGPerUnit },
  } as unknown as ExportedRun;
}
