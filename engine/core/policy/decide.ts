/** The policies by type: where a new one is registered. */
import type { PolicyAnswer, PolicyInput } from "./contract.ts";
import type { PolicyRule } from "./rule.ts";
import { cleanestRegion } from "./rules/cleanest-region.ts";
import { cron } from "./rules/cron.ts";
import { driftGated } from "./rules/drift-gated.ts";
import { immediate } from "./rules/immediate.ts";
import { lowestWindow } from "./rules/lowest-window.ts";
import { threshold } from "./rules/threshold.ts";
import type { PolicySpec, PolicyType } from "./spec.ts";

type Rules = { readonly [T in PolicyType]: PolicyRule<Extract<PolicySpec, { type: T }>> };

export const POLICY_RULES: Rules = {
  immediate,
  cron,
  threshold,
  "drift-gated": driftGated,
  "lowest-window": lowestWindow,
  "cleanest-region": cleanestRegion,
};

/** The policy's answer to "may this start, or go on, now?"; deterministic in its two arguments. */
export function decide(spec: PolicySpec, input: PolicyInput): PolicyAnswer {
  // Which rule belongs to which specification is checked where the rules are listed.
  const rule = POLICY_RULES[spec.type] as PolicyRule<PolicySpec>;
  return rule.decide(spec, input);
}

/** Names of the templates whose pods the policy is asked about; undefined: about whole runs. */
export function gatedSteps(spec: PolicySpec): readonly string[] | undefined {
  return "steps" in spec ? spec.steps : undefined;
}
