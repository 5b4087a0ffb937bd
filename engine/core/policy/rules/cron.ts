/** `cron`: start at fixed times, as a CronJob or CronWorkflow does. Sees the clock and the schedule of requests. */
import type { PolicyAnswer, PolicyInput } from "../contract.ts";
import type { PolicyRule } from "../rule.ts";
import type { CronSpec } from "../spec.ts";

export const cron: PolicyRule<CronSpec> = {
  source: "CronWorkflow and CronJob",
  sees: ["nowMs", "askedAtMs", "nextAskedAtMs"],
  decide,
};

function decide(spec: CronSpec, input: PolicyInput): PolicyAnswer {
  const next = firstAtOrAfter(spec.instantsMs, input.askedAtMs);
  if (next === undefined) {
    return { action: "skip", reason: `'${spec.schedule}' has no further time in the period` };
  }
  if (input.nextAskedAtMs !== undefined && input.nextAskedAtMs <= next) {
    // A CronJob starts one run at a time of its schedule, however often work was asked for before.
    return { action: "skip", reason: `the next time of '${spec.schedule}' serves a newer request` };
  }
  if (input.nowMs >= next) return { action: "start", reason: `scheduled by '${spec.schedule}'` };
  return { action: "wait", reason: `next time of '${spec.schedule}'`, untilMs: next };
}

/** Binary search in an ascending list. */
function firstAtOrAfter(instantsMs: readonly number[], atMs: number): number | undefined {
  let low = 0;
  let high = instantsMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instantsMs[middle] as number) < atMs) low = middle + 1;
    else high = middle;
  }
  return instantsMs[low];
}
