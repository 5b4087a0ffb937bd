import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AccountRows, accountRows } from "../../../engine/core/account/account-rows.ts";
import { attribute } from "../../../engine/core/account/attribute.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import type { NodePool } from "../../../engine/core/cluster/node-pool.ts";
import type { Site } from "../../../engine/core/site/site.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import {
  bruteForce,
  everything,
  sitesForTest,
  type Totals,
  timelineOf,
} from "../../helpers/hand-made-run.ts";
import { timelines } from "./random-timeline.ts";

const sites = sitesForTest();

/** What a reader of the rows can do: multiply and add. */
function totalsOf({ pools, transfers }: AccountRows, sites: readonly Site[]): Totals {
  let [energyKwh, operationalG, embodiedG] = [0, 0, 0];
  for (const each of pools) {
    const pool = (sites[each.site] as Site).pools[each.pool] as NodePool;
    for (const [row, itKwh] of each.itKwh.entries()) {
      energyKwh += itKwh * pool.pue;
      operationalG += itKwh * pool.pue * Number(each.gPerKwh[row]);
      embodiedG += (Number(each.onMs[row]) * pool.embodiedG) / pool.lifespanMs;
    }
  }
  for (const [row, kwh] of transfers?.kwh.entries() ?? []) {
    energyKwh += kwh;
    operationalG += kwh * Number(transfers?.gPerKwh[row]);
  }
  return { energyKwh, operationalG, embodiedG };
}

function expectClose(found: Totals, wanted: Totals): void {
  for (const key of ["energyKwh", "operationalG", "embodiedG"] as const) {
    expect(Math.abs(found[key] - wanted[key])).toBeLessThanOrEqual(1e-11 * wanted[key] + 1e-15);
  }
}

describe("the rows of an account", () => {
  it("give the account of any timeline when multiplied and added", () => {
    fc.assert(
      fc.property(timelines, ({ sites, timeline }) => {
        const { total } = attribute(timeline, sites);
        expectClose(totalsOf(accountRows(timeline, sites), sites), total);
      }),
    );
  });

  it("are scored with the trace that scores, not with the one that policies saw", () => {
    const scored = sites.map((site, index) => {
      const gPerKwh = [...site.trace.values].map((value) => 900 - value);
      const { startMs, stepMs, about } = site.trace;
      const scoring = new CarbonTrace({ startMs, stepMs, gPerKwh, about });
      return index === 0 ? { ...site, scoring } : site;
    });
    const timeline = everything();
    const { total } = attribute(timeline, scored);
    expectClose(totalsOf(accountRows(timeline, scored), scored), total);
    expect(total.operationalG).not.toBeCloseTo(attribute(timeline, sites).total.operationalG, 0);
  });

  it("agree with brute force, and have the network's energy with them, cut where the period cuts the way", () => {
    const timeline = everything();
    const rows = accountRows(timeline, sites);
    expectClose(totalsOf(rows, sites), bruteForce(timeline, sites));
    const moved = rows.transfers?.kwh.reduce((sum, kwh) => sum + kwh, 0);
    expect(moved).toBeCloseTo(0.037 * (1 + 20 / 50), 12);
  });

  it("take the mean load for the power of a straight line", () => {
    const { pools } = accountRows(everything(), sites);
    const home = pools.find((each) => each.site === 0 && each.pool === 0);
    const pool = (sites[0] as Site).pool;
    let rowsOn = 0;
    for (const [row, onMs] of home?.onMs.entries() ?? []) {
      if (onMs === 0) continue;
      rowsOn += 1;
      const share = Number(home?.busyCpuMs[row]) / onMs / pool.vcpu;
      const watts = pool.idleW + (pool.fullW - pool.idleW) * share;
      expect((watts * onMs) / HOUR_MS / 1_000).toBeCloseTo(Number(home?.itKwh[row]), 12);
    }
    expect(rowsOn).toBeGreaterThan(20);
  });

  it("are steps of the finest grid, with its own values, in which each grid is constant", () => {
    const { grid, pools } = accountRows(everything(), sites);
    expect(grid.stepMs).toBe(HOUR_MS / 4);
    for (const { site, gPerKwh } of pools) {
      const { trace } = sites[site] as Site;
      const values = gPerKwh.map((_, row) => trace.at(grid.startMs + row * grid.stepMs));
      expect(gPerKwh).toEqual(values);
    }
  });

  it("weigh a grid by energy where its steps do not fit into the rows", () => {
    const [home, other] = sites as [Site, Site];
    const oddSites = [{ ...home, trace: later(home.trace) }, other];
    const timeline = timelineOf(
      [
        { from: 10, to: 300 },
        { from: 0, to: 90, site: 1 },
      ],
      [{ node: 0, from: 20, to: 177, cpu: 4 }],
    );
    expectClose(
      totalsOf(accountRows(timeline, oddSites), oddSites),
      bruteForce(timeline, oddSites),
    );
  });
});

/** The same values, in steps that begin seven minutes later. */
function later({ startMs, stepMs, values, about }: CarbonTrace): CarbonTrace {
  return new CarbonTrace({
    startMs: startMs + 7 * MINUTE_MS,
    stepMs,
    gPerKwh: [...values],
    about,
  });
}
