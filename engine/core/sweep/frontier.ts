/** The trade-off between objectives: policies with their parameters, on the frontier or behind it. */
import type { Change } from "./axes.ts";
import { type Combination, figuresOf } from "./combine.ts";
import { type MetricName, preference } from "./metrics.ts";
import { type Direction, kneeOf, paretoFrontier } from "./pareto.ts";
import { spreadOf } from "./quantile.ts";
import type { SweepTable } from "./table.ts";

/** A bound on the median of a metric over the uncertain points. */
export interface MetricLimit {
  readonly metric: MetricName;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

/** A policy with its parameters. */
export interface Candidate {
  readonly policy: string;
  /** Into the combinations. */
  readonly combination: number;
  /** What concerns this policy; another policy's parameters are left out. */
  readonly changes: readonly Change[];
  /** By objective; NaN where no point has a figure. */
  readonly medians: readonly number[];
  /** Keeps all limits. */
  readonly feasible: boolean;
  /** No feasible candidate is better in one objective and at least as good in all others. */
  readonly onFrontier: boolean;
  readonly knee: boolean;
}

type Measured = Omit<Candidate, "onFrontier" | "knee">;

/**
 * Every policy at every combination that can make a difference to it, judged by the medians of the
 * objectives. A combination that differs only in the parameter of another policy is no candidate of its
 * own, except where that policy is the baseline, to which figures may refer.
 */
export function frontierOf(
  table: SweepTable,
  combinations: readonly Combination[],
  objectives: readonly MetricName[],
  limits: readonly MetricLimit[] = [],
): Candidate[] {
  const measured = table.policies.flatMap((policy, index) =>
    concerning(table, combinations, policy).map(([combination, changes]): Measured => {
      const points = (combinations[combination] as Combination).points;
      const median = (metric: MetricName) =>
        spreadOf(figuresOf(table, points, index, metric))?.median ?? Number.NaN;
      return {
        policy,
        combination,
        changes,
        medians: objectives.map(median),
        feasible: limits.every((limit) => keeps(median(limit.metric), limit)),
      };
    }),
  );
  return marked(measured, objectives);
}

function marked(measured: readonly Measured[], objectives: readonly MetricName[]): Candidate[] {
  const directions = objectives.map((metric): Direction => preference(metric) ?? "less");
  const feasible = measured.filter((each) => each.feasible);
  const on = paretoFrontier(
    feasible.map(({ medians }) => medians),
    directions,
  );
  const frontier = feasible.filter((_, index) => on[index]);
  const knee = kneeOf(
    frontier.map(({ medians }) => medians),
    directions,
  );
  const members = new Set(frontier);
  return measured.map((each) => ({
    ...each,
    onFrontier: members.has(each),
    knee: knee !== undefined && each === frontier[knee],
  }));
}

/** Whether a figure is within a limit; no figure keeps none. */
export function keeps(value: number, { minimum, maximum }: MetricLimit): boolean {
  return value >= (minimum ?? Number.NEGATIVE_INFINITY) && value <= (maximum ?? Infinity);
}

/** The first combination for each different set of changes that concern the policy. */
function concerning(
  { axes, baseline }: SweepTable,
  combinations: readonly Combination[],
  policy: string,
): [number, Change[]][] {
  const owners = new Map(axes.map((axis) => [axis.parameter, axis.policy]));
  const seen = new Set<string>();
  return combinations.flatMap(({ changes }, index): [number, Change[]][] => {
    const own = changes.filter(({ parameter }) => {
      const owner = owners.get(parameter);
      return owner === undefined || owner === policy || owner === baseline;
    });
    const key = JSON.stringify(own);
    if (seen.has(key)) return [];
    seen.add(key);
    return [[index, own]];
  });
}
