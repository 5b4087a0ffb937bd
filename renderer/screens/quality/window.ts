/** The visible part of the period: all of it, or long enough to see models age. */
import { DAY_MS } from "../../preview/calendar.ts";
import type { ModelsView } from "./view.ts";

export const NARROW_MS = 56 * DAY_MS;

type Windowed = Pick<ModelsView, "window" | "period" | "setWindow">;

/** What toggling shows. */
export function windowText(view: Windowed): string {
  return isWhole(view) ? "Eight weeks" : "Whole period";
}

export function toggleWindow(view: Windowed): void {
  const { period, setWindow } = view;
  const { fromMs } = period;
  setWindow(isWhole(view) ? { fromMs, toMs: fromMs + NARROW_MS } : period);
}

function isWhole({ window, period }: Windowed): boolean {
  return window.fromMs === period.fromMs && window.toMs === period.toMs;
}
