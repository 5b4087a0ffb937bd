/** The visible window of a long period that follows the run. */
import type { VisibleWindow } from "../visible-window.ts";

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Periods up to this length are shown whole. */
export const WHOLE_MAX_MS = 10 * DAY_MS;

/**
 * The week that now lies in, a day of it still ahead; it moves by whole days, so that the picture does not
 * creep. Short periods are shown whole.
 */
export function followWindow(period: VisibleWindow, nowMs: number): VisibleWindow {
  if (period.toMs - period.fromMs <= WHOLE_MAX_MS) return period;
  const days = Math.floor((nowMs - period.fromMs) / DAY_MS) - 5;
  const latest = period.toMs - WEEK_MS;
  const fromMs = Math.min(latest, period.fromMs + Math.max(0, days) * DAY_MS);
  return { fromMs, toMs: fromMs + WEEK_MS };
}
