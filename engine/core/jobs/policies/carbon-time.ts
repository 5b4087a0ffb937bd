/**
 * `carbon-time`: a job starts where it saves most carbon for each hour until it is done; it does not
 * wait where nothing is saved. Sees intensity over the allowed wait and the expected (or true) length.
 * GAIA's Carbon-Time (ASPLOS 2024, section 4): the first greatest (C(0) - C(o)) / (o + length) over
 * the offsets o, where C(o) is the carbon of a job that starts o after its arrival.
 */
import { nextCandidate, type WindowOptions } from "../candidates.ts";
import type { JobPolicy } from "../policy.ts";
import { type WindowChoice, windowPolicy } from "../window-policy.ts";

export function carbonTime(options: WindowOptions): JobPolicy {
  const source = "GAIA (Hanafy et al., ASPLOS 2024), Carbon-Time";
  return windowPolicy({ name: "carbon-time", source, choose: mostSavedPerHour }, options);
}

function mostSavedPerHour(choice: WindowChoice): number {
  const { candidates, view, arrivalMs, latestMs, durationMs } = choice;
  const now = view.integral(arrivalMs, arrivalMs + durationMs);
  let best = arrivalMs;
  let most = 0;
  for (let at = arrivalMs; ; ) {
    at = nextCandidate(candidates, view, at, durationMs, latestMs);
    if (at > latestMs) return best;
    const saved = now - view.integral(at, at + durationMs);
    const rate = saved / (at - arrivalMs + durationMs);
    if (rate > most) {
      most = rate;
      best = at;
    }
  }
}
