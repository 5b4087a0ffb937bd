/** `lowtide tune`: parameters chosen on a training period, and judged on one that was held out. */
import type { SweepAxisInput, SweepSummary } from "../../contract/sweep.ts";
import { type Issue, IssueError, problem } from "../../core/issue.ts";
import type { MetricLimit } from "../../core/sweep/frontier.ts";
import { type Objective, type Tuning, tune } from "../../core/sweep/held-out.ts";
import type { MetricName } from "../../core/sweep/metrics.ts";
import { Sweeps } from "./sweeps.ts";

export interface TuneWish {
  readonly scenario: string;
  /** Name of the policy whose parameters are tuned. */
  readonly policy: string;
  readonly axes: readonly SweepAxisInput[];
  /** `FROM..TO` */
  readonly training: string;
  readonly heldOut: string;
  readonly objective: Objective;
  readonly limits: readonly MetricLimit[];
  readonly stated: readonly MetricName[];
  readonly data?: string;
  readonly workers?: number;
}

export interface Tuned extends Tuning {
  readonly title: string;
  readonly synthetic: boolean;
  readonly currency: string;
  /** Parameters over which the medians are taken. */
  readonly uncertain: readonly string[];
  readonly points: number;
  readonly failures: readonly Issue[];
}

export interface TuneHooks {
  readonly onProgress?: (summary: SweepSummary) => void;
  /** Told how to stop: the answer is then an `IssueError`. */
  readonly onStart?: (cancel: () => void) => void;
}

/** Nothing of it is kept: the sweep that explores the same parameters is. */
export async function tuneParameters(wish: TuneWish, hooks: TuneHooks = {}): Promise<Tuned> {
  const { scenario, policy, axes, training, heldOut, data, workers } = wish;
  const sweeps = new Sweeps({});
  hooks.onStart?.(() => void sweeps.close());
  const period = { parameter: "period", values: [training, heldOut] };
  const common = {
    scenario,
    policies: [policy],
    ...(data !== undefined && { data }),
    ...(workers !== undefined && { workers }),
  };
  try {
    const asked = sweeps.start({ ...common, axes: [period, ...axes] }, hooks.onProgress);
    const done = await sweeps.wait(asked.id);
    const chosen = done.axes.slice(1).filter(({ uncertain }) => !uncertain);
    if (chosen.length === 0) throw new IssueError([nothingToChoose()]);
    // The default parameters over the same uncertain points: what is chosen is left as it is.
    const rest = axes.filter((_, index) => done.axes[index + 1]?.uncertain);
    const unchanged = sweeps.start({ ...common, axes: [period, ...rest] });
    await sweeps.wait(unchanged.id);
    const failures = [asked, unchanged].flatMap(({ id }) =>
      sweeps.read(id).failures.flatMap(({ issues }) => issues),
    );
    if (sweeps.summary(asked.id).status === "cancelled") throw new IssueError([cancelled()]);
    const tables = { trials: sweeps.table(asked.id), defaults: sweeps.table(unchanged.id) };
    const { policies } = tables.trials;
    if (!policies.includes(policy)) throw new IssueError([notOne(policy)]);
    return {
      ...tune({ ...wish, ...tables }),
      title: done.title,
      synthetic: done.synthetic,
      currency: done.currency,
      uncertain: done.axes.filter(({ uncertain }) => uncertain).map(({ parameter }) => parameter),
      points: done.total,
      failures,
    };
  } finally {
    await sweeps.close();
  }
}

function nothingToChoose(): Issue {
  const hint = "Vary a parameter of the policy, such as threshold.limitGPerKwh=150:350:10.";
  return problem("sweep/axes", "only seeds, dates or grids vary: there is nothing to choose", hint);
}

function notOne(policy: string): Issue {
  const message = `'${policy}' is a type with several policies, or none`;
  return problem("policy/not-found", message, "Give the name of one policy.");
}

function cancelled(): Issue {
  const message = "it was stopped before all parameters were tried";
  return problem("sweep/cancelled", message, "Run it again, or try fewer values.");
}
