import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NodePool } from "../../../engine/core/cluster/node-pool.ts";
import type { PriceSeries } from "../../../engine/core/cluster/price.ts";
import { compare } from "../../../engine/core/compare/compare.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import type { Timeline } from "../../../engine/core/timeline/timeline.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { argoWorlds } from "./argo-world.ts";
import { edges, podsOf } from "./edges.ts";
import { FROM_MS, worlds } from "./random-world.ts";

const QUARTER_MS = 15 * MINUTE_MS;

/** Shorter than the period, or longer; what is not covered has the plain price. */
const prices: fc.Arbitrary<PriceSeries | undefined> = fc.option(
  fc.record({
    startMs: fc.constantFrom(FROM_MS - DAY_MS, FROM_MS + 5 * HOUR_MS),
    stepMs: fc.constantFrom(HOUR_MS, 45 * MINUTE_MS),
    perHour: fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 1, maxLength: 180 }),
  }),
  { nil: undefined },
);

describe("the account of a replay", () => {
  it("is what the nodes drew, second by second, and every part adds up to it", () => {
    fc.assert(
      fc.property(fc.oneof(worlds, argoWorlds), prices, (plain, series) => {
        const pool = series === undefined ? plain.pool : { ...plain.pool, prices: series };
        const world = { ...plain, pool };
        const { results, timelines } = compare(world);
        results.forEach((result, index) => {
          const timeline = timelines[index] as Timeline;
          const whole = integrate(timeline, world);
          const parts = [...Object.values(result.byStep), result.idle, result.overhead];
          for (const key of ["energyKwh", "operationalG", "embodiedG", "cost"] as const) {
            const sum = parts.reduce((total, part) => total + part[key], 0);
            near(result[key], whole[key]);
            near(sum, whole[key]);
          }
          near(result.carbonG, whole.operationalG + whole.embodiedG);
          if (result.units > 0) near(result.sciGPerUnit as number, result.carbonG / result.units);
          else expect(result.sciGPerUnit).toBeNull();
          const { runs, skipped, unfinished } = result;
          expect(runs + skipped + unfinished).toBe(world.workload.requestedAtMs.length);
        });
      }),
      { numRuns: 120 },
    );
  });

  it("says how much is frequency and how much is timing, and their product is the whole", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        for (const { decomposition, policy } of compare(world).results) {
          if (policy === world.baseline) expect(decomposition).toBeNull();
          if (decomposition === null) continue;
          const { frequencyFactor, timingFactor, totalFactor } = decomposition;
          near(frequencyFactor * timingFactor, totalFactor);
        }
      }),
      { numRuns: 60 },
    );
  });
});

function near(a: number, b: number): void {
  expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1e-3, Math.abs(a), Math.abs(b)));
}

/** A node's power is constant between two edges, the grid's intensity within an hour: add them up. */
function integrate(timeline: Timeline, { pool, grid }: World) {
  const total = { energyKwh: 0, operationalG: 0, embodiedG: 0, cost: 0 };
  const hourEdges = grid.trace.gPerKwh.map((_, i) => FROM_MS + i * HOUR_MS);
  for (const node of timeline.nodes) {
    const pods = podsOf(timeline, node.node);
    const all = [...edges(pods, node.fromMs, node.toMs), ...hourEdges];
    const cuts = all.filter((at) => at >= node.fromMs && at <= node.toMs).sort((a, b) => a - b);
    for (let i = 1; i < cuts.length; i++) {
      const [from, to] = [cuts[i - 1] as number, cuts[i] as number];
      const running = pods.filter((pod) => pod.startedAtMs <= from && to <= pod.finishedAtMs);
      const busy = running.reduce((sum, pod) => sum + (pod.cpu * pod.utilisation) / pool.vcpu, 0);
      const kwh =
        ((pool.idleW + busy * (pool.fullW - pool.idleW)) * pool.pue * (to - from)) / 3.6e9;
      total.energyKwh += kwh;
      if (to > from)
        total.operationalG +=
          kwh * (grid.trace.gPerKwh[Math.floor((from - FROM_MS) / HOUR_MS)] as number);
    }
    total.embodiedG += (pool.embodiedG * (node.toMs - node.fromMs)) / pool.lifespanMs;
    total.cost += costOf(pool, node.fromMs, node.toMs);
  }
  return total;
}

/** Quarter hour by quarter hour and what is left of them: prices change at no other time. */
function costOf({ pricePerHour, prices }: NodePool, fromMs: number, toMs: number): number {
  let cost = 0;
  for (let from = fromMs; from < toMs; ) {
    const to = Math.min(toMs, (Math.floor(from / QUARTER_MS) + 1) * QUARTER_MS);
    const index = prices === undefined ? -1 : Math.floor((from - prices.startMs) / prices.stepMs);
    cost += ((prices?.perHour[index] ?? pricePerHour) * (to - from)) / HOUR_MS;
    from = to;
  }
  return cost;
}
