/** The small chart of a whole period. */
import { scaleLinear } from "d3";
import type { LinearScale } from "./intensity.ts";
import type { Bin } from "./series.ts";

/** Grams per kWh to pixels between the top and `height`, over the bins' own range from zero. */
export function scaleOf(bins: readonly Bin[], height: number): LinearScale {
  const most = bins.reduce((top, bin) => Math.max(top, bin.mean), 1);
  return scaleLinear([0, most], [height, 1]);
}

export interface WeekBar {
  readonly fromMs: number;
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
  readonly better: boolean;
}

/** Bars up for what was saved and down for what was lost, from one zero line. */
export function weekBars(
  weeks: readonly { readonly fromMs: number; readonly toMs: number; readonly savedG: number }[],
  x: LinearScale,
  top: number,
  height: number,
): WeekBar[] {
  const values = weeks.map((week) => week.savedG);
  const y = scaleLinear(
    [Math.min(0, ...values), Math.max(0, ...values, 1e-9)],
    [top + height, top],
  );
  return weeks.map((week) => {
    const [from, to] = [Math.max(0, x(week.fromMs)), x(week.toMs)];
    const edge = y(week.savedG);
    return {
      fromMs: week.fromMs,
      x: from + 0.5,
      width: Math.max(1, to - from - 1),
      y: Math.min(edge, y(0)),
      height: Math.max(0.75, Math.abs(edge - y(0))),
      better: week.savedG >= 0,
    };
  });
}
