/** Stacked bars: along a line for parts of an account, and over time for its steps. */
import { scaleLinear } from "d3";
import type { LinearScale } from "../intensity.ts";

export interface StackSegment {
  readonly kind: string;
  readonly value: number;
}

export interface StackBox {
  readonly kind: string;
  readonly value: number;
  readonly from: number;
  readonly size: number;
}

/** Boxes of one bar from left to right; negative values (a credit) are left out of the picture. */
export function stackBoxes(segments: readonly StackSegment[], most: number, room: number) {
  const boxes: StackBox[] = [];
  let from = 0;
  for (const { kind, value } of segments) {
    if (!(value > 0) || !(most > 0)) continue;
    const size = (value / most) * room;
    boxes.push({ kind, value, from, size });
    from += size;
  }
  return boxes;
}

/** Values of one kind, a value for each step. */
export interface StackSeries {
  readonly kind: string;
  readonly values: readonly number[];
}

export interface StackPath {
  readonly kind: string;
  readonly path: string;
}

/** Zero to a round number above the highest stack. */
export function stackScale(series: readonly StackSeries[], top: number, height: number) {
  const most = (series[0]?.values ?? []).reduce((highest, _, index) => {
    const sum = series.reduce((all, { values }) => all + (values[index] ?? 0), 0);
    return Math.max(highest, sum);
  }, 0);
  return scaleLinear([0, most > 0 ? most : 1], [top + height, top]).nice(3);
}

/** One path of bars for each kind, stacked in the given order; a hairline between bars where there is room. */
export function stackPaths(
  series: readonly StackSeries[],
  edgesMs: readonly number[],
  x: LinearScale,
  y: LinearScale,
): StackPath[] {
  const bases = new Array<number>(Math.max(0, edgesMs.length - 1)).fill(0);
  return series.map(({ kind, values }) => {
    const parts: string[] = [];
    for (const [index, base] of bases.entries()) {
      const value = values[index] ?? 0;
      if (!(value > 0)) continue;
      bases[index] = base + value;
      const [left, right] = [x(edgesMs[index] as number), x(edgesMs[index + 1] as number)];
      const gap = right - left > 5 ? 1 : right - left > 2.5 ? 0.5 : 0;
      const [low, high] = [y(base), y(base + value)];
      parts.push(`M${at(left)},${at(low)}V${at(high)}H${at(right - gap)}V${at(low)}Z`);
    }
    return { kind, path: parts.join("") };
  });
}

function at(value: number): string {
  return value.toFixed(1);
}

/** Positions of the steps that touch a window: from the first, to before the last. */
export function stepsIn(
  edgesMs: readonly number[],
  window: { readonly fromMs: number; readonly toMs: number },
): readonly [first: number, end: number] {
  const last = edgesMs.length - 1;
  let [first, end] = [0, last];
  while (first < last && (edgesMs[first + 1] as number) <= window.fromMs) first += 1;
  while (end > first && (edgesMs[end - 1] as number) >= window.toMs) end -= 1;
  return [first, end];
}
