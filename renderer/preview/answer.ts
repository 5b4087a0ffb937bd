/** The preview's side of the work: replays what changed, keeps what did not. */
import { compareRuns, type PolicyRun, runPolicy } from "../../engine/core/compare/compare.ts";
import { type Regret, withRegret } from "../../engine/core/compare/regret.ts";
import type { PolicyResult } from "../../engine/core/compare/result.ts";
import type { PolicySpec } from "../../engine/core/policy/spec.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import { type PreparedWorld, prepareWorld } from "../../engine/core/simulate/context.ts";
import type { Timeline } from "../../engine/core/timeline/timeline.ts";
import { applyEdits, type Edits } from "./edits.ts";
import type { PreviewReply } from "./protocol.ts";

interface Kept {
  readonly world: World;
  readonly spec: PolicySpec;
  readonly run: PolicyRun;
  /** Whether the policy looked at the forecast at least once. */
  readonly sawForecast: boolean;
}

type Forecast = World["grid"]["forecast"];

/** Answers one scenario again and again; a change of one policy replays that policy alone. */
export class Preview {
  private readonly base: World;
  private prepared: PreparedWorld;
  private readonly kept = new Map<string, Kept>();
  private last: { readonly world: World; readonly results: readonly PolicyResult[] } | undefined;
  private readonly judged = new WeakMap<Timeline, Regret>();

  constructor(world: World) {
    this.base = world;
    this.prepared = prepareWorld(world);
  }

  answer(ask: number, edits: Edits): PreviewReply {
    const world = applyEdits(this.base, edits);
    // Preparation does not depend on deadlines and policies, so it is done once for a forecast.
    if (!sameFields(this.prepared.world.grid.forecast, world.grid.forecast))
      this.prepared = prepareWorld(world);
    const before = new Map(this.kept);
    const runs = world.policies.map((spec) => this.run(world, spec));
    const { results, timelines } = compareRuns(runs, world.baseline);
    this.last = { world, results };
    const changed = timelines.map((timeline) =>
      before.get(timeline.policy)?.run.timeline === timeline ? null : timeline,
    );
    const readers = results.filter(({ policy }) => this.kept.get(policy)?.sawForecast);
    const forecastReaders = readers.map(({ policy }) => policy);
    return { kind: "answer", ask, results, timelines: changed, forecastReaders };
  }

  /** The regret of each policy of the last answer, a policy a step: between two steps a question may come. */
  *regrets(): Generator<undefined, readonly Regret[]> {
    const regrets: Regret[] = [];
    if (this.last === undefined) return regrets;
    const { world, results } = this.last;
    for (const result of results) {
      const timeline = (this.kept.get(result.policy) as Kept).run.timeline;
      let regret = this.judged.get(timeline);
      if (regret === undefined) {
        const [only] = withRegret(world, { results: [result], timelines: [timeline] }).results;
        regret = (only as { readonly regret: Regret }).regret;
        this.judged.set(timeline, regret);
        yield;
      }
      regrets.push(regret);
    }
    return regrets;
  }

  private run(world: World, spec: PolicySpec): PolicyRun {
    const kept = this.kept.get(spec.name);
    if (kept !== undefined && isSame(kept, world, spec)) return kept.run;
    const { context, seen } = watchForecasts(this.prepared, world);
    const run = runPolicy(context, spec);
    this.kept.set(spec.name, { world, spec, run, sawForecast: seen() });
    return run;
  }
}

/** A replay that never looked at the forecast is the same under every forecast. */
function isSame(kept: Kept, world: World, spec: PolicySpec): boolean {
  return (
    kept.world.workload.deadlineMs === world.workload.deadlineMs &&
    sameFields(kept.spec, spec) &&
    (!kept.sawForecast || sameFields(kept.world.grid.forecast, world.grid.forecast))
  );
}

/** The prepared world with a note of whether anybody asked for a forecast, at home or elsewhere. */
function watchForecasts(prepared: PreparedWorld, world: World) {
  let looked = false;
  const watched = <T extends { readonly forecast: Forecast }>(at: T): T =>
    Object.defineProperty({ ...at }, "forecast", {
      enumerable: true,
      get: () => {
        looked = true;
        return at.forecast;
      },
    });
  const sites = prepared.sites.map(watched);
  const context = { ...prepared, sites, world: { ...world, grid: watched(world.grid) } };
  return { context, seen: () => looked };
}

/** Edits make shallow copies, so comparing the fields one by one is exact. */
function sameFields(a: PolicySpec | Forecast, b: PolicySpec | Forecast): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  const [left, right] = [a, b] as unknown as Record<string, unknown>[];
  const keys = new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})]);
  return [...keys].every((key) => left?.[key] === right?.[key]);
}
