/** The preview's side of the work: replays what changed, keeps what did not. */
import { compareRuns, type PolicyRun, runPolicy } from "../../engine/core/compare/compare.ts";
import type { PolicySpec } from "../../engine/core/policy/spec.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import { type PreparedWorld, prepareWorld } from "../../engine/core/simulate/context.ts";
import { applyEdits, type Edits } from "./edits.ts";
import type { PreviewReply } from "./protocol.ts";

interface Kept {
  readonly deadlineMs: number;
  readonly spec: PolicySpec;
  readonly run: PolicyRun;
}

/** Answers one scenario again and again; a change of one policy replays that policy alone. */
export class Preview {
  private readonly base: World;
  private readonly prepared: PreparedWorld;
  private readonly kept = new Map<string, Kept>();

  constructor(world: World) {
    this.base = world;
    this.prepared = prepareWorld(world);
  }

  answer(ask: number, edits: Edits): PreviewReply {
    const world = applyEdits(this.base, edits);
    // Preparation does not depend on deadlines and policies, so it is done once for a scenario.
    const prepared = { ...this.prepared, world };
    const before = new Map(this.kept);
    const runs = world.policies.map((spec) => this.run(prepared, spec));
    const { results, timelines } = compareRuns(runs, world.baseline);
    const changed = timelines.map((timeline) =>
      before.get(timeline.policy)?.run.timeline === timeline ? null : timeline,
    );
    return { kind: "answer", ask, results, timelines: changed };
  }

  private run(prepared: PreparedWorld, spec: PolicySpec): PolicyRun {
    const { deadlineMs } = prepared.world.workload;
    const kept = this.kept.get(spec.name);
    if (kept?.deadlineMs === deadlineMs && sameSpec(kept.spec, spec)) return kept.run;
    const run = runPolicy(prepared, spec);
    this.kept.set(spec.name, { deadlineMs, spec, run });
    return run;
  }
}

/** Edits make shallow copies, so comparing the fields one by one is exact. */
function sameSpec(a: PolicySpec, b: PolicySpec): boolean {
  const [left, right] = [a, b] as unknown as Record<string, unknown>[];
  const keys = new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})]);
  return [...keys].every((key) => left?.[key] === right?.[key]);
}
