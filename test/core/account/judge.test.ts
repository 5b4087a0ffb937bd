/** The same timelines under other assumptions. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { account } from "../../../engine/core/account/account.ts";
import { type JudgedWorld, judge, reaccount } from "../../../engine/core/account/judge.ts";
import { readAssumptions } from "../../../engine/core/account/read-assumptions.ts";
import { tornado } from "../../../engine/core/account/tornado.ts";
import type { TraceData } from "../../../engine/core/carbon/trace.ts";
import { compare } from "../../../engine/core/compare/compare.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { sitesOf } from "../../../engine/core/site/site.ts";
import { DAY_MS } from "../../../engine/core/units/units.ts";
import { worlds } from "../simulate/random-world.ts";

describe("reaccount", () => {
  it("gives what an account of the same timelines in a changed world gives", () => {
    const changes = fc.record({
      pue: fc.double({ min: 1, max: 2, noNaN: true }),
      lifespanYears: fc.integer({ min: 1, max: 8 }),
      embodiedFactor: fc.double({ min: 0, max: 3, noNaN: true }),
    });
    fc.assert(
      fc.property(worlds, changes, (world, { pue, lifespanYears, embodiedFactor }) => {
        const { timelines } = compare(world);
        const { after } = reaccount(timelines, world, prepareWorld(world).sites, {
          ...{ pue, lifespanYears, embodiedFactor },
        });
        const pool = {
          ...world.pool,
          pue,
          lifespanMs: lifespanYears * 365 * DAY_MS,
          embodiedG: world.pool.embodiedG * embodiedFactor,
        };
        const sites = sitesOf({ ...world, pool });
        timelines.forEach((timeline, index) => {
          const expected = account(timeline, { ...world, pool }, sites);
          expect(after.policies[index]?.carbonG).toBe(expected.carbonG);
          expect(after.policies[index]?.sciGPerUnit).toBe(expected.sciGPerUnit);
        });
      }),
      { numRuns: 30 },
    );
  });

  it("flips nothing when nothing is assumed otherwise, and only names orders that held before", () => {
    const factors = fc.double({ min: 0, max: 20, noNaN: true });
    fc.assert(
      fc.property(worlds, factors, (world, embodiedFactor) => {
        const { timelines } = compare(world);
        const { sites } = prepareWorld(world);
        expect(reaccount(timelines, world, sites, {}).flips).toEqual([]);
        const { before, after, flips } = reaccount(timelines, world, sites, { embodiedFactor });
        const score = (side: typeof before, name: string) =>
          side.policies.find(({ policy }) => policy === name)?.sciGPerUnit as number;
        for (const flip of flips) {
          if (flip.kind !== "sci-order") continue;
          expect(score(before, flip.first)).toBeLessThan(score(before, flip.second));
          const margin = score(after, flip.first) - score(after, flip.second);
          if (flip.now === "reversed") expect(margin).toBeGreaterThan(0);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("turns the order when the grid that scores is the other way round", () => {
    fc.assert(
      fc.property(worlds, (plain) => {
        const { trace } = plain.grid;
        const most = Math.max(...trace.gPerKwh);
        const scoring: TraceData = { ...trace, gPerKwh: trace.gPerKwh.map((each) => most - each) };
        const world = { ...plain, grid: { ...plain.grid, scoring } };
        const { timelines, results } = compare(world);
        const asDecided = compare(plain);
        const { sites } = prepareWorld(world);
        // Decisions are those of the plain world; the score is not.
        expect(timelines.map(({ decisions }) => decisions)).toEqual(
          asDecided.timelines.map(({ decisions }) => decisions),
        );
        const back = judge(timelines, world, sites, { scoredWith: "deciding" });
        back.policies.forEach(({ carbonG }, index) => {
          expect(carbonG).toBe(asDecided.results[index]?.carbonG);
          const own = results[index];
          const both = (own?.operationalG ?? 0) + (asDecided.results[index]?.operationalG ?? 0);
          expect(both).toBeCloseTo((own?.energyKwh ?? 0) * most, 6);
        });
      }),
      { numRuns: 20 },
    );
  });
});

describe("tornado", () => {
  it("is sorted by swing, and its ends are what judging with them gives", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { timelines } = compare(world);
        const { sites } = prepareWorld(world);
        const policy = timelines[0]?.policy as string;
        const { bars } = tornado(timelines, world, sites, policy);
        const swings = bars.map(({ swing }) => swing);
        expect(swings).toEqual(swings.toSorted((a, b) => b - a));
        for (const { low, high } of bars) {
          for (const end of [low, high]) {
            const judged = judge(timelines, world, sites, end.assumptions).policies[0];
            expect(end.carbonG).toBe(judged?.carbonG);
          }
        }
        // Without a spot pool or a second trace these two move nothing.
        const names = bars.map(({ assumption }) => assumption);
        expect(names).not.toContain("spotPriceFactor");
        expect(names).not.toContain("scoredWith");
      }),
      { numRuns: 15 },
    );
  });

  it("says of a change that touches nothing that it does", () => {
    const [world] = fc.sample(worlds, { numRuns: 1, seed: 1 }) as [
      JudgedWorld & Parameters<typeof compare>[0],
    ];
    const { sites } = prepareWorld(world);
    const { timelines } = compare(world);
    const { idle } = reaccount(timelines, world, sites, {
      spotPriceFactor: 2,
      scoredWith: "scoring",
    });
    expect(idle).toHaveLength(2);
  });
});

describe("readAssumptions", () => {
  const unit = { name: "run", perRun: 1, perDay: 0 };
  it("reads numbers, a trace and another count of units", () => {
    const read = readAssumptions(
      [
        ["pue", "1.3"],
        ["scoredWith", "deciding"],
        ["perDay", "5"],
      ],
      unit,
    );
    expect(read).toMatchObject({
      ok: true,
      value: {
        pue: 1.3,
        scoredWith: "deciding",
        functionalUnit: { name: "run", perRun: 0, perDay: 5 },
      },
    });
  });

  it.each([
    ["pue", "0.9", "from 1 to 5"],
    ["pue", "", "from 1 to 5"],
    ["pue", "many", "from 1 to 5"],
    ["lifespan", "4", "lifespanYears"],
    ["scoredWith", "scorin", "scoring"],
    ["perRun", "0", "from"],
  ])("refuses %s=%s and names the remedy", (name, value, hint) => {
    const read = readAssumptions([[name, value]], unit);
    expect(read.ok).toBe(false);
    if (!read.ok)
      expect(read.issues[0]).toMatchObject({
        code: "account/assumption",
        hint: expect.stringContaining(hint),
      });
  });
});
