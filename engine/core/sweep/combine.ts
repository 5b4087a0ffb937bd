/** Distributions over what nobody chooses, for each combination of what somebody does. */
import { type Change, changesOf, pointCount, pointOf } from "./axes.ts";
import { type MetricName, preference } from "./metrics.ts";
import { type Spread, spreadOf } from "./quantile.ts";
import { figureAt, type SweepTable } from "./table.ts";
import { winsOf } from "./wins.ts";

/** A metric of one policy over the uncertain points of one combination. */
export interface PolicySpread {
  readonly policy: string;
  /** Null when no point has a figure. */
  readonly spread: Spread | null;
  /** Points at which no policy is better; a tie counts for each of those that tie. */
  readonly wins: number;
  /** Wins that are shared with another policy. */
  readonly ties: number;
}

/** One value of each chosen axis. */
export interface Combination {
  readonly changes: readonly Change[];
  /** Its points, ascending. */
  readonly points: readonly number[];
}

export interface JudgedCombination {
  readonly changes: readonly Change[];
  /** Points at which all policies could be compared. */
  readonly compared: number;
  readonly policies: readonly PolicySpread[];
}

/** Every combination of the axes that are not uncertain, with its points; in the order of the points. */
export function combinationsOf({ axes }: Pick<SweepTable, "axes">): Combination[] {
  const chosen = axes.filter(({ uncertain }) => !uncertain);
  const groups: number[][] = Array.from({ length: pointCount(chosen) }, () => []);
  const total = pointCount(axes);
  const positions = axes.map(() => 0);
  for (let point = 0; point < total; point++) {
    const own = positions.filter((_, axis) => axes[axis]?.uncertain === false);
    groups[pointOf(chosen, own)]?.push(point);
    advance(positions, axes);
  }
  return groups.map((points, index) => ({ changes: changesOf(chosen, index), points }));
}

/** The next point's positions: the last axis moves fastest. */
function advance(positions: number[], axes: SweepTable["axes"]): void {
  for (let axis = axes.length - 1; axis >= 0; axis--) {
    const next = (positions[axis] as number) + 1;
    if (next < (axes[axis]?.values.length ?? 0)) {
      positions[axis] = next;
      return;
    }
    positions[axis] = 0;
  }
}

/** The distribution of a metric for each policy of a combination, and how often each is the best. */
export function judge(
  table: SweepTable,
  { changes, points }: Combination,
  metric: MetricName,
): JudgedCombination {
  const figures = table.policies.map((_, policy) => figuresOf(table, points, policy, metric));
  const better = preference(metric);
  const { compared, wins, ties } = winsOf(figures, better ?? "less");
  return {
    changes,
    compared,
    policies: table.policies.map((policy, index) => ({
      policy,
      spread: spreadOf(figures[index] as Float64Array),
      wins: better === undefined ? 0 : (wins[index] as number),
      ties: better === undefined ? 0 : (ties[index] as number),
    })),
  };
}

/** A policy's figures at some points; NaN where there is none. */
export function figuresOf(
  table: SweepTable,
  points: readonly number[],
  policy: number,
  metric: MetricName,
): Float64Array {
  return Float64Array.from(points, (point) => figureAt(table, point, policy, metric));
}
