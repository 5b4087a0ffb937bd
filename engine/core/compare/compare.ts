/** One scenario under several policies: replays, accounts, and the differences between them. */
import { account } from "../account/account.ts";
import type { Account } from "../account/result.ts";
import { assert } from "../assert.ts";
import type { PolicySpec } from "../policy/spec.ts";
import type { World } from "../scenario/world.ts";
import { type PreparedWorld, prepareWorld } from "../simulate/context.ts";
import { type Observer, replay } from "../simulate/replay.ts";
import type { Timeline } from "../timeline/timeline.ts";
import { decompose, savedPct } from "./difference.ts";
import type { PolicyResult } from "./result.ts";

export interface Comparison {
  /** In the order of the world's policies. */
  readonly results: readonly PolicyResult[];
  readonly timelines: readonly Timeline[];
}

/** A policy's replay with its totals; the differences need the baseline's as well. */
export interface PolicyRun {
  readonly spec: PolicySpec;
  readonly timeline: Timeline;
  readonly account: Account;
}

/** Replays every policy of the world and compares it with the baseline. */
export function compare(world: World): Comparison {
  const prepared = prepareWorld(world);
  return compareRuns(
    world.policies.map((spec) => runPolicy(prepared, spec)),
    world.baseline,
  );
}

/** Replays one policy; what the preview does again when a single policy changes. */
export function runPolicy(
  prepared: PreparedWorld,
  spec: PolicySpec,
  observe?: Observer,
): PolicyRun {
  const timeline = replay({ ...prepared, spec }, observe);
  const { world, sites } = prepared;
  return { spec, timeline, account: account(timeline, world, sites) };
}

/** Compares finished replays; one of them is the baseline. */
export function compareRuns(runs: readonly PolicyRun[], baselineName: string): Comparison {
  const baseline = runs.find((run) => run.spec.name === baselineName);
  assert(baseline !== undefined, () => `the baseline '${baselineName}' is one of the policies`);
  return {
    timelines: runs.map((run) => run.timeline),
    results: runs.map((run) => ({
      ...run.account,
      title: run.spec.title,
      decisions: run.timeline.decisions,
      savedVsBaselinePct: savedPct(run.account, baseline.account),
      decomposition: run === baseline ? null : decompose(run.account, baseline.account),
    })),
  };
}
