/** GAIA's names for the policies of core/jobs, and what it buys for their runs. */
import { assertNever } from "../../assert.ts";
import type { Plan } from "../../jobs/plan.ts";
import { allJobsWait } from "../../jobs/policies/all-jobs-wait.ts";
import { carbonTime } from "../../jobs/policies/carbon-time.ts";
import { ecovisor } from "../../jobs/policies/ecovisor.ts";
import { immediate } from "../../jobs/policies/immediate.ts";
import { lowestSlot } from "../../jobs/policies/lowest-slot.ts";
import { lowestWindow } from "../../jobs/policies/lowest-window.ts";
import { waitAwhile } from "../../jobs/policies/wait-awhile.ts";
import type { JobPolicy } from "../../jobs/policy.ts";
import type { Purchase } from "../../jobs/run.ts";
import type { GaiaConfiguration, GaiaPolicyName } from "./configuration.ts";
import { ECOVISOR_QUANTILE, SHORT_MS, STEP_MS } from "./constants.ts";
import type { GaiaJobs } from "./jobs.ts";
import type { Quirks } from "./quirks.ts";

export function policyOf({ policy }: GaiaConfiguration, quirks: Quirks): JobPolicy {
  const candidates = quirks.has("whole-hours-only") ? "hourly" : "edges";
  switch (policy) {
    case "NJW":
      return immediate;
    case "AJW-T":
      return allJobsWait;
    case "Lowest-Slot":
      return lowestSlot;
    case "Lowest-Window":
      return lowestWindow({ length: "average", candidates });
    case "Lowest-Window-oracle":
      return lowestWindow({ length: "true", candidates });
    case "Carbon-Time":
      return carbonTime({ length: "average", candidates });
    case "Carbon-Time-oracle":
      return carbonTime({ length: "true", candidates });
    case "Ecovisor":
      return ecovisor({ quantile: ECOVISOR_QUANTILE, sampleMs: STEP_MS });
    case "Wait-Awhile":
      return quirks.has("single-run-at-once") ? singleRunsAtOnce(waitAwhile) : waitAwhile;
    default:
      return assertNever(policy);
  }
}

/** Short jobs on spot CPUs, where the configuration buys them, and early starts. */
export function purchaseOf(configuration: GaiaConfiguration, jobs: GaiaJobs, plan: Plan): Purchase {
  const { policy, purchasing } = configuration;
  const startsEarly =
    policy === "AJW-T" || purchasing === "reserved-first" || purchasing === "spot-and-reserved";
  const spot = new Uint8Array(plan.count);
  const reserved = new Uint8Array(plan.count).fill(1);
  const early = new Uint8Array(plan.count).fill(startsEarly ? 1 : 0);
  if (purchasing === "spot-first" || purchasing === "spot-and-reserved") {
    for (let run = 0; run < plan.count; run++) {
      if (!isShort(policy, jobs, plan, run)) continue;
      spot[run] = 1;
      reserved[run] = 0;
      early[run] = 0;
    }
  }
  return { rights: { reserved, early }, spot };
}

/** Wait-Awhile judges each piece of a suspended job by itself; all others judge the job. */
function isShort(policy: GaiaPolicyName, jobs: GaiaJobs, plan: Plan, run: number): boolean {
  const job = plan.job[run] as number;
  const lengthMs = plan.lengthMs[run] as number;
  const isPiece = lengthMs !== jobs.lengthMs[job];
  return policy === "Wait-Awhile" && isPiece ? lengthMs <= SHORT_MS : jobs.upToTwoHours[job] === 1;
}

/** The fault behind the drawn Wait-Awhile bar: a plan of one run lost its start. */
function singleRunsAtOnce(policy: JobPolicy): JobPolicy {
  return {
    ...policy,
    plan: (input) => {
      const plan = policy.plan(input);
      for (let run = 0; run < plan.count; run++) {
        const job = plan.job[run] as number;
        if (plan.lengthMs[run] !== input.jobs.lengthMs[job]) continue;
        plan.startMs[run] = input.jobs.arrivalMs[job] as number;
      }
      return plan;
    },
  };
}
