/** A sweep as a table of cells: one axis across, perhaps one down, the others fixed or taken together. */
import type { ParameterValue, SweepAxis } from "../../../engine/contract/sweep.ts";
import { changesOf } from "../../../engine/core/sweep/axes.ts";
import { type Spread, spreadOf } from "../../../engine/core/sweep/quantile.ts";
import { type Wins, winsOf } from "../../../engine/core/sweep/wins.ts";
import type { SweepFigures } from "./figures.ts";

export { changesOf, type Spread, spreadOf, type Wins };

/** How an axis is shown: across, down, at one of its values, or all values together. */
export type Role = "x" | "y" | "all" | number;

export interface CellTable {
  readonly columns: readonly ParameterValue[];
  /** One row without a value where nothing goes down. */
  readonly rows: readonly (ParameterValue | null)[];
  /** Points of a cell, at `row * columns + column`. */
  readonly points: readonly Uint32Array[];
}

/** The points of each cell. `roles` has one entry an axis. */
export function cellTable(axes: readonly SweepAxis[], roles: readonly Role[]): CellTable {
  const strides = stridesOf(axes);
  const at = (role: "x" | "y") => roles.indexOf(role);
  const [x, y] = [axes[at("x")], axes[at("y")]];
  const base = roles.reduce<number>(
    (sum, role, axis) => (typeof role === "number" ? sum + role * (strides[axis] as number) : sum),
    0,
  );
  const together = offsets(axes, roles, strides);
  const columns = x?.values ?? [""];
  const rows = y?.values ?? [null];
  const points = rows.flatMap((_, row) =>
    columns.map((__, column) => {
      const from = base + column * (strides[at("x")] ?? 0) + row * (strides[at("y")] ?? 0);
      return Uint32Array.from(together, (offset) => from + offset);
    }),
  );
  return { columns, rows, points };
}

/** How far apart two neighbouring values of an axis are; the last axis moves fastest. */
function stridesOf(axes: readonly SweepAxis[]): number[] {
  const strides: number[] = [];
  let stride = 1;
  for (const { values } of axes.toReversed()) {
    strides.unshift(stride);
    stride *= values.length;
  }
  return strides;
}

/** Every combination of the axes that are taken together, as a distance from the first. */
function offsets(
  axes: readonly SweepAxis[],
  roles: readonly Role[],
  strides: readonly number[],
): number[] {
  let found = [0];
  for (const [axis, { values }] of axes.entries()) {
    if (roles[axis] !== "all") continue;
    const stride = strides[axis] as number;
    found = found.flatMap((offset) => values.map((_, index) => offset + index * stride));
  }
  return found;
}

/** A figure of one policy at some points. */
export function valuesAt(
  figures: SweepFigures,
  policy: number,
  points: ArrayLike<number>,
): Float64Array {
  const all = figures.byPolicy[policy] as Float64Array;
  return Float64Array.from(points, (point) => all[point] as number);
}

/** Median and range of one policy in every cell; null where there is no figure (yet). */
export function spreadsOf(
  figures: SweepFigures,
  policy: number,
  { points }: CellTable,
): (Spread | null)[] {
  return points.map((each) => spreadOf(valuesAt(figures, policy, each)));
}

/** How often each policy is the best at these points; null for figures that no direction prefers. */
export function winsAt(
  figures: SweepFigures,
  points: ArrayLike<number>,
  better: "less" | "more" | "none",
): Wins | null {
  if (better === "none") return null;
  const all = figures.byPolicy.map((_, policy) => valuesAt(figures, policy, points));
  return winsOf(all, better);
}

/** The point whose figure is nearest to a value; undefined when none has a figure. */
export function nearestPoint(
  figures: SweepFigures,
  policy: number,
  points: ArrayLike<number>,
  value: number,
): number | undefined {
  const all = figures.byPolicy[policy] as Float64Array;
  let nearest: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const point of Array.from(points)) {
    const distance = Math.abs((all[point] as number) - value);
    if (distance < least) [nearest, least] = [point, distance];
  }
  return nearest;
}
