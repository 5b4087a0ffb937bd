/** Accuracy over time, the models below it, and what one more training would gain: batches as steps of time. */
import { line, scaleLinear } from "d3";
import type { LinearScale } from "../intensity.ts";
import type { VisibleWindow } from "../visible-window.ts";

export interface BatchValue {
  readonly batch: number;
  readonly value: number;
}

/** Where batches begin, and where the last one ends. */
export type BatchEdges = readonly number[];

/** Batches that overlap the window: the first, and the one after the last. */
export function batchesIn(edges: BatchEdges, { fromMs, toMs }: VisibleWindow): [number, number] {
  const count = edges.length - 1;
  let first = 0;
  while (first < count - 1 && (edges[first + 1] as number) <= fromMs) first += 1;
  let end = first + 1;
  while (end < count && (edges[end] as number) < toMs) end += 1;
  return [first, end];
}

/** A step for each batch; batches that are missing interrupt the line. */
export function stepLine(
  values: readonly BatchValue[],
  edges: BatchEdges,
  x: LinearScale,
  y: LinearScale,
): string {
  const points = values.flatMap(({ batch, value }, index): ([number, number] | null)[] => {
    const from: [number, number] = [x(edges[batch] as number), y(value)];
    const to: [number, number] = [x(edges[batch + 1] as number), y(value)];
    const follows = index === 0 || values[index - 1]?.batch === batch - 1;
    return follows ? [from, to] : [null, from, to];
  });
  const path = line<[number, number] | null>(
    (point) => point?.[0] ?? 0,
    (point) => point?.[1] ?? 0,
  ).defined((point) => point !== null);
  return path.digits(1)(points) ?? "";
}

/** From 0 to the most, up and down; never narrower than a tenth of a point. */
export function gainScale(values: readonly number[], top: number, height: number): LinearScale {
  const most = Math.max(0.001, ...values);
  const least = Math.min(0, ...values);
  return scaleLinear([least, most], [top + height, top]).nice(2);
}
