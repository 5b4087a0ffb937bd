import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { decide } from "../../../engine/core/policy/decide.ts";
import { searchThreshold } from "../../../engine/core/policy/plan/k-search.ts";
import type { CapSpec } from "../../../engine/core/policy/spec.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { runDiamond } from "./diamond.ts";
import { inputOf } from "./input.ts";

const spec: CapSpec = { name: "p", title: "P", type: "cap", minimumCpu: 4 };
const LONG = 3 * DAY_MS;

/** W by halving, from its definition. */
function lambertByHalving(x: number): number {
  let [low, high] = [-1, 0];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (middle * Math.exp(middle) < x) low = middle;
    else high = middle;
  }
  return high;
}

/** How many CPUs may be used: the published program, loop and all. */
function quotaOf(current: number, low: number, high: number, max: number, minimum: number): number {
  const k = max - minimum;
  const alpha = 1 / (1 + lambertByHalving((low / high - 1) / Math.E));
  for (let i = 1; i <= k; i++) {
    const threshold = high * (1 - (1 - 1 / alpha) * (1 + 1 / (alpha * k)) ** (i - 1));
    if (threshold < current) return minimum + i - 1;
  }
  return max;
}

describe("cap", () => {
  it("lets so many CPUs be used as k-search says, no more and no fewer", () => {
    const values = fc.array(fc.integer({ min: 20, max: 700 }), { minLength: 72, maxLength: 72 });
    const cpus = fc.integer({ min: 0, max: 16 });
    fc.assert(
      fc.property(
        values,
        fc.nat(23),
        cpus,
        fc.integer({ min: 1, max: 8 }),
        cpus,
        (g, h, used, ask, min) => {
          const trace = new CarbonTrace(traceOf(g, HOUR_MS));
          const room = { requestedCpu: ask, freeReservedCpu: 0, usedCpu: used, maxCpu: 16 };
          const nowMs = h * HOUR_MS;
          const answer = decide(
            { ...spec, minimumCpu: min },
            inputOf(trace, nowMs, { askedAtMs: nowMs, deadlineMs: nowMs + LONG, room: () => room }),
          );
          const ahead = g.slice(h, h + 48);
          const [low, high] = [Math.min(...ahead), Math.max(...ahead)];
          const quota = quotaOf(g[h] as number, low, high, 16, min);
          if (used + ask > 16) return;
          expect(answer.action).toBe(used + ask <= quota ? "start" : "wait");
          if (answer.action === "wait") expect(answer.untilMs).toBe(nowMs + HOUR_MS);
        },
      ),
    );
  });

  it("falls from the highest towards the lowest, and never under it", () => {
    const bounds = fc.tuple(
      fc.double({ min: 0, max: 500, noNaN: true }),
      fc.double({ min: 0, max: 500, noNaN: true }),
    );
    fc.assert(
      fc.property(bounds, fc.integer({ min: 1, max: 2_000 }), ([lowest, more], k) => {
        const given = { lowest, highest: lowest + more };
        const every = Array.from({ length: k }, (_, i) => searchThreshold(i + 1, k, given));
        const slack = 1e-9 * (1 + given.highest);
        every.forEach((each, i) => {
          expect(each).toBeLessThanOrEqual((every[i - 1] ?? given.highest) + slack);
          expect(each).toBeGreaterThanOrEqual(lowest - slack);
        });
      }),
      { numRuns: 50 },
    );
  });

  it("takes a forecast that is negative for one at 0", () => {
    expect(searchThreshold(1, 4, { lowest: -10, highest: 100 })).toBe(
      searchThreshold(1, 4, { lowest: 0, highest: 100 }),
    );
    expect(searchThreshold(1, 4, { lowest: -10, highest: -5 })).toBe(-5);
  });

  it("starts at the latest when the deadline leaves no slack", () => {
    const trace = new CarbonTrace(traceOf([500, 500, 500, 500, 500, 100, 100, 100], HOUR_MS));
    const none = { ...spec, minimumCpu: 0 };
    expect(decide(none, inputOf(trace, 3.5 * HOUR_MS))).toMatchObject({ untilMs: 4 * HOUR_MS });
    expect(decide(none, inputOf(trace, 4 * HOUR_MS)).action).toBe("start");
  });

  it("runs branches of a workflow one after the other on a dirty grid, at once on a clean one", () => {
    const dirty = [...new Array<number>(12).fill(400), ...new Array<number>(84).fill(100)];
    const clean = new Array<number>(96).fill(100);
    const times = (gPerKwh: number[]) => runDiamond(spec, gPerKwh, { deadlineH: 40 });
    // Fetch takes 1 h, left 4 h, right 2 h, join 1 h; left and right ask for 4 CPUs each, of 8.
    expect(times(clean)).toEqual({ fetch: [0, 1], left: [1, 5], right: [1, 3], join: [5, 6] });
    expect(times(dirty)).toEqual({ fetch: [0, 1], left: [1, 5], right: [5, 7], join: [7, 8] });
  });

  it("is asked about the named steps alone, if there are any", () => {
    const dirty = [...new Array<number>(12).fill(400), ...new Array<number>(84).fill(100)];
    const tight = { ...spec, minimumCpu: 0 };
    expect(runDiamond(tight, dirty, { deadlineH: 40 }).fetch).toEqual([12, 13]);
    const { fetch, left, right } = runDiamond({ ...tight, steps: ["right"] }, dirty, {
      deadlineH: 40,
    });
    expect({ fetch, left, right }).toEqual({ fetch: [0, 1], left: [1, 5], right: [12, 14] });
  });
});
