/** The policies by type: where a new one is registered. */
import type { DurationMs } from "../units/units.ts";
import type { PolicyAnswer, PolicyInput } from "./contract.ts";
import type { PolicyRule } from "./rule.ts";
import { allJobsWait } from "./rules/all-jobs-wait.ts";
import { bidirectionalWindow } from "./rules/bidirectional-window.ts";
import { budget } from "./rules/budget.ts";
import { cap } from "./rules/cap.ts";
import { carbonScaler } from "./rules/carbon-scaler.ts";
import { carbonTime } from "./rules/carbon-time.ts";
import { cleanestRegion } from "./rules/cleanest-region.ts";
import { cron } from "./rules/cron.ts";
import { custom } from "./rules/custom.ts";
import { deadlineWindow } from "./rules/deadline-window.ts";
import { driftGated } from "./rules/drift-gated.ts";
import { ecovisor } from "./rules/ecovisor.ts";
import { immediate } from "./rules/immediate.ts";
import { lowestSlot } from "./rules/lowest-slot.ts";
import { lowestWindow } from "./rules/lowest-window.ts";
import { pcaps } from "./rules/pcaps.ts";
import { priceAware } from "./rules/price-aware.ts";
import { reservedFirst } from "./rules/reserved-first.ts";
import { threshold } from "./rules/threshold.ts";
import { waitAwhile } from "./rules/wait-awhile.ts";
import { weighted } from "./rules/weighted.ts";
import type { PolicySpec, PolicyType } from "./spec.ts";

type Rules = { readonly [T in PolicyType]: PolicyRule<Extract<PolicySpec, { type: T }>> };

export const POLICY_RULES: Rules = {
  immediate,
  cron,
  threshold,
  "drift-gated": driftGated,
  "lowest-window": lowestWindow,
  "cleanest-region": cleanestRegion,
  "bidirectional-window": bidirectionalWindow,
  "deadline-window": deadlineWindow,
  budget,
  "price-aware": priceAware,
  weighted,
  custom,
  "all-jobs-wait": allJobsWait,
  "lowest-slot": lowestSlot,
  "carbon-time": carbonTime,
  "reserved-first": reservedFirst,
  "wait-awhile": waitAwhile,
  ecovisor,
  "carbon-scaler": carbonScaler,
  cap,
  pcaps,
};

/** The policy's answer to "may this start, or go on, now?"; deterministic in its two arguments. */
export function decide(spec: PolicySpec, input: PolicyInput): PolicyAnswer {
  // Which rule belongs to which specification is checked where the rules are listed.
  const rule = POLICY_RULES[spec.type] as PolicyRule<PolicySpec>;
  return rule.decide(spec, input);
}

/** Names of the templates whose pods the policy is asked about, or all; undefined: whole runs. */
export function gatedSteps(spec: PolicySpec): readonly string[] | "all" | undefined {
  const steps = "steps" in spec ? spec.steps : undefined;
  const everyPod = spec.type === "cap" || spec.type === "pcaps";
  return steps ?? (everyPod ? "all" : undefined);
}

/** How long before a run is asked for the policy hears of it; steps are heard of when they are due. */
export function noticeMs(spec: PolicySpec): DurationMs {
  return spec.type === "bidirectional-window" && spec.steps === undefined ? spec.beforeMs : 0;
}
