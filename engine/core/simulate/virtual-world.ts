/** The world of a single run: profiles and a seed say what its pods and suspended nodes do. */
import { profilesOf } from "../infer/placeholders.ts";
import { DrawTable } from "../profile/draws.ts";
import {
  expectedOutcomeOf,
  expectedResumptionOf,
  outcomeOf,
  resumptionOf,
} from "../profile/outcome.ts";
import type { ProfiledPod } from "../profile/pod.ts";
import type { Profile, Profiles } from "../profile/profile.ts";
import type { WorkflowPlan } from "../workflow/plan/plan.ts";
import type { WorkflowNode } from "../workflow/state.ts";
import { withReplicas } from "./pod-parts.ts";
import { countStart, profiledPod, type StartCounts } from "./pods.ts";
import { resumptionFor } from "./suspension.ts";
import type { VirtualWorld } from "./virtual-run.ts";

/** Seed of everything random where neither the command nor the profiles give one. */
export const DEFAULT_RUN_SEED = 1;

interface Answers {
  readonly draws: DrawTable;
  readonly request: number;
  readonly outcomeOf: typeof outcomeOf;
  readonly resumptionOf: typeof resumptionOf;
}

/**
 * A world for one run; it counts the pods of each template, so another run needs another one.
 *
 * @param seed of all draws; that of the profiles, else `DEFAULT_RUN_SEED`
 */
export function virtualWorld(profiles: Profiles, seed?: number): VirtualWorld {
  const draws = new DrawTable(seed ?? profiles.seed ?? DEFAULT_RUN_SEED);
  return worldOf(profiles, { draws, request: 0, outcomeOf, resumptionOf });
}

/**
 * The world as it may be expected before a request's run: mean durations, likely endings.
 *
 * @param seed that of the run; what is expected is drawn from another one, for it knows no future
 */
export function expectedWorld(profiles: Profiles, request: number, seed: number): VirtualWorld {
  return worldOf(profiles, {
    draws: new DrawTable(~seed),
    request,
    outcomeOf: expectedOutcomeOf,
    resumptionOf: expectedResumptionOf,
  });
}

function worldOf(profiles: Profiles, answers: Answers): VirtualWorld {
  const { draws, request } = answers;
  const started: StartCounts = [];
  const ask = (plan: WorkflowPlan, node: WorkflowNode): [Profile, ProfiledPod] => {
    const occurrence = countStart(started, node.template);
    const pod = profiledPod(plan, node, { occurrence, request, draws });
    return [profilesOf(plan, profiles)[node.template] as Profile, pod];
  };
  return {
    pod: (plan, _run, node) => {
      const [profile, pod] = ask(plan, node);
      return withReplicas(answers.outcomeOf(profile, pod), profile);
    },
    resume: (plan, _run, node, ownMs) =>
      resumptionFor(...ask(plan, node), ownMs, answers.resumptionOf),
  };
}
