/** Two objectives as a plane: its scales, the staircase of the frontier, and what is next to a point. */
import { curveStepAfter, curveStepBefore, line, scaleLinear, tickStep } from "d3";
import type { HandleRange } from "../handle.ts";
import type { LinearScale } from "../intensity.ts";

export interface Plane {
  readonly x: LinearScale;
  readonly y: LinearScale;
}

/** Scales with air on all sides, so that no point touches the frame. */
export function planeOf(
  points: readonly (readonly number[])[],
  width: number,
  height: number,
): Plane {
  const scale = (axis: number, range: readonly [number, number]) => {
    const values = points.map((point) => point[axis] as number);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const air = most > least ? (most - least) * 0.07 : Math.max(Math.abs(most) * 0.1, 1e-6);
    const from = least >= 0 ? Math.max(0, least - air) : least - air;
    return scaleLinear([from, most + air], [...range]).nice(5);
  };
  return { x: scale(0, [0, width]), y: scale(1, [height, 0]) };
}

/**
 * The frontier as a staircase: between two points only the worse of both values is known to be reachable.
 *
 * @param better the preferred direction of the objective across
 */
export function staircase(
  points: readonly (readonly number[])[],
  { x, y }: Plane,
  better: "less" | "more",
): string {
  const sorted = points.toSorted((a, b) => (a[0] as number) - (b[0] as number));
  const path = line<readonly number[]>(
    (point) => x(point[0] as number),
    (point) => y(point[1] as number),
  ).curve(better === "less" ? curveStepAfter : curveStepBefore);
  return path.digits(1)(sorted) ?? "";
}

/** The point nearest to a position in pixels, within a reach; undefined when none is. */
export function nearest(
  points: readonly (readonly number[])[],
  { x, y }: Plane,
  atX: number,
  atY: number,
  reachPx = 24,
): number | undefined {
  let found: number | undefined;
  let least = reachPx * reachPx;
  for (const [index, point] of points.entries()) {
    const dx = x(point[0] as number) - atX;
    const dy = y(point[1] as number) - atY;
    const distance = dx * dx + dy * dy;
    if (distance <= least) [found, least] = [index, distance];
  }
  return found;
}

/** Where a limit can be: the whole axis, in about three hundred round steps. */
export function limitRange(scale: LinearScale): HandleRange {
  const [min, max] = scale.domain() as [number, number];
  const step = tickStep(min, max, 300);
  return { min, max, step, bigStep: step * 10 };
}
