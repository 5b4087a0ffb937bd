/** The small chart of a whole period. */
import { scaleLinear } from "d3";
import type { LinearScale } from "./intensity.ts";
import type { Bin } from "./series.ts";

/** Grams per kWh to pixels between the top and `height`, over the bins' own range from zero. */
export function scaleOf(bins: readonly Bin[], height: number): LinearScale {
  const most = bins.reduce((top, bin) => Math.max(top, bin.mean), 1);
  return scaleLinear([0, most], [height, 1]);
}
