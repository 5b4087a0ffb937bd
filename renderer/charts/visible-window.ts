/** The visible stretch of a longer period: moved, resized and kept inside. */

export interface VisibleWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The same length, moved, kept inside the period. */
export function moveWindow(
  window: VisibleWindow,
  byMs: number,
  period: VisibleWindow,
): VisibleWindow {
  const lengthMs = window.toMs - window.fromMs;
  const fromMs = clamp(window.fromMs + byMs, period.fromMs, period.toMs - lengthMs);
  return { fromMs, toMs: fromMs + lengthMs };
}

/** One edge moved; the window keeps a least length. */
export function resizeWindow(
  window: VisibleWindow,
  edge: "from" | "to",
  atMs: number,
  period: VisibleWindow,
  leastMs: number,
): VisibleWindow {
  return edge === "from"
    ? { ...window, fromMs: clamp(atMs, period.fromMs, window.toMs - leastMs) }
    : { ...window, toMs: clamp(atMs, window.fromMs + leastMs, period.toMs) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
