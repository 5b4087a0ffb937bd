/**
 * `wait-awhile`: a job runs in the cheapest time of its window, suspended in between; the earliest of
 * equals. Sees intensity up to the deadline, and the job's true length. Wiesner et al., "Let's Wait
 * Awhile" (Middleware 2021), as GAIA restates it: the least carbon of a job that may be suspended at
 * no cost.
 */
import { ItemHeap } from "../heap.ts";
import { type Plan, RunList } from "../plan.ts";
import type { JobPolicy, PlanInput } from "../policy.ts";

export const waitAwhile: JobPolicy = {
  name: "wait-awhile",
  source: "Wiesner et al., Middleware 2021; GAIA (Hanafy et al., ASPLOS 2024), Wait-Awhile",
  sees: "intensity until the deadline, and the job's true length",
  suspends: true,
  horizonMs: (lengthMs, waitMs) => lengthMs + waitMs,
  plan: planWaitAwhile,
};

function planWaitAwhile({ jobs, view, waitMs }: PlanInput): Plan {
  const { startMs: origin, stepMs, values } = view;
  const runs = new RunList(jobs.count * 2);
  const cheapest = new ItemHeap();
  let taken = new Float64Array(64);
  for (let i = 0; i < jobs.count; i++) {
    const arrival = jobs.arrivalMs[i] as number;
    const length = jobs.lengthMs[i] as number;
    const deadline = arrival + length + (waitMs[i] as number);
    const first = Math.floor((arrival - origin) / stepMs);
    const last = Math.ceil((deadline - origin) / stepMs) - 1;
    if (last - first >= taken.length) taken = new Float64Array(2 * (last - first + 1));
    cheapest.clear();
    for (let slot = first; slot <= last; slot++) {
      cheapest.push(values[slot] as number, slot);
      taken[slot - first] = 0;
    }
    for (let rest = length; rest > 0; ) {
      const slot = cheapest.pop();
      const from = Math.max(arrival, origin + slot * stepMs);
      const room = Math.min(deadline, origin + (slot + 1) * stepMs) - from;
      const used = room < rest ? room : rest;
      taken[slot - first] = used;
      rest -= used;
    }
    // A slot that is used in part is used from its beginning: the earliest of equals.
    for (let slot = first; slot <= last; slot++) {
      const used = taken[slot - first] as number;
      if (used > 0) runs.add(i, Math.max(arrival, origin + slot * stepMs), used);
    }
  }
  return runs.plan();
}
