/** Where the parts of a run's picture stand from left to right: one scale for all of them. */
import { type LinearScale, timeScale } from "../../charts/intensity.ts";
import type { VisibleWindow } from "../../charts/visible-window.ts";

export interface LiveFrame {
  /** Room for names. */
  readonly left: number;
  readonly width: number;
  readonly x: LinearScale;
}

const RIGHT = 10;
const NARROW_PX = 620;

/** `outer`: the width of the whole picture, without what a scroll bar takes. */
export function liveFrame(outer: number, { fromMs, toMs }: VisibleWindow): LiveFrame {
  const left = outer < NARROW_PX ? 116 : 176;
  const width = Math.max(60, outer - left - RIGHT);
  return { left, width, x: timeScale(fromMs, toMs, width) };
}
