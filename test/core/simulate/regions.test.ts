/** Runs in other regions: where their pods are, what their data costs, and that all of it adds up. */
import { describe, expect, it } from "vitest";
import { account } from "../../../engine/core/account/account.ts";
import { runPolicy } from "../../../engine/core/compare/compare.ts";
import { regretOf } from "../../../engine/core/compare/regret.ts";
import type { CleanestRegionSpec } from "../../../engine/core/policy/spec.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { FROM_MS, poolOf } from "./random-world.ts";
import { at, worldOf } from "./scripted-world.ts";

const HOURS = 48;
const SPEC: CleanestRegionSpec = { type: "cleanest-region", name: "c", title: "C", shift: false };
const bare = { provisionMs: 0, scaleDownMs: 0, embodiedG: 0, vcpu: 1, idleW: 0, fullW: 1_000 };

/** A pod of one CPU takes four hours and a kilowatt, before PUE. */
function twoRegions(away: number, transferMs = 30 * MINUTE_MS): World {
  return worldOf({
    pool: poolOf({ ...bare, region: "home", pue: 1.2, pricePerHour: 1 }),
    regions: [
      {
        name: "away",
        grid: {
          trace: traceOf(Array(HOURS).fill(away), HOUR_MS, FROM_MS),
          forecast: "persistence",
        },
        pool: poolOf({ ...bare, region: "away", pue: 1.1, pricePerHour: 2 }),
        transfer: { durationMs: transferMs, energyKwh: 0.5, cost: 3 },
      },
    ],
    policies: [SPEC],
    baseline: "c",
  });
}

describe("a run in another region", () => {
  it("starts when its data is there, on that region's nodes", () => {
    const { timeline } = runPolicy(prepareWorld(twoRegions(20)), SPEC);
    expect(timeline.transfers).toEqual([
      { request: 0, site: 1, fromMs: FROM_MS, toMs: FROM_MS + 30 * MINUTE_MS },
    ]);
    expect(timeline.pods).toMatchObject([{ site: 1, startedAtMs: FROM_MS + 30 * MINUTE_MS }]);
    expect(timeline.nodes).toMatchObject([{ site: 1, toMs: at(4.5) }]);
    expect(timeline.requests[0]).toMatchObject({ startedAtMs: FROM_MS, outcome: "succeeded" });
  });

  it("is accounted with that region's grid, PUE and prices, and the way of its data with home's grid", () => {
    const { account: totals } = runPolicy(prepareWorld(twoRegions(20)), SPEC);
    expect(totals.energyKwh).toBeCloseTo(4 * 1.1 + 0.5, 9);
    expect(totals.operationalG).toBeCloseTo(4 * 1.1 * 20 + 0.5 * 100, 9);
    expect(totals.cost).toBeCloseTo(4 * 2 + 3, 9);
    expect(totals.transfer).toMatchObject({ energyKwh: 0.5, cost: 3 });
    expect(totals.transfer?.operationalG).toBeCloseTo(50, 9);
  });

  it("stays at home when that is cleaner, and there is nothing to account apart", () => {
    const { account: totals, timeline } = runPolicy(prepareWorld(twoRegions(99)), SPEC);
    expect(timeline.transfers).toEqual([]);
    expect(totals.operationalG).toBeCloseTo(4 * 1.2 * 100, 9);
    expect(totals.transfer).toMatchObject({ energyKwh: 0, operationalG: 0, cost: 0 });
  });

  it("whose data is still on its way at the end of the period is not finished", () => {
    const world = twoRegions(20, 23 * HOUR_MS);
    const late = {
      ...world,
      workload: { ...world.workload, requestedAtMs: [at(30)], deadlineMs: 40 * HOUR_MS },
    };
    const prepared = prepareWorld(late);
    const { timeline, account: totals } = runPolicy(prepared, SPEC);
    expect(timeline.requests[0]?.outcome).toBe("unfinished");
    expect(timeline.transfers[0]?.toMs).toBe(at(48));
    // Of the way of 23 hours, 18 are in the period.
    expect(totals.energyKwh).toBeCloseTo((0.5 * 18) / 23, 9);
    expect(totals.cost).toBeCloseTo((3 * 18) / 23, 9);
  });

  it("is compared with its best start there", () => {
    const prepared = prepareWorld(twoRegions(20));
    const { timeline } = runPolicy(prepared, SPEC);
    const regret = regretOf(prepared, timeline);
    expect(regret.operationalG).toBeCloseTo(4 * 1.1 * 20, 9);
    expect(regret.regretPct).toBeCloseTo(0, 9);
    expect(account(timeline, prepared.world, prepared.sites).runs).toBe(1);
  });
});
