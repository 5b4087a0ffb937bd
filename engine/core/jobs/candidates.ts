/** The starts that window policies try, one after the other, without a list. */
import type { CarbonTrace } from "../carbon/trace.ts";
import { type DurationMs, HOUR_MS, type InstantMs } from "../units/units.ts";

/** How long a window policy believes a job to be: the mean of its queue, or (an oracle) its length. */
export type KnownLength = "average" | "true";

/**
 * - `hourly`: whole hours after the arrival, as GAIA tries them.
 * - `edges`: wherever the start or the end of the job meets a change of intensity, and the latest
 *   start. Between those, carbon is linear in the start, so the best of them is the best of all.
 */
export type Candidates = "hourly" | "edges";

export interface WindowOptions {
  readonly length: KnownLength;
  readonly candidates: Candidates;
}

/** The next start to try after `atMs`; past `latestMs` when there is none. */
export function nextCandidate(
  kind: Candidates,
  view: CarbonTrace,
  atMs: InstantMs,
  durationMs: DurationMs,
  latestMs: InstantMs,
): InstantMs {
  if (kind === "hourly") return atMs + HOUR_MS;
  if (atMs >= latestMs) return Number.POSITIVE_INFINITY;
  const startsAtChange = view.nextStep(atMs);
  const endsAtChange = view.nextStep(atMs + durationMs) - durationMs;
  return Math.min(startsAtChange, endsAtChange, latestMs);
}
