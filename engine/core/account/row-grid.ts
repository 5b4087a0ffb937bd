/** Equal spans of time over a period, and quantities added up in each of them. */
import type { CarbonTrace } from "../carbon/trace.ts";
import { HOME, type Site, scoringTrace } from "../site/site.ts";
import type { Timeline } from "../timeline/timeline.ts";
import { type DurationMs, type GramsPerKwh, type InstantMs, SECOND_MS } from "../units/units.ts";

/** Row i is [startMs + i x stepMs, startMs + (i + 1) x stepMs). */
export interface RowGrid {
  readonly startMs: InstantMs;
  readonly stepMs: DurationMs;
  readonly count: number;
}

/** The shortest step of the grids of all sites, but at least a second; in step with the grid at home. */
export function rowGridOf(timeline: Timeline, sites: readonly Site[]): RowGrid {
  const traces = sites.map(scoringTrace);
  const { startMs: originMs } = traces[HOME] as CarbonTrace;
  const shortestMs = traces.reduce((least, trace) => Math.min(least, trace.stepMs), Infinity);
  const stepMs = Math.max(SECOND_MS, shortestMs);
  const lives = [...timeline.nodes, ...timeline.transfers];
  const firstMs = lives.reduce((least, { fromMs }) => Math.min(least, fromMs), timeline.fromMs);
  const lastMs = lives.reduce((most, { toMs }) => Math.max(most, toMs), timeline.toMs);
  const before = Math.floor((firstMs - originMs) / stepMs);
  const startMs = originMs + before * stepMs;
  return { startMs, stepMs, count: Math.max(1, Math.ceil((lastMs - startMs) / stepMs)) };
}

/** A sum for each row. */
export class RowSums {
  readonly values: Float64Array;
  private readonly grid: RowGrid;

  constructor(grid: RowGrid) {
    this.grid = grid;
    this.values = new Float64Array(grid.count);
  }

  /** Adds to every row that [fromMs, toMs) meets what `of` gives for the span inside it. */
  add(
    fromMs: InstantMs,
    toMs: InstantMs,
    of: (fromMs: InstantMs, toMs: InstantMs) => number,
  ): void {
    const { startMs, stepMs } = this.grid;
    for (let at = fromMs; at < toMs; ) {
      const row = this.rowAt(at);
      const end = Math.min(toMs, startMs + (row + 1) * stepMs);
      this.values[row] = (this.values[row] as number) + of(at, end);
      at = end;
    }
  }

  addAt(atMs: InstantMs, amount: number): void {
    const row = Math.min(this.rowAt(atMs), this.grid.count - 1);
    this.values[row] = (this.values[row] as number) + amount;
  }

  private rowAt(atMs: InstantMs): number {
    return Math.floor((atMs - this.grid.startMs) / this.grid.stepMs);
  }
}

/**
 * Of each row: what the grid says where that is one value, else the mean by energy. Where there was no energy
 * and no such value, 0.
 */
export function intensitiesOf(
  trace: CarbonTrace,
  { startMs, stepMs, count }: RowGrid,
  energy: Float64Array,
  weighted: Float64Array,
): GramsPerKwh[] {
  return Array.from({ length: count }, (_, row) => {
    const fromMs = startMs + row * stepMs;
    const isInside = fromMs >= trace.startMs && fromMs < trace.endMs;
    if (isInside && fromMs + stepMs <= trace.nextStep(fromMs)) return trace.at(fromMs);
    const kwh = energy[row] as number;
    return kwh > 0 ? (weighted[row] as number) / kwh : 0;
  });
}
