/**
 * `lowest-window`: a job starts where a stretch of its expected (or true) length has the least carbon;
 * the earliest of equals. Sees intensity over the allowed wait and that length. GAIA's Lowest-Window
 * (ASPLOS 2024, section 4); with the true length it is an oracle, and with `edges` the optimum for a
 * job that must not be interrupted.
 */
import { nextCandidate, type WindowOptions } from "../candidates.ts";
import type { JobPolicy } from "../policy.ts";
import { type WindowChoice, windowPolicy } from "../window-policy.ts";

export function lowestWindow(options: WindowOptions): JobPolicy {
  const source = "GAIA (Hanafy et al., ASPLOS 2024), Lowest-Window";
  return windowPolicy({ name: "lowest-window", source, choose: leastCarbon }, options);
}

function leastCarbon(choice: WindowChoice): number {
  const { candidates, view, arrivalMs, latestMs, durationMs } = choice;
  let best = arrivalMs;
  let least = view.integral(arrivalMs, arrivalMs + durationMs);
  for (let at = arrivalMs; ; ) {
    at = nextCandidate(candidates, view, at, durationMs, latestMs);
    if (at > latestMs) return best;
    const carbon = view.integral(at, at + durationMs);
    if (carbon < least) {
      least = carbon;
      best = at;
    }
  }
}
