import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare } from "../../../engine/core/compare/compare.ts";
import { withRegret } from "../../../engine/core/compare/regret.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { podOf, workflowOf } from "../../helpers/workflow.ts";
import { argoWorlds } from "../simulate/argo-world.ts";
import { FROM_MS, poolOf, TO_MS, worlds } from "../simulate/random-world.ts";

function judged(world: World) {
  return withRegret(world, compare(world));
}

/** One pod of a constant duration on a node that is always on: the window is the run. */
function constantWorld(world: World, durationMs: number): World {
  const profile = world.profiles.fetch;
  if (profile?.work.kind !== "modelled") throw new Error("fetch is modelled");
  const duration = { kind: "constant" as const, durationMs };
  return {
    ...world,
    grid: { ...world.grid, forecast: "oracle" },
    workload: {
      ...world.workload,
      workflow: workflowOf("wf", "fetch", podOf("fetch", 0.3, 1)),
      requestedAtMs: world.workload.requestedAtMs.filter(
        (at) => at + world.workload.deadlineMs <= TO_MS - DAY_MS / 2,
      ),
      marginMs: 0,
    },
    pool: poolOf({ minNodes: 2, provisionMs: 0 }),
    profiles: { fetch: { ...profile, exitCode: 0, work: { ...profile.work, duration } } },
  };
}

describe("regret", () => {
  it("is never negative, and counts no more than the steps emitted", () => {
    fc.assert(
      fc.property(fc.oneof(worlds, argoWorlds), (world) => {
        for (const { regret, runs, byStep } of judged(world).results) {
          expect(regret.runs).toBe(runs);
          expect(regret.optimumG).toBeLessThanOrEqual(regret.operationalG);
          if (regret.regretPct !== null) expect(regret.regretPct).toBeGreaterThanOrEqual(-1e-9);
          const steps = Object.values(byStep).reduce((sum, step) => sum + step.operationalG, 0);
          const emitted = steps * world.pool.pue;
          expect(regret.operationalG).toBeLessThanOrEqual(emitted + 1e-9 * Math.max(1, emitted));
        }
      }),
      { numRuns: 80 },
    );
  });

  it("is nothing for the lowest window with a perfect forecast and constant durations", () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 1, max: 25 }), (random, minutes) => {
        const { results } = judged(constantWorld(random, minutes * MINUTE_MS));
        const of = (policy: string) => results.find((each) => each.policy === policy)?.regret;
        expect(of("window")?.regretPct ?? 0).toBeLessThanOrEqual(1e-9);
        expect(of("immediate")?.optimumG).toBeCloseTo(of("window")?.optimumG as number, 9);
        expect(of("immediate")?.operationalG).toBeGreaterThanOrEqual(
          (of("window")?.operationalG as number) - 1e-9,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("is the ratio of the two intensities in a world of two", () => {
    const [random] = fc.sample(worlds, { seed: 1, numRuns: 1 }) as [World];
    const trace = random.grid.trace;
    const world = constantWorld(random, HOUR_MS);
    const gPerKwh = trace.gPerKwh.map((_, hour) => (hour % 4 === 3 ? 100 : 250));
    const { results } = judged({
      ...world,
      grid: { ...world.grid, trace: { ...trace, gPerKwh } },
      workload: { ...world.workload, requestedAtMs: [FROM_MS], deadlineMs: 4 * HOUR_MS },
      policies: world.policies.filter(
        ({ type }) => type === "immediate" || type === "lowest-window",
      ),
    });
    expect(results.map(({ regret }) => regret.regretPct)).toEqual([
      expect.closeTo(150, 9),
      expect.closeTo(0, 9),
    ]);
  });
});
