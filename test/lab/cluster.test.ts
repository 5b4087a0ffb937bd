/** The cluster of a scenario: all its pools and rules reach the world, and its parts agree. */
import { describe, expect, it } from "vitest";
import { unwrap } from "../../engine/core/issue.ts";
import { openWorld } from "../../engine/lab/scenario/open.ts";
import { BARE, issuesOf, type Pool, type Spec, week, withPool } from "../helpers/week-on-nodes.ts";

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
            quotas: { jobs: 7, vcpu: 64 },
            priorityClasses: { urgent: 100 },
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
    expect(world.quotas).toEqual({ jobs: 7, vcpu: 64 });
    expect(world.priorityClasses).toEqual({ urgent: 100 });
    const [north] = world.regions ?? [];
    expect(north?.pool.pricePerHour).toBe(0.428);
    expect(north?.morePools?.map(({ name, pue }) => [name, pue])).toEqual([["more", 1.19]]);
  });

  it("has none of the fields that its document does not name", () => {
    const world = unwrap(openWorld(week(withPool({})), {}));
    for (const field of ["morePools", "autoscaler", "scheduler", "quotas", "priorityClasses"]) {
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
