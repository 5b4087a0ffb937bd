/**
 * Parameters chosen on one period and judged on another: what looks best on the period that it was
 * chosen on is partly luck, and the period that was held out shows how much.
 */
import { assert } from "../assert.ts";
import type { Change } from "./axes.ts";
import { type Combination, combinationsOf, figuresOf } from "./combine.ts";
import { keeps, type MetricLimit } from "./frontier.ts";
import { type MetricName, preference } from "./metrics.ts";
import { spreadOf } from "./quantile.ts";
import type { SweepTable } from "./table.ts";

export interface Objective {
  readonly terms: readonly { readonly metric: MetricName; readonly weight: number }[];
  /** Each term counts relative to the default parameters in the same period, so that units do not matter. */
  readonly relative: boolean;
}

/** One choice of parameters in one period: medians over the uncertain points. */
export interface PeriodFigures {
  /** Null where no point has a figure. */
  readonly medians: Readonly<Partial<Record<MetricName, number | null>>>;
  /** What is minimised; null where a term has no figure. */
  readonly score: number | null;
  /** Keeps all limits. */
  readonly feasible: boolean;
}

export interface Trial {
  readonly changes: readonly Change[];
  readonly training: PeriodFigures;
  readonly heldOut: PeriodFigures;
}

export interface Tuning {
  /** The scenario's own parameters. */
  readonly defaults: Trial;
  /** The best on the training period that keeps the limits there; null when none does. */
  readonly chosen: Trial | null;
  /** What the held-out period itself would have chosen: nobody can know it beforehand. */
  readonly hindsight: Trial | null;
  /** All choices, in the order of the points. */
  readonly trials: readonly Trial[];
}

export interface TuningInput {
  /** Its first axis has two values: the training period and the held-out one. */
  readonly trials: SweepTable;
  /** The same with the default parameters. */
  readonly defaults: SweepTable;
  readonly policy: string;
  readonly objective: Objective;
  readonly limits: readonly MetricLimit[];
  /** Medians of these are stated besides those of the objective and the limits. */
  readonly stated?: readonly MetricName[];
}

/** The first of equals is chosen, in the order in which the values were given. */
export function tune(input: TuningInput): Tuning {
  const { trials: table, defaults: unchanged, objective } = input;
  const [own] = pairs(unchanged);
  assert(own !== undefined, "the default parameters have both periods");
  const toTrial = (from: SweepTable, pair: Pair<Combination>): Trial => {
    const [training, heldOut] = ([0, 1] as const).map((period) =>
      judged(input, mediansOf(input, from, pair[period]), mediansOf(input, unchanged, own[period])),
    ) as [PeriodFigures, PeriodFigures];
    return { changes: pair[0].changes.slice(1), training, heldOut };
  };
  const trials = pairs(table).map((pair) => toTrial(table, pair));
  assert(objective.terms.length > 0, "an objective has a term");
  return {
    defaults: toTrial(unchanged, own),
    chosen: least(trials, ({ training }) => training),
    hindsight: least(trials, ({ heldOut }) => heldOut),
    trials,
  };
}

type Pair<T> = readonly [T, T];
type Medians = Readonly<Partial<Record<MetricName, number | null>>>;

/** The period is the first axis and moves slowest: the second half are the same choices, held out. */
function pairs(table: SweepTable): Pair<Combination>[] {
  assert(table.axes[0]?.values.length === 2, "a training period and a held-out period");
  const combinations = combinationsOf(table);
  const half = combinations.length / 2;
  return combinations
    .slice(0, half)
    .map((training, index) => [training, combinations[half + index] as Combination]);
}

function mediansOf(
  { policy, objective, limits, stated = [] }: TuningInput,
  table: SweepTable,
  { points }: Combination,
): Medians {
  const index = table.policies.indexOf(policy);
  assert(index >= 0, "the tuned policy is one of the sweep's");
  const names = [
    ...objective.terms.map(({ metric }) => metric),
    ...limits.map(({ metric }) => metric),
    ...stated,
  ];
  const entries = [...new Set(names)].map((metric) => {
    const spread = spreadOf(figuresOf(table, points, index, metric));
    return [metric, spread?.median ?? null] as const;
  });
  return Object.fromEntries(entries);
}

function judged({ objective, limits }: TuningInput, medians: Medians, reference: Medians) {
  const values = objective.terms.map(({ metric, weight }) => {
    const value = medians[metric] ?? Number.NaN;
    const own = objective.relative ? Math.abs(reference[metric] ?? Number.NaN) : 1;
    const sign = preference(metric) === "more" ? -1 : 1;
    // What is zero by default cannot be compared in shares of it; then it counts as it is.
    return (sign * weight * value) / (own === 0 ? 1 : own);
  });
  const score = values.reduce((sum, value) => sum + value, 0);
  return {
    medians,
    score: Number.isFinite(score) ? score : null,
    feasible: limits.every((limit) => keeps(medians[limit.metric] ?? Number.NaN, limit)),
  };
}

function least(trials: readonly Trial[], periodOf: (trial: Trial) => PeriodFigures): Trial | null {
  let best: Trial | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const trial of trials) {
    const { score, feasible } = periodOf(trial);
    if (!feasible || score === null || score >= bestScore) continue;
    best = trial;
    bestScore = score;
  }
  return best;
}
