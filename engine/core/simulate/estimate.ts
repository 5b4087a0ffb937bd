/** How long a run is expected to take: the workflow with mean durations and room for every pod. */
import { EventQueue, type Timed } from "../clock/event-queue.ts";
import { own } from "../text/own.ts";
import type { DurationMs } from "../units/units.ts";
import type { WorkflowPlan } from "../workflow/plan.ts";
import { newRun } from "../workflow/state.ts";
import { transition } from "../workflow/transition.ts";
import { podTemplate, profileOutputs } from "./pods.ts";
import { DEFAULT_PROFILE, expectedDurationMs, type Profile } from "./profile.ts";

interface Finish extends Timed {
  readonly node: number;
  readonly profile: Profile;
}

export function estimateDurationMs(
  plan: WorkflowPlan,
  profiles: Readonly<Record<string, Profile>>,
  request: number,
): DurationMs {
  const queue = new EventQueue<Finish>();
  let { run, effects } = transition(plan, newRun(), { type: "submit", atMs: 0 });
  let nowMs = 0;
  for (;;) {
    for (const effect of effects) {
      if (effect.type !== "startPod") continue;
      const template = podTemplate(plan, run, effect.node);
      const profile = own(profiles, template.name) ?? DEFAULT_PROFILE;
      const atMs = nowMs + expectedDurationMs(profile, request, template.requests.cpu);
      queue.push({ atMs, rank: 0, node: effect.node, profile });
    }
    const next = queue.pop();
    if (next === undefined) return nowMs;
    nowMs = next.atMs;
    ({ run, effects } = transition(plan, run, {
      type: "podFinished",
      atMs: nowMs,
      node: next.node,
      exitCode: next.profile.exitCode,
      outputs: profileOutputs(next.profile),
    }));
  }
}
