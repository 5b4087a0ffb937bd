/** A sweep of two policies over a limit and three seeds, with figures that say where they belong. */
import { METRIC_NAMES } from "../../../engine/core/sweep/metrics.ts";
import type { SweepTable } from "../../../engine/core/sweep/table.ts";

export const SEEDS = [0, 1, 2];

/** Carbon and waiting: 1000 and 0 for `base`, the limit and a tenth of it for `wait`; plus the seed. */
export function smallTable(): SweepTable {
  const limits = [100, 200];
  const axes = [
    { parameter: "wait.limitGPerKwh", policy: "wait", uncertain: false, values: limits },
    { parameter: "seed", uncertain: true, values: SEEDS },
  ];
  const rows = limits.flatMap((limit) =>
    SEEDS.flatMap((seed) => [row(1_000 + seed, seed), row(limit + seed, limit / 10 + seed)]),
  );
  return {
    axes,
    policies: ["base", "wait"],
    baseline: "base",
    figures: Float64Array.from(rows.flat()),
  };
}

function row(carbonG: number, meanWaitH: number): number[] {
  const known: Record<string, number> = { carbonG, meanWaitH };
  return METRIC_NAMES.map((name) => known[name] ?? Number.NaN);
}
