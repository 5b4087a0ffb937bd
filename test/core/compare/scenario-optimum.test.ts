import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare } from "../../../engine/core/compare/compare.ts";
import { type JudgedResult, withRegret } from "../../../engine/core/compare/regret.ts";
import { runGraphOf } from "../../../engine/core/compare/run-graph.ts";
import {
  type OptimumOptions,
  type ScenarioOptimum,
  scenarioOptimum,
} from "../../../engine/core/compare/scenario-optimum.ts";
import { unwrap } from "../../../engine/core/issue.ts";
import { fitsNodes } from "../../../engine/core/optimum/fit.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { highsSolver } from "../../../engine/io/solver/highs.ts";
import { podOf, workflowOf } from "../../helpers/workflow.ts";
import { traceOf } from "../carbon/traces.ts";
import { argoWorlds } from "../simulate/argo-world.ts";
import { FROM_MS, poolOf, TO_MS, worlds } from "../simulate/random-world.ts";

const solver = await highsSolver();
if (!solver.ok) console.log("highs is not installed: proofs of crowded runs not tried.");

function optima(world: World, options: OptimumOptions = {}): ScenarioOptimum[] {
  const prepared = prepareWorld(world);
  return compare(world).timelines.map((each) => scenarioOptimum(prepared, each, options));
}

/** Runs of one pod, asked for together, on CPUs for one of them; clean in the first hour alone. */
function crowdedWorld(runs: number, lengthMs: number, more: Partial<World> = {}): World {
  const [random] = fc.sample(worlds, { seed: 1, numRuns: 1 }) as [World];
  const gPerKwh = Array.from({ length: (TO_MS - FROM_MS) / HOUR_MS }, (_, hour) =>
    hour < 1 ? 10 : 100 + hour,
  );
  const duration = { kind: "constant" as const, durationMs: lengthMs };
  return {
    ...random,
    grid: { forecast: "oracle", trace: traceOf(gPerKwh, HOUR_MS, FROM_MS) },
    workload: {
      ...random.workload,
      workflow: workflowOf("wf", "fetch", podOf("fetch", 3, 1)),
      requestedAtMs: Array.from({ length: runs }, (_, run) => FROM_MS + run * MINUTE_MS),
      deadlineMs: DAY_MS / 2,
      marginMs: 0,
    },
    pool: poolOf({ vcpu: 4, minNodes: 1, maxNodes: 1, provisionMs: 0 }),
    profiles: {
      fetch: {
        work: { kind: "modelled", duration, utilisation: 1 },
        exitCode: 0,
        parameters: {},
      },
    },
    policies: random.policies.filter(({ type }) => type === "immediate"),
    baseline: "immediate",
    ...more,
  };
}

describe("the optimum of a scenario", () => {
  it("keeps order, time and nodes, and is never below its bound", () => {
    fc.assert(
      fc.property(fc.oneof(worlds, argoWorlds), (world) => {
        const prepared = prepareWorld(world);
        for (const { requests, claim } of optima(world)) {
          for (const { parts, carbonG, boundG, request } of requests) {
            expect(boundG).toBeLessThanOrEqual(carbonG);
            const latestMs = Math.max(request.deadlineMs, request.finishedAtMs as number);
            for (const { startMs, endMs } of parts) {
              expect(startMs).toBeGreaterThanOrEqual(request.askedAtMs);
              expect(endMs).toBeLessThanOrEqual(latestMs);
            }
          }
          if (claim !== "exact") continue;
          const parts = requests.flatMap((each) => each.parts);
          expect(fitsNodes(parts, prepared.world.pool)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is at most the best that whole runs reach, where all is proven and in time", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { results, timelines } = withRegret(world, compare(world));
        const prepared = prepareWorld(world);
        timelines.forEach((timeline, index) => {
          const late = timeline.requests.some(
            ({ finishedAtMs = 0, deadlineMs }) => finishedAtMs > deadlineMs,
          );
          const found = scenarioOptimum(prepared, timeline);
          if (late || found.claim !== "exact") return;
          const { optimumG, boundG } = (results[index] as JudgedResult).regret;
          expect(found.carbonG).toBeLessThanOrEqual(optimumG * (1 + 1e-9) + 1e-9);
          expect(boundG).toBeLessThanOrEqual(found.carbonG * (1 + 1e-9) + 1e-9);
        });
      }),
      { numRuns: 60 },
    );
  });

  it("suspends a step where a checkpoint allows it, and counts saving and loading", () => {
    const base = crowdedWorld(1, 2 * HOUR_MS);
    const { fetch } = base.profiles;
    const checkpoint = { saveMs: 5 * MINUTE_MS, restoreMs: 10 * MINUTE_MS };
    const gPerKwh = (base.grid.trace.gPerKwh as number[]).map((_, hour) => (hour % 3 ? 900 : 10));
    const world: World = {
      ...base,
      grid: { ...base.grid, trace: { ...base.grid.trace, gPerKwh } },
      profiles: { fetch: { ...(fetch as NonNullable<typeof fetch>), checkpoint } },
    };
    const [found] = optima(world) as [ScenarioOptimum];
    // Three clean hours for two hours of work and two suspensions of a quarter of an hour each.
    const lengths = found.requests[0]?.parts.map(({ startMs, endMs }) => endMs - startMs);
    expect(found.claim).toBe("exact");
    expect(lengths?.length).toBe(3);
    expect(lengths?.reduce((sum, each) => sum + each, 0)).toBe(2 * HOUR_MS + 30 * MINUTE_MS);
    const odd = { ...world, pool: { ...world.pool } };
    const duration = { kind: "constant" as const, durationMs: 2 * HOUR_MS - 1 };
    const work = { kind: "modelled" as const, duration, utilisation: 1 };
    const profile = { ...(odd.profiles.fetch as NonNullable<typeof fetch>), work };
    const [rounded] = optima({ ...odd, profiles: { fetch: profile } }) as [ScenarioOptimum];
    expect(rounded.claim).toBe("lower bound");
    expect(rounded.carbonG).toBeLessThanOrEqual(found.carbonG);
    expect(rounded.boundG).toBeLessThan(rounded.carbonG);
  });

  it("moves runs apart that have no room together, and says that this is not proven", () => {
    const world = crowdedWorld(3, 50 * MINUTE_MS);
    const [found] = optima(world) as [ScenarioOptimum];
    expect(found.claim).toBe("lower bound");
    expect(found.carbonG).toBeGreaterThanOrEqual(found.boundG);
    const own = found.requests.reduce((sum, each) => sum + each.boundG, 0);
    // Alone each run would have the one clean hour; together they cannot.
    expect(found.boundG).toBeGreaterThan(own * 1.2);
    const parts = found.requests.flatMap((each) => each.parts);
    expect(fitsNodes(parts, world.pool)).toBe(true);
  });

  it("leaves a run in its region, on the grid and the nodes there, after its data", () => {
    const base = crowdedWorld(1, HOUR_MS);
    const hours = base.grid.trace.gPerKwh.length;
    // Clean there in the third hour of the day alone; the data takes until the middle of it.
    const gPerKwh = Array.from({ length: hours }, (_, hour) => (hour % 24 === 2 ? 1 : 20));
    const transfer = { durationMs: 2.5 * HOUR_MS, energyKwh: 0, cost: 0 };
    const region = {
      name: "away",
      grid: { trace: traceOf(gPerKwh, HOUR_MS, FROM_MS), forecast: "oracle" as const },
      pool: poolOf({ vcpu: 8, idleW: 0, fullW: 80, pue: 1 }),
      transfer,
    };
    const policy = { type: "cleanest-region", name: "away", title: "Away", shift: false } as const;
    const grid = { ...base.grid, trace: { ...base.grid.trace, gPerKwh: gPerKwh.map(() => 900) } };
    const world = { ...base, grid, regions: [region], policies: [policy], baseline: "away" };
    const [found] = optima(world) as [ScenarioOptimum];
    const [run] = found.requests;
    expect(run?.parts.map(({ startMs }) => startMs - FROM_MS)).toEqual([2.5 * HOUR_MS]);
    // 3 of 8 CPUs at 80 W for an hour: half of it at 1 g/kWh, half at 20.
    expect(found.carbonG).toBeCloseTo(0.03 * 10.5, 9);
    const [result] = withRegret(world, compare(world)).results;
    expect(result?.regret.operationalG).toBeCloseTo(run?.asReplayedG as number, 12);
    expect(result?.regret.boundG).toBeLessThanOrEqual(found.carbonG);
  });

  it("has nothing to place where no run ended", () => {
    const [found] = optima(crowdedWorld(1, DAY_MS * 5)) as [ScenarioOptimum];
    expect(found).toMatchObject({ requests: [], carbonG: 0, gapPct: null, claim: "exact" });
  });

  it("knows the order of a diamond", () => {
    const [world] = fc.sample(worlds, { seed: 5, numRuns: 1 }) as [World];
    const prepared = prepareWorld(world);
    const [timeline] = compare(world).timelines;
    const request = timeline?.requests.find(({ finishedAtMs }) => finishedAtMs !== undefined);
    const index = request?.index as number;
    const records = timeline?.pods.filter((pod) => pod.request === index) ?? [];
    const { graph } = runGraphOf(prepared, timeline?.policy as string, index, records);
    const names = (task: string) =>
      graph.find(({ name }) => name === task)?.after.map((before) => graph[before]?.name);
    expect(names("left")).toEqual(["fetch"]);
    expect(names("join")?.toSorted()).toEqual(["left", "right"]);
  });
});

describe.skipIf(!solver.ok)("with HiGHS", () => {
  it("proves crowded runs: at most what was found one by one, at least the bound", () => {
    const world = crowdedWorld(3, 50 * MINUTE_MS);
    const [before] = optima(world) as [ScenarioOptimum];
    const proof = { solve: unwrap(solver), limitMs: 20_000 };
    const [found] = optima(world, { proof }) as [ScenarioOptimum];
    expect(found.claim).toBe("exact (MILP)");
    expect(found.carbonG).toBeLessThanOrEqual(before.carbonG + 1e-9);
    expect(found.carbonG).toBeGreaterThanOrEqual(before.boundG - 1e-9);
    expect(
      fitsNodes(
        found.requests.flatMap(({ parts }) => parts),
        world.pool,
      ),
    ).toBe(true);
  });

  it("says why nothing was proven when the time is over", () => {
    const world = crowdedWorld(3, 50 * MINUTE_MS);
    const solve = () => ({ kind: "unproven", reason: "Time limit reached" }) as const;
    const [found] = optima(world, { proof: { solve, limitMs: 1 } }) as [ScenarioOptimum];
    expect(found.requests[0]?.argument).toContain("Time limit reached");
  });
});
