/** Distributions and the frontier of a sweep, as the app and the command line show them. */
import type { SweepAnalysis } from "../../contract/sweep.ts";
import { combinationsOf, judge } from "../../core/sweep/combine.ts";
import { frontierOf, type MetricLimit } from "../../core/sweep/frontier.ts";
import type { MetricName } from "../../core/sweep/metrics.ts";
import type { SweepTable } from "../../core/sweep/table.ts";

export interface AnalysisWish {
  readonly metric: MetricName;
  /** Objectives; no frontier without them. */
  readonly frontier?: readonly MetricName[] | undefined;
  readonly limits?: readonly MetricLimit[] | undefined;
}

export function analyse(
  table: SweepTable,
  { metric, frontier = [], limits = [] }: AnalysisWish,
): SweepAnalysis {
  const combinations = combinationsOf(table);
  return {
    metric,
    combinations: combinations.map((each) => judge(table, each, metric)),
    objectives: frontier,
    candidates: frontier.length < 2 ? [] : frontierOf(table, combinations, frontier, limits),
  };
}
