/** How long a run is expected to take: the workflow with mean durations and room for every pod. */
import type { Profiles } from "../profile/profile.ts";
import type { DurationMs } from "../units/units.ts";
import type { WorkflowPlan } from "../workflow/plan/plan.ts";
import { runOnVirtualClock } from "./virtual-run.ts";
import { expectedWorld } from "./virtual-world.ts";

/** @param seed that of the world; other numbers are drawn than in its replay */
export function estimateDurationMs(
  plan: WorkflowPlan,
  profiles: Profiles,
  request: number,
  seed: number,
): DurationMs {
  const world = expectedWorld(profiles, request, seed);
  const { startMs, endMs } = runOnVirtualClock(plan, world, { startMs: 0 });
  return endMs - startMs;
}
