/** Asks the profiles of a replay's world what pods and suspended nodes will have done. */
import { outcomeOf } from "../profile/outcome.ts";
import type { PodOutcome, Resumption } from "../profile/pod.ts";
import type { Profile } from "../profile/profile.ts";
import type { InstantMs } from "../units/units.ts";
import type { WorkflowRun } from "../workflow/state.ts";
import type { ReplayContext } from "./context.ts";
import type { ReplayEffect } from "./events.ts";
import { nodeOf, profiledPod } from "./pods.ts";
import { activeRun, type ReplayState } from "./state.ts";
import { resumptionFor } from "./suspension.ts";

/** The whole outcome of a pod that has started; the same each time it is asked for. */
export function drawPod(
  context: ReplayContext,
  state: ReplayState,
  request: number,
  pod: number,
): PodOutcome {
  const occurrence = state.runs[request]?.pods[pod]?.occurrence ?? 0;
  const { profile, asked } = ask(context, state, request, pod, occurrence);
  return outcomeOf(profile, asked);
}

/** Undefined when nobody resumes the node before it goes on by itself. */
export function drawResumption(
  context: ReplayContext,
  state: ReplayState,
  effect: Extract<ReplayEffect, { type: "awaitResume" }>,
  nowMs: InstantMs,
): Resumption | undefined {
  const { request, suspended, occurrence, untilMs } = effect;
  const { profile, asked } = ask(context, state, request, suspended, occurrence);
  return resumptionFor(profile, asked, untilMs === undefined ? undefined : untilMs - nowMs);
}

/** The run of a request that has started and still has something to do. */
export function runOf(state: ReplayState, request: number): WorkflowRun {
  return activeRun(state, request).run;
}

function ask(
  { plan, profiles, spec, draws }: ReplayContext,
  state: ReplayState,
  request: number,
  index: number,
  occurrence: number,
) {
  const node = nodeOf(runOf(state, request), index);
  const asked = profiledPod(plan, node, { occurrence, request, policy: spec.name, draws });
  return { profile: profiles[node.template] as Profile, asked };
}
