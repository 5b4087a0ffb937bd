/** What stays the same during a replay: the world, made ready to answer questions. */
import { CarbonTrace } from "../carbon/trace.ts";
import { profilesOf } from "../infer/placeholders.ts";
import { type QualitySurface, qualitySurface } from "../model/quality.ts";
import type { PolicySpec } from "../policy/spec.ts";
import { DrawTable } from "../profile/draws.ts";
import { DEFAULT_PROFILE, type Profile, type Profiles } from "../profile/profile.ts";
import type { World } from "../scenario/world.ts";
import type { DurationMs } from "../units/units.ts";
import type { WorkflowPlan } from "../workflow/plan/plan.ts";
import { planWorkflow } from "../workflow/plan/plan-workflow.ts";
import { estimateDurationMs } from "./estimate.ts";

/** Prepared once for a world, shared by the replays of all its policies. */
export interface PreparedWorld {
  readonly world: World;
  readonly trace: CarbonTrace;
  readonly surface: QualitySurface;
  readonly plan: WorkflowPlan;
  /** Mean duration of each request's run on an empty cluster, start-up included; at least 1 ms. */
  readonly expectedDurationMs: readonly DurationMs[];
  /** By the template's position in the plan. */
  readonly profiles: readonly Profile[];
  readonly draws: DrawTable;
}

export interface ReplayContext extends PreparedWorld {
  readonly spec: PolicySpec;
}

export function prepareWorld(world: World): PreparedWorld {
  const plan = planWorkflow(world.workload.workflow);
  const profiles: Profiles = { default: DEFAULT_PROFILE, templates: world.profiles };
  return {
    world,
    trace: new CarbonTrace(world.grid.trace),
    surface: qualitySurface(world.quality, world.seed),
    plan,
    expectedDurationMs: expectedDurations(world, plan, profiles),
    profiles: profilesOf(plan, profiles),
    draws: new DrawTable(world.seed, world.workload.requestedAtMs.length),
  };
}

function expectedDurations(world: World, plan: WorkflowPlan, profiles: Profiles): DurationMs[] {
  const startUpMs = world.pool.minNodes > 0 ? 0 : world.pool.provisionMs;
  const requests = world.workload.requestedAtMs;
  const expected = (request: number) =>
    Math.max(1, startUpMs + estimateDurationMs(plan, profiles, request, world.seed));
  const perRequest = Object.values(world.profiles).some((each) => each.work.kind === "measured");
  if (perRequest) return requests.map((_, index) => expected(index));
  const durationMs = expected(0);
  return requests.map(() => durationMs);
}
