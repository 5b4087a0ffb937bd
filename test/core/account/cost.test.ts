/** Money: billing rules, commitments, and what it costs to save carbon. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { billedUntil } from "../../../engine/core/account/billing.ts";
import { CommittedCost, type PaidSpan } from "../../../engine/core/account/commitment.ts";
import { abatement } from "../../../engine/core/account/cost-audit.ts";
import type { NodePool } from "../../../engine/core/cluster/node-pool.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../engine/core/units/units.ts";

const END = 10 * HOUR_MS;
const pool = (over: object) => ({ pricePerHour: 3, ...over }) as NodePool;

describe("billing", () => {
  const billing = { minimumMs: MINUTE_MS, stepMs: 10 * SECOND_MS };
  it.each([
    ["the minimum", 0, 5 * SECOND_MS, MINUTE_MS],
    ["a started step", 0, MINUTE_MS + 1, 70 * SECOND_MS],
    ["a whole step as it is", 0, 70 * SECOND_MS, 70 * SECOND_MS],
    ["the time as it is where the period cuts the node", END - 1_234, END, END],
  ])("charges %s", (_, fromMs, toMs, untilMs) => {
    expect(billedUntil({ node: 0, fromMs, toMs }, pool({ billing }), END)).toBe(untilMs);
  });

  it("is by the millisecond where nothing is said", () => {
    expect(billedUntil({ node: 0, fromMs: 0, toMs: 7 }, pool({}), END)).toBe(7);
  });
});

describe("a commitment", () => {
  const period = { fromMs: 0, toMs: END };

  it("covers node time first, blended over the nodes that run, and shows what was not used", () => {
    const spans = [
      { fromMs: 0, toMs: 4 * HOUR_MS },
      { fromMs: 2 * HOUR_MS, toMs: 4 * HOUR_MS },
    ];
    const cost = new CommittedCost(pool({}), { nodes: 1, pricePerHour: 1 }, spans, period);
    // Alone a node costs 1 an hour; two cost 1 and 3, so 2 each.
    expect(cost.cost(1, 0, 2 * HOUR_MS)).toBeCloseTo(2, 12);
    expect(cost.cost(1, 0, 4 * HOUR_MS)).toBeCloseTo(2 + 4, 12);
    expect(cost.cost(0.5, HOUR_MS, 3 * HOUR_MS)).toBeCloseTo(0.5 * (1 + 2), 12);
    expect(cost.unused).toBeCloseTo(6, 12);
  });

  it("costs in all what was committed and every node hour beyond it, minute by minute", () => {
    const minute = fc.integer({ min: 0, max: 600 });
    const spans = fc.array(
      fc.tuple(minute, minute).map(([a, b]): PaidSpan => {
        return { fromMs: Math.min(a, b) * MINUTE_MS, toMs: Math.max(a, b) * MINUTE_MS };
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(spans, fc.integer({ min: 1, max: 4 }), (all, nodes) => {
        const prices = { startMs: 0, stepMs: HOUR_MS, perHour: [1, 5, 2, 4, 0, 3, 2, 9, 1, 1] };
        const cost = new CommittedCost(pool({ prices }), { nodes, pricePerHour: 1.5 }, all, period);
        let bill = 0;
        for (let at = 0; at < END; at += MINUTE_MS) {
          const running = all.filter(({ fromMs, toMs }) => fromMs <= at && at < toMs).length;
          const price = prices.perHour[Math.floor(at / HOUR_MS)] as number;
          bill += (nodes * 1.5 + Math.max(0, running - nodes) * price) / 60;
        }
        const paid = all.reduce((sum, { fromMs, toMs }) => sum + cost.cost(1, fromMs, toMs), 0);
        expect(paid + cost.unused).toBeCloseTo(bill, 8);
      }),
    );
  });
});

describe("the cost of carbon saved", () => {
  const totals = (policy: string, carbonG: number, cost: number) => ({ policy, carbonG, cost });
  const baseline = totals("base", 2_000_000, 100);
  it.each([
    ["a price where it saves carbon and costs more", 1_000_000, 150, "cleaner-and-dearer", 50],
    ["none where it saves both", 1_000_000, 90, "cleaner-and-cheaper", null],
    ["none where it saves carbon at the same cost", 1_000_000, 100, "cleaner-and-cheaper", null],
    ["what each tonne more saves", 3_000_000, 70, "dirtier-and-cheaper", 30],
    ["none where it is worse in both", 3_000_000, 120, "dirtier-and-dearer", null],
    ["none where it emits the same", 2_000_000, 120, "same-carbon", null],
  ])("is %s", (_, carbonG, cost, which, perTonne) => {
    const found = abatement(totals("other", carbonG, cost), baseline);
    expect(found).toMatchObject({ which, perTonne });
  });
});
