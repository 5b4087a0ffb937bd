/** The intensity chart: a step line with its area, the range within coarse bins, and the axis. */
import { area, line, type ScaleLinear, scaleLinear } from "d3";
import type { Bin } from "./series.ts";

export type LinearScale = ScaleLinear<number, number>;

/** Instants to pixels. */
export function timeScale(fromMs: number, toMs: number, width: number): LinearScale {
  return scaleLinear([fromMs, toMs], [0, width]);
}

/** Grams per kWh to pixels, from zero to a round number above `most`. */
export function intensityScale(most: number, top: number, height: number): LinearScale {
  return scaleLinear([0, Math.max(100, most * 1.04)], [top + height, top]).nice(4);
}

export interface IntensityMarks {
  readonly line: string;
  readonly area: string;
  /** From the least to the most within each bin; empty when bins hold one value. */
  readonly band: string;
}

export function intensityMarks(
  bins: readonly Bin[],
  x: LinearScale,
  y: LinearScale,
): IntensityMarks {
  const points = bins.flatMap((bin) => [
    { at: x(bin.fromMs), ...bin },
    { at: x(bin.toMs), ...bin },
  ]);
  const spread = bins.some((bin) => bin.max > bin.min);
  const base = y(0);
  const stepLine = line<(typeof points)[number]>(
    (each) => each.at,
    (each) => y(each.mean),
  );
  const stepArea = area<(typeof points)[number]>(
    (each) => each.at,
    base,
    (each) => y(each.mean),
  );
  const range = area<(typeof points)[number]>(
    (each) => each.at,
    (each) => y(each.min),
    (each) => y(each.max),
  );
  return {
    line: stepLine.digits(1)(points) ?? "",
    area: stepArea.digits(1)(points) ?? "",
    band: spread ? (range.digits(1)(points) ?? "") : "",
  };
}

/** About four round values for the axis. */
export function intensityTicks(y: LinearScale): number[] {
  return y.ticks(4);
}
