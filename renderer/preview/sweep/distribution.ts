/** The distribution of a figure over the points of a picture, and how often each policy is the best there. */
import { type CellTable, type Spread, spreadOf, valuesAt, winsAt } from "./cells.ts";
import type { SweepFigures } from "./figures.ts";
import { type MetricName, metricOf } from "./metrics.ts";

export interface Share {
  /** Null when no point has a figure. */
  readonly spread: Spread | null;
  /** Points at which no policy is better, and how many of them are shared. */
  readonly wins: number;
  readonly ties: number;
}

export interface Distribution {
  readonly points: number;
  /** Points at which every policy has a figure; null for figures that no direction prefers. */
  readonly compared: number | null;
  /** In the order of the policies. */
  readonly shares: readonly Share[];
}

export function distributionOf(
  figures: SweepFigures,
  { points }: CellTable,
  metric: MetricName,
): Distribution {
  const all = points.flatMap((each) => Array.from(each));
  const won = winsAt(figures, all, metricOf(metric).better);
  return {
    points: all.length,
    compared: won === null ? null : won.compared,
    shares: figures.byPolicy.map((_, policy) => ({
      spread: spreadOf(valuesAt(figures, policy, all)),
      wins: won?.wins[policy] ?? 0,
      ties: won?.ties[policy] ?? 0,
    })),
  };
}
