/** The accuracy chart: one step a batch, carried values told apart, and where a training changed it. */
import { line, scaleLinear } from "d3";
import type { LinearScale } from "./intensity.ts";

export interface AccuracyPoint {
  readonly atMs: number;
  readonly accuracy: number;
  readonly carried: boolean;
  /** True for the first batch served by a new model. */
  readonly trained: boolean;
}

/** Accuracy (0 to 1) to pixels, with a little air; never narrower than one percentage point. */
export function accuracyScale(
  points: readonly AccuracyPoint[],
  top: number,
  height: number,
): LinearScale {
  const values = points.map((point) => point.accuracy);
  const least = Math.min(...values);
  const most = Math.max(...values);
  const air = Math.max(0.005 - (most - least) / 2, (most - least) * 0.15);
  return scaleLinear([Math.max(0, least - air), Math.min(1, most + air)], [top + height, top]);
}

/** A step line: each batch's accuracy holds until the next batch, the last until `endMs`. */
export function accuracyLine(
  points: readonly AccuracyPoint[],
  endMs: number,
  x: LinearScale,
  y: LinearScale,
): string {
  const steps = points.flatMap((point, index): [number, number][] => {
    const untilMs = points[index + 1]?.atMs ?? Math.max(endMs, point.atMs);
    return [
      [x(point.atMs), y(point.accuracy)],
      [x(untilMs), y(point.accuracy)],
    ];
  });
  return line().digits(1)(steps) ?? "";
}

/** Round tick values inside the scale's domain, at most three. */
export function accuracyTicks(y: LinearScale): number[] {
  return y.ticks(3).slice(0, 4);
}
