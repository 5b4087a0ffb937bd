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
  const starts = candidateStarts(view, durationMs, earliestMs, latestMs);
  return cheapestOf(view, durationMs, starts) as Window;
}

/** The window with the least carbon that starts at one of some instants; the first of equals. */
export function cheapestOf(
  view: IntensityView,
  durationMs: DurationMs,
  starts: readonly InstantMs[],
): Window | undefined {
  let startMs: InstantMs | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const start of starts) {
    const carbon = view.integral(start, start + durationMs);
    if (startMs !== undefined && !(carbon < least)) continue;
    least = carbon;
    startMs = start;
  }
  return startMs === undefined ? undefined : { startMs, meanGPerKwh: least / durationMs };
}

/** Where the best start of a window can lie, ascending, both ends of the range included. */
export function candidateStarts(
  view: IntensityView,
  durationMs: DurationMs,
  earliestMs: InstantMs,
  latestMs: InstantMs,
): InstantMs[] {
  if (latestMs <= earliestMs) return [earliestMs];
  const starts = view.changes(earliestMs, latestMs);
  for (const end of view.changes(earliestMs + durationMs, latestMs + durationMs)) {
    starts.push(end - durationMs);
  }
  starts.push(earliestMs, latestMs);
  return starts.sort((a, b) => a - b);
}
