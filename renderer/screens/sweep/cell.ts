/** A cell of the picture: its points, its changes, and the single replay that stands for it. */
import type { ScenarioChange } from "../../../engine/contract/sweep.ts";
import { changesOf, nearestPoint, type Spread } from "../../preview/sweep/cells.ts";
import type { Spot, SweepView } from "./sweep-view.ts";

/** The points of a cell; empty for one that is not there. */
export function pointsOf({ table }: SweepView, { column, row }: Spot): ArrayLike<number> {
  return table.points[row * table.columns.length + column] ?? [];
}

/** What all points of the cell have in common: the axes that are not taken together. */
export function cellChanges(view: SweepView, spot: Spot): ScenarioChange[] {
  const [first] = Array.from(pointsOf(view, spot));
  if (first === undefined) return [];
  const all = changesOf(view.summary.axes, first);
  return all.filter((_, axis) => view.look.roles[axis] !== "all");
}

export function spreadAt(view: SweepView, spot: Spot, policy = spot.policy): Spread | null {
  const index = spot.row * view.table.columns.length + spot.column;
  return view.policies[policy]?.spreads[index] ?? null;
}

/** Opens the replay whose figure is nearest to the median, or to one of the ends, of the cell. */
export function openNearest(view: SweepView, spot: Spot, at: "low" | "median" | "high"): void {
  const spread = spreadAt(view, spot);
  const policy = view.policies[spot.policy];
  if (spread === null || policy === undefined) return;
  const points = pointsOf(view, spot);
  const point = nearestPoint(view.reading.figures, spot.policy, points, spread[at]);
  if (point !== undefined) view.openPoint(point, policy.name);
}
