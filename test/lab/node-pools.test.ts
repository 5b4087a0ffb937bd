/** Node pools as people write them: what the catalogue fills in, and what is wrong with one. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { unwrap } from "../../engine/core/issue.ts";
import { openWorld } from "../../engine/lab/scenario/open.ts";
import type { ResolveOptions } from "../../engine/lab/scenario/resolve.ts";
import { BARE, issuesOf, type Pool, type Spec, week, withPool } from "../helpers/week-on-nodes.ts";
import { ROOT } from "../tidy/tree.ts";

const poolOf = (pool: Pool, options: ResolveOptions = {}) =>
  unwrap(openWorld(week(withPool(pool)), options)).pool;

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

  it("brings a machine of one's own, with everything that is said of it", () => {
    const text = readFileSync(join(ROOT, "fixtures/catalogue/own.yaml"), "utf8");
    const own = { vmSize: "rack-1", region: "cellar", currency: "EUR" };
    expect(poolOf(own, { catalogue: { file: "own.yaml", text } })).toMatchObject({
      vcpu: 24,
      idleW: 24 * 0.9 + 96 * 0.392,
      fullW: 24 * 4.1 + 96 * 0.392,
      pue: 1.4,
      embodiedG: 650_000,
      pricePerHour: 0.35,
      currency: "EUR",
    });
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
