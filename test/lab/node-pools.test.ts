/** Node pools as people write them: what the catalogue fills in, and what is wrong with one. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { unwrap } from "../../engine/core/issue.ts";
import { BUNDLED_SCENARIOS, openWorld } from "../../engine/lab/scenario/open.ts";
import type { ResolveOptions } from "../../engine/lab/scenario/resolve.ts";
import { tempFolder } from "../fakes/temp-folder.ts";

const WEEK = join(BUNDLED_SCENARIOS, "green-e2e-ml");
const folder = tempFolder();
let count = 0;

type Pool = Record<string, unknown>;
type Spec = { cluster: Record<string, unknown> & { nodePool: Pool } } & Record<string, unknown>;

/** A pool that leaves everything to the catalogue. */
const BARE = {
  name: "batch",
  vmSize: "Standard_D8s_v5",
  region: "westeurope",
  minNodes: 0,
  maxNodes: 2,
  provision: "3m",
  scaleDown: "10m",
};

/** The published week of November 2023, on other nodes. */
function week(change: (spec: Spec) => void, files: Record<string, string> = {}) {
  const document = parse(readFileSync(join(WEEK, "scenario.yaml"), "utf8"));
  change(document.spec);
  const id = `n${count++}`;
  mkdirSync(join(folder, id));
  writeFileSync(join(folder, id, "scenario.yaml"), stringify(document));
  writeFileSync(join(folder, id, "workflow.yaml"), readFileSync(join(WEEK, "workflow.yaml")));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, id, name), text);
  return { id, file: join(folder, id, "scenario.yaml") };
}

const withPool = (pool: Pool) => (spec: Spec) => {
  spec.cluster.nodePool = { ...BARE, ...pool };
};

const poolOf = (pool: Pool, options: ResolveOptions = {}) =>
  unwrap(openWorld(week(withPool(pool)), options)).pool;

function issuesOf(change: (spec: Spec) => void, files: Record<string, string> = {}) {
  const result = openWorld(week(change, files), {});
  return result.ok ? [] : result.issues;
}

describe("a node pool that leaves its numbers out", () => {
  it("gets them by VM size, region and year, a line of sources for each", () => {
    const pool = poolOf({});
    expect(pool).toMatchObject({
      vcpu: 8,
      memoryGib: 32,
      idleW: 8 * 0.74 + 32 * 0.392,
      fullW: 8 * 3.54 + 32 * 0.392,
      pue: 1.14,
      embodiedG: ((1510.4 * 8) / 96) * 1_000,
      lifespanMs: 4 * 365 * 86_400_000,
      pricePerHour: 0.46,
    });
    expect(pool.curve).toBeUndefined();
    expect(pool.gpu).toBeUndefined();
    for (const name of [
      "vcpu",
      "memoryGib",
      "idleW",
      "fullW",
      "pue",
      "embodiedKg",
      "lifespanYears",
      "pricePerHour",
    ]) {
      const lines = pool.sources.filter((line) => line.startsWith(`${name} `));
      expect(lines).toHaveLength(1);
      expect(lines[0]?.length).toBeGreaterThan(30);
    }
    expect(pool.sources.find((line) => line.startsWith("pue"))).toContain("of 2023");
  });

  it("keeps what it states, and its own sources before the others", () => {
    const pool = poolOf({ pue: 1.3, pricePerHour: 0.2, idleW: 20, sources: ["our contract"] });
    expect(pool).toMatchObject({ pue: 1.3, pricePerHour: 0.2, idleW: 20 });
    expect(pool.fullW).toBeCloseTo(40.864, 9);
    expect(pool.sources[0]).toBe("our contract");
    const filled = pool.sources.filter((line) => /^(pue|pricePerHour|idleW) /.test(line));
    expect(filled).toEqual([]);
  });

  it("asks nothing of the catalogue when it states everything", () => {
    const stated = {
      vmSize: "our own rack",
      region: "the cellar",
      ...{ vcpu: 8, memoryGib: 32, idleW: 20, fullW: 60, pue: 1.4 },
      ...{ embodiedKg: 100, lifespanYears: 5, pricePerHour: 0, sources: ["meter"] },
    };
    expect(poolOf(stated)).toMatchObject({ vmSize: "our own rack", sources: ["meter"] });
  });

  it("has GPUs where the size has some", () => {
    const pool = poolOf({ vmSize: "Standard_NC24ads_A100_v4" });
    expect(pool.gpu).toEqual({ count: 1, model: "A100 80GB", idleW: 46, fullW: 407 });
    const own = { count: 1, model: "measured", idleW: 40, fullW: 300 };
    expect(poolOf({ vmSize: "Standard_NC24ads_A100_v4", gpu: own }).gpu).toEqual(own);
  });

  it.each([
    ["teads", true, 0.12 * 33.75 + 12.544, 1.02 * 33.75 + 12.544, "points"],
    ["teads", false, 0.12 * 33.75, 1.02 * 33.75, "points"],
    ["ccf", false, 5.92, 28.32, undefined],
    ["boavizta", true, 17.4, 57.9, "logarithmic"],
  ])("follows the power model %s, memory %s", (powerModel, memoryPower, idleW, fullW, kind) => {
    const pool = poolOf({ powerModel, memoryPower });
    expect(pool.idleW).toBeCloseTo(idleW, 9);
    expect(pool.fullW).toBeCloseTo(fullW, 9);
    expect(pool.curve?.kind).toBe(kind);
  });

  it("pays an assumed price for spot nodes, unless it states one", () => {
    const spot = { evictionsPerHour: 0.05 };
    // The pods of the week tolerate no spot nodes, so these stand beside others.
    const world = unwrap(
      openWorld(
        week((spec) => {
          spec.cluster.nodePool = BARE;
          spec.cluster.morePools = [
            { ...BARE, name: "assumed", spot },
            { ...BARE, name: "stated", spot, pricePerHour: 0.1 },
          ];
        }),
        {},
      ),
    );
    const [assumed, stated] = world.morePools ?? [];
    expect(assumed?.pricePerHour).toBeCloseTo(0.46 * 0.12, 12);
    expect(assumed?.sources.find((line) => line.startsWith("pricePerHour"))).toContain("assumed");
    expect(stated?.pricePerHour).toBe(0.1);
  });

  it.each([
    [{ vmSize: "Standard_D8_v55" }, "catalogue/unknown-size", "nodePool.vmSize", "Standard_D8_v5"],
    [{ vmSize: "xyz" }, "catalogue/unknown-size", "nodePool.vmSize", "catalogue list"],
    [{ region: "westeurop" }, "catalogue/unknown-region", "nodePool.region", "'westeurope'"],
    [
      { vmSize: "Standard_E16s_v5" },
      "catalogue/no-number",
      "nodePool.pricePerHour",
      "size,region,pricePerHour,currency,date,source",
    ],
    [{ currency: "EUR" }, "catalogue/no-number", "nodePool.currency", "USD"],
    [
      { vmSize: "Standard_F8s_v2", powerModel: "teads" },
      "catalogue/no-number",
      "nodePool.idleW",
      "tdpW",
    ],
    [{ idleW: 50 }, "scenario/inconsistent", "nodePool.idleW", "both"],
    [{ system: { cpu: 8 } }, "scenario/inconsistent", "nodePool.system", "larger VM size"],
    [{ pue: 0.9 }, "document/invalid", "nodePool.pue", "0.9"],
    [{ pricePerHour: -1 }, "document/invalid", "nodePool.pricePerHour", "-1"],
  ])("%j is an issue: %s", (pool, code, path, hint) => {
    const issues = issuesOf(withPool(pool));
    expect(issues[0]).toMatchObject({ code, path: `spec.cluster.${path}` });
    expect(issues[0]?.line).toBeGreaterThan(1);
    expect(issues[0]?.hint).toContain(hint);
    expect(issues.filter((issue) => issue.code === "catalogue/unknown-size").length).toBeLessThan(
      2,
    );
  });

  it("names every number that the catalogue lacks", () => {
    const issues = issuesOf(withPool({ vmSize: "Standard_NC40ads_H100_v5" }));
    const paths = issues.map(({ path }) => path?.split(".").at(-1));
    expect(paths).toEqual(["gpu", "idleW", "embodiedKg"]);
  });
});

describe("a catalogue file of the scenario", () => {
  const PRICE =
    "size,region,pricePerHour,currency,date,source\nStandard_D8s_v5,westeurope,0.31,USD,2026-11-01,our contract\n";
  const beside = (spec: Spec) => {
    spec.cluster.nodePool = BARE;
    spec.cluster.catalogue = "mine.csv";
  };

  it("overrides the built-in one, and a file of the call overrides both", () => {
    const found = week(beside, { "mine.csv": PRICE });
    expect(unwrap(openWorld(found, {})).pool.pricePerHour).toBe(0.31);
    const catalogue = { file: "call.csv", text: PRICE.replace("0.31", "0.29") };
    expect(unwrap(openWorld(found, { catalogue })).pool.pricePerHour).toBe(0.29);
  });

  it("is an issue with its line when it is wrong, needed or not", () => {
    const wrong = PRICE.replace("0.31", "-0.31");
    const [issue] = issuesOf(
      (spec) => {
        spec.cluster.catalogue = "mine.csv";
      },
      { "mine.csv": wrong },
    );
    expect(issue).toMatchObject({ code: "catalogue/unit", file: "mine.csv", line: 2 });
  });

  it.each([
    ["nowhere.csv", "files/missing"],
    ["../mine.csv", "scenario/outside"],
  ])("%s is %s", (file, code) => {
    const [issue] = issuesOf((spec) => {
      spec.cluster.catalogue = file;
    });
    expect(issue).toMatchObject({ code, path: "spec.cluster.catalogue" });
  });
});

describe("a cluster", () => {
  it("reaches the world with all its pools and rules", () => {
    const world = unwrap(
      openWorld(
        week((spec) => {
          spec.cluster = {
            nodePool: BARE,
            morePools: [{ ...BARE, name: "large", vmSize: "Standard_D16s_v5" }],
            autoscaler: { scanInterval: "15s", expander: "least-waste" },
            scheduler: "LeastAllocated",
            quotas: { pods: 7, vcpu: 64 },
          };
          spec.regions = [
            {
              name: "north",
              grid: spec.grid,
              nodePool: { ...BARE, region: "northeurope" },
              morePools: [{ ...BARE, region: "northeurope", name: "more" }],
              transfer: { gib: 1, duration: "1m", kwhPerGib: 0, pricePerGib: 0 },
            },
          ];
        }),
        {},
      ),
    );
    expect(world.morePools?.map(({ name, vcpu }) => [name, vcpu])).toEqual([["large", 16]]);
    expect(world.autoscaler).toEqual({
      scanMs: 15_000,
      delayAfterAddMs: 600_000,
      utilisationThreshold: 0.5,
      expander: "least-waste",
    });
    expect(world.scheduler).toBe("LeastAllocated");
    expect(world.quotas).toEqual({ pods: 7, vcpu: 64 });
    const [north] = world.regions ?? [];
    expect(north?.pool.pricePerHour).toBe(0.428);
    expect(north?.morePools?.map(({ name, pue }) => [name, pue])).toEqual([["more", 1.19]]);
  });

  it("has none of the fields that its document does not name", () => {
    const world = unwrap(openWorld(week(withPool({})), {}));
    for (const field of ["morePools", "autoscaler", "scheduler", "quotas", "regions"]) {
      expect(Object.hasOwn(world, field)).toBe(false);
    }
  });

  const more = (pool: Pool) => (spec: Spec) => {
    spec.cluster.nodePool = BARE;
    spec.cluster.morePools = [{ ...BARE, name: "more", ...pool }];
  };
  it.each([
    ["two pools of one name", more({ name: "batch" }), "morePools[0].name"],
    ["another currency", more({ currency: "EUR" }), "morePools[0].currency"],
    ["another region", more({ region: "uksouth" }), "morePools[0].region"],
    ["crossed bounds", more({ minNodes: 3 }), "morePools[0]"],
    ["crossed power", more({ idleW: 3, fullW: 2 }), "morePools[0]"],
    [
      "a GPU with crossed power",
      withPool({ gpu: { count: 1, model: "x", idleW: 9, fullW: 8 } }),
      "nodePool.gpu",
    ],
    ["a system that keeps all", withPool({ vcpu: 8, system: { cpu: 8 } }), "nodePool.system.cpu"],
    [
      "a quota below what is always on",
      (spec: Spec) => {
        withPool({ minNodes: 2 })(spec);
        spec.cluster.quotas = { vcpu: 15 };
      },
      "quotas.vcpu",
    ],
  ])("with %s is an issue", (_, change, path) => {
    const issues = issuesOf(change);
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ["scenario/inconsistent", `spec.cluster.${path}`],
    ]);
  });

  it("needs a pool that admits each pod, and one of those that is large enough", () => {
    const tainted = { taints: [{ key: "gpu", effect: "NoSchedule" }] };
    const small = { vcpu: 0.01 };
    expect(issuesOf(withPool(tainted)).map(({ code }) => code)).toContain("scenario/no-pool");
    expect(issuesOf(withPool(small)).map(({ code }) => code)).toContain("scenario/pod-too-large");
    expect(issuesOf(more({}))).toEqual([]);
    // A small pool is no fault beside one where the pods fit; a tainted one is no help.
    const beside = (first: Pool, second: Pool) => (spec: Spec) => {
      spec.cluster.nodePool = { ...BARE, ...first };
      spec.cluster.morePools = [{ ...BARE, name: "more", ...second }];
    };
    expect(issuesOf(beside(small, {}))).toEqual([]);
    expect(issuesOf(beside(small, tainted)).map(({ code }) => code)).toContain(
      "scenario/pod-too-large",
    );
  });
});
