/** Boxes without edges, in reading order: one line while they are few, a grid when they are many. */
import { type Direction, GAP, type Point, type Size } from "./picture.ts";

export interface Arranged extends Size {
  /** Where each box goes, in the order given. */
  readonly places: readonly Point[];
}

/** So many stand in one line. */
const MAX_IN_LINE = 6;
/** Width to height of a large grid, about that of the room on a screen. */
const ASPECT = 1.9;

export function grid(sizes: readonly Size[], direction: Direction): Arranged {
  const cell = {
    width: Math.max(0, ...sizes.map((size) => size.width)) + GAP,
    height: Math.max(0, ...sizes.map((size) => size.height)) + GAP,
  };
  const columns = columnsFor(sizes.length, cell, direction);
  const heights: number[] = [];
  for (const [position, size] of sizes.entries()) {
    const row = Math.floor(position / columns);
    heights[row] = Math.max(heights[row] ?? 0, size.height);
  }
  const tops = heights.map(() => 0);
  for (let row = 1; row < tops.length; row += 1) {
    tops[row] = (tops[row - 1] ?? 0) + (heights[row - 1] ?? 0) + GAP;
  }
  const places = sizes.map((_, position) => ({
    x: (position % columns) * cell.width,
    y: tops[Math.floor(position / columns)] ?? 0,
  }));
  return {
    places,
    width: Math.max(0, Math.min(columns, sizes.length) * cell.width - GAP),
    height: (tops.at(-1) ?? 0) + (heights.at(-1) ?? 0),
  };
}

function columnsFor(count: number, cell: Size, direction: Direction): number {
  if (count <= MAX_IN_LINE) return direction === "right" ? 1 : Math.max(1, count);
  const wanted = Math.sqrt((count * cell.height * ASPECT) / cell.width);
  return Math.max(1, Math.min(count, Math.round(wanted)));
}
