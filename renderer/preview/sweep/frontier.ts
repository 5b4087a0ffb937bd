/** The frontier under limits that move with the hand: the engine's own rule, on candidates that it found. */
import type { MetricName } from "../../../engine/contract/sweep.ts";
import { type Candidate, keeps } from "../../../engine/core/sweep/frontier.ts";
import { type Direction, kneeOf, paretoFrontier } from "../../../engine/core/sweep/pareto.ts";
import { metricOf } from "./metrics.ts";

/** A bound for each objective, in its own worse direction; null for none. */
export type Bounds = readonly (number | null)[];

export interface Placed {
  readonly candidate: Candidate;
  /** By objective; every one finite. */
  readonly values: readonly number[];
  readonly feasible: boolean;
  readonly onFrontier: boolean;
  readonly knee: boolean;
  /** How many other settings of the policy come to the same values; they are not placed again. */
  readonly alike: number;
}

export function directionOf(metric: MetricName): Direction {
  return metricOf(metric).better === "more" ? "more" : "less";
}

/** Candidates with a figure in each objective, judged under the bounds. */
export function placed(
  candidates: readonly Candidate[],
  objectives: readonly MetricName[],
  bounds: Bounds,
): Placed[] {
  const directions = objectives.map(directionOf);
  const alike = new Map<string, number>();
  const known = candidates.filter((candidate) => {
    if (!objectives.every((_, index) => typeof candidate.medians[index] === "number")) return false;
    const before = alike.get(keyOf(candidate));
    alike.set(keyOf(candidate), (before ?? -1) + 1);
    return before === undefined;
  });
  const inside = known.map(({ medians }) =>
    objectives.every((metric, index) => {
      const bound = bounds[index] ?? undefined;
      const side = directions[index] === "more" ? { minimum: bound } : { maximum: bound };
      return keeps(medians[index] as number, { metric, ...side });
    }),
  );
  const feasible = known.filter((_, index) => inside[index]);
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
  return known.map((candidate, index) => ({
    candidate,
    values: candidate.medians,
    feasible: inside[index] === true,
    onFrontier: members.has(candidate),
    knee: knee !== undefined && candidate === frontier[knee],
    alike: alike.get(keyOf(candidate)) ?? 0,
  }));
}

function keyOf({ policy, medians }: Candidate): string {
  return `${policy} ${medians.join(" ")}`;
}

/**
 * The best of those that keep the bounds.
 *
 * @param order positions of the objectives: the first decides, the next among equals
 */
export function bestOf(
  all: readonly Placed[],
  objectives: readonly MetricName[],
  order: readonly number[],
): Placed | undefined {
  return all
    .filter(({ feasible }) => feasible)
    .reduce<Placed | undefined>((best, each) => {
      if (best === undefined) return each;
      for (const index of order) {
        const gap = (each.values[index] as number) - (best.values[index] as number);
        const direction = directionOf(objectives[index] as MetricName);
        if (gap !== 0) return gap < 0 === (direction === "less") ? each : best;
      }
      return best;
    }, undefined);
}
