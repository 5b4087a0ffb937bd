/**
 * `all-jobs-wait`: wait for a stated time, or start earlier when there is room on reserved nodes.
 * Sees the clock, the deadline and the room on nodes that run in any case, no carbon. GAIA's AllJobsWait-Threshold
 * (Hanafy et al., ASPLOS 2024). There the wait is a budget of the queue; here it is `maxWait`, and the
 * workload's deadline holds too. There room counts for whole jobs; here for the largest pod.
 */
import { latestWithinMs, type PolicyAnswer, type PolicyInput } from "../contract.ts";
import { reservedCpu, reservedHasRoom } from "../reserved.ts";
import { LATEST_START, type PolicyRule } from "../rule.ts";
import type { AllJobsWaitSpec } from "../spec.ts";

export const allJobsWait: PolicyRule<AllJobsWaitSpec> = {
  source: "GAIA (Hanafy et al., ASPLOS 2024): AllJobsWait-Threshold",
  sees: ["nowMs", "room", ...LATEST_START],
  decide,
};

function decide({ maxWaitMs }: AllJobsWaitSpec, input: PolicyInput): PolicyAnswer {
  const untilMs = latestWithinMs(input, maxWaitMs);
  if (input.nowMs >= untilMs) return { action: "start", reason: "it may wait no longer" };
  const room = input.room();
  if (reservedHasRoom(room)) return { action: "start", reason: "reserved nodes have room" };
  const reason = "waits as long as it may, or for room on reserved nodes";
  return { action: "wait", reason, untilMs, orFreeReservedCpu: reservedCpu(room) };
}
