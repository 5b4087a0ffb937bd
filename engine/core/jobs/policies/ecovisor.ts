/**
 * `ecovisor`: a job runs while intensity is under a quantile of the day ahead, is suspended while it
 * is not, and runs on once it has waited as long as it may. Sees intensity of the day ahead when the
 * job arrives, then the current reading. Souza et al., "Ecovisor" (ASPLOS 2023), as GAIA restates it
 * (30 % quantile, linear between samples, strictly under).
 */
import { DAY_MS, type DurationMs, type InstantMs } from "../../units/units.ts";
import { type Plan, RunList } from "../plan.ts";
import type { JobPolicy, PlanInput } from "../policy.ts";
import { WindowQuantile } from "../window-quantile.ts";

export interface EcovisorOptions {
  /** 0 to 1. */
  readonly quantile: number;
  /** Distance of the samples of which the quantile is taken; it divides the day. */
  readonly sampleMs: DurationMs;
}

export function ecovisor({ quantile, sampleMs }: EcovisorOptions): JobPolicy {
  return {
    name: "ecovisor",
    source: "Souza et al., ASPLOS 2023; GAIA (Hanafy et al., ASPLOS 2024), Ecovisor",
    sees: "intensity of the day after the arrival, then the current reading",
    suspends: true,
    horizonMs: (lengthMs, waitMs) => Math.max(DAY_MS, lengthMs + waitMs),
    plan: (input) => {
      const limits = new WindowQuantile(input.view, DAY_MS, sampleMs, quantile);
      return planUnder(input, (arrivalMs) => limits.from(arrivalMs));
    },
  };
}

function planUnder(input: PlanInput, limitOf: (arrivalMs: InstantMs) => number): Plan {
  const { jobs, view, waitMs } = input;
  const { startMs: origin, stepMs, values } = view;
  const runs = new RunList(jobs.count * 2);
  for (let i = 0; i < jobs.count; i++) {
    let at = jobs.arrivalMs[i] as number;
    let rest = jobs.lengthMs[i] as number;
    let budget = waitMs[i] as number;
    const limit = limitOf(at);
    for (let slot = Math.floor((at - origin) / stepMs); rest > 0 && budget > 0; slot++) {
      const end = origin + (slot + 1) * stepMs;
      if ((values[slot] as number) < limit) {
        const used = Math.min(rest, end - at);
        runs.add(i, at, used);
        rest -= used;
        at += used;
      } else {
        const waited = Math.min(budget, end - at);
        budget -= waited;
        at += waited;
      }
    }
    if (rest > 0) runs.add(i, at, rest);
  }
  return runs.plan();
}
