import { describe, expect, it } from "vitest";
import { tune } from "../../../engine/core/sweep/held-out.ts";
import { METRIC_NAMES, type MetricName } from "../../../engine/core/sweep/metrics.ts";
import type { SweepTable } from "../../../engine/core/sweep/table.ts";

/** One policy over some limits and two periods: `[period][limit]` gives the figures. */
function tableOf(
  limits: readonly number[],
  figures: readonly (readonly Partial<Record<MetricName, number>>[])[],
): SweepTable {
  const period = { parameter: "period", uncertain: false, values: ["train", "held out"] };
  const limit = { parameter: "p.limit", policy: "p", uncertain: false, values: limits };
  const rows = figures.flat().map((row) => METRIC_NAMES.map((name) => row[name] ?? Number.NaN));
  return {
    axes: limits.length === 0 ? [period] : [period, limit],
    policies: ["p"],
    baseline: "p",
    figures: Float64Array.from(rows.flat()),
  };
}

const defaults = tableOf([], [[{ carbonG: 100, cost: 10 }], [{ carbonG: 100, cost: 10 }]]);
/** The first limit is the best where it is chosen, and the worst where it is not. */
const overfitted = tableOf(
  [1, 2, 3],
  [
    [
      { carbonG: 80, cost: 20, deadlineMisses: 1 },
      { carbonG: 90, cost: 10, deadlineMisses: 0 },
      { carbonG: 95, cost: 5, deadlineMisses: 0 },
    ],
    [
      { carbonG: 130, cost: 20, deadlineMisses: 5 },
      { carbonG: 92, cost: 10, deadlineMisses: 1 },
      { carbonG: 91, cost: 5, deadlineMisses: 0 },
    ],
  ],
);

const input = {
  trials: overfitted,
  defaults,
  policy: "p",
  objective: { terms: [{ metric: "carbonG", weight: 1 }], relative: false },
  limits: [],
} as const;

describe("tuning", () => {
  it("chooses by the training period alone, and shows what that is worth on the other", () => {
    const { chosen, hindsight, defaults: own } = tune(input);
    expect(chosen?.changes).toEqual([{ parameter: "p.limit", value: 1 }]);
    expect([chosen?.training.score, chosen?.heldOut.score]).toEqual([80, 130]);
    expect(hindsight?.changes).toEqual([{ parameter: "p.limit", value: 3 }]);
    expect(own.heldOut.score).toBe(100);
  });

  it("keeps its limits on the training period, and says where they break later", () => {
    const limits = [{ metric: "deadlineMisses", maximum: 0 }] as const;
    const { chosen, hindsight } = tune({ ...input, limits });
    expect(chosen?.changes[0]?.value).toBe(2);
    expect(chosen?.heldOut.feasible).toBe(false);
    expect(hindsight?.changes[0]?.value).toBe(3);
    const none = [{ metric: "carbonG", maximum: 10 }] as const;
    expect(tune({ ...input, limits: none })).toMatchObject({ chosen: null, hindsight: null });
  });

  it("weighs figures in shares of what the default has", () => {
    const terms = [
      { metric: "carbonG", weight: 1 },
      { metric: "cost", weight: 2 },
    ] as const;
    const {
      trials,
      chosen,
      defaults: own,
    } = tune({ ...input, objective: { terms, relative: true } });
    expect(own.training.score).toBe(3);
    expect(trials.map(({ training }) => training.score)).toEqual([0.8 + 4, 0.9 + 2, 0.95 + 1]);
    expect(chosen?.changes[0]?.value).toBe(3);
  });

  it("never chooses what has no figure", () => {
    const trials = tableOf(
      [1, 2],
      [
        [{}, { carbonG: 99 }],
        [{}, { carbonG: 99 }],
      ],
    );
    expect(tune({ ...input, trials }).chosen?.changes[0]?.value).toBe(2);
  });
});
