/** The cheapest contiguous window: exact, because the best start lies where something changes. */
import type { DurationMs, GramsPerKwh, InstantMs } from "../units/units.ts";

/** What the search needs to know of a trace or a forecast. */
export interface IntensityView {
  integral(fromMs: InstantMs, toMs: InstantMs): number;
  /** Instants in (fromMs, toMs) where intensity may change, ascending. */
  changes(fromMs: InstantMs, toMs: InstantMs): InstantMs[];
}

export interface Window {
  readonly startMs: InstantMs;
  readonly meanGPerKwh: GramsPerKwh;
}

/**
 * The window of the given length with the least carbon that starts in [earliestMs, latestMs]; the
 * earliest of equals.
 *
 * With intensity constant between changes, the window's carbon is piecewise linear in its start, so a
 * minimum lies where the start or the end meets a change, or at an end of the range.
 */
export function cheapestWindow(
  view: IntensityView,
  durationMs: DurationMs,
  earliestMs: InstantMs,
  latestMs: InstantMs,
): Window {
  let startMs = earliestMs;
  let least = view.integral(earliestMs, earliestMs + durationMs);
  for (const candidate of candidateStarts(view, durationMs, earliestMs, latestMs)) {
    const carbon = view.integral(candidate, candidate + durationMs);
    if (carbon < least) {
      least = carbon;
      startMs = candidate;
    }
  }
  return { startMs, meanGPerKwh: least / durationMs };
}

function candidateStarts(
  view: IntensityView,
  durationMs: DurationMs,
  earliestMs: InstantMs,
  latestMs: InstantMs,
): InstantMs[] {
  if (latestMs <= earliestMs) return [];
  const starts = view.changes(earliestMs, latestMs);
  for (const end of view.changes(earliestMs + durationMs, latestMs + durationMs)) {
    starts.push(end - durationMs);
  }
  starts.push(latestMs);
  return starts.sort((a, b) => a - b);
}
