/** The figures of a sweep in memory: by point, policy and metric. */
import type { Axis } from "./axes.ts";
import { METRIC_NAMES, type MetricName } from "./metrics.ts";

/** What a sweep asked, as its analysis needs it. */
export interface SweepShape {
  readonly axes: readonly Axis[];
  /** Names, in the order of the figures. */
  readonly policies: readonly string[];
  readonly baseline: string;
}

export interface SweepTable extends SweepShape {
  /** Figures at `(point * policies + policy) * metrics + metric`; NaN where there is none. */
  readonly figures: Float64Array;
}

/** How many figures one point has. */
export function rowLength({ policies }: Pick<SweepShape, "policies">): number {
  return policies.length * METRIC_NAMES.length;
}

/** One figure; NaN where there is none. */
export function figureAt(
  { figures, policies }: SweepTable,
  point: number,
  policy: number,
  metric: MetricName,
): number {
  const metrics = METRIC_NAMES.length;
  const index = (point * policies.length + policy) * metrics + METRIC_NAMES.indexOf(metric);
  return figures[index] as number;
}
