/** Lines with bands over one axis: the median, and from 5 % to 95 % around it. */
import { area, line, scaleLinear } from "d3";
import type { LinearScale } from "../intensity.ts";

export interface BandPoint {
  /** Pixels from the left. */
  readonly x: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** A scale for all bands; nothing is cut, and the axis need not begin at 0. */
export function bandScale(points: readonly BandPoint[], height: number): LinearScale {
  const least = Math.min(...points.map(({ low }) => low));
  const most = Math.max(...points.map(({ high }) => high));
  const air = most > least ? (most - least) * 0.06 : Math.max(1, Math.abs(most) * 0.1);
  const from = least >= 0 ? Math.max(0, least - air) : least - air;
  return scaleLinear([from, most + air], [height, 0]).nice(4);
}

/** Paths of one policy; where a point has no figure the line is interrupted. */
export function bandPaths(
  points: readonly (BandPoint | null)[],
  y: LinearScale,
): { readonly line: string; readonly band: string } {
  const known = (point: BandPoint | null): point is BandPoint => point !== null;
  const at = (point: BandPoint | null) => point as BandPoint;
  const middle = line<BandPoint | null>(
    (point) => at(point).x,
    (point) => y(at(point).median),
  ).defined(known);
  const around = area<BandPoint | null>(
    (point) => at(point).x,
    (point) => y(at(point).low),
    (point) => y(at(point).high),
  ).defined(known);
  return {
    line: middle.digits(1)(points as BandPoint[]) ?? "",
    band: around.digits(1)(points as BandPoint[]) ?? "",
  };
}
