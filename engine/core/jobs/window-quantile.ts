/** A quantile of intensity over a sliding window, sampled at a fixed distance. */
import { assert } from "../assert.ts";
import type { CarbonTrace } from "../carbon/trace.ts";
import type { DurationMs, GramsPerKwh, InstantMs } from "../units/units.ts";

/**
 * Quantiles of the samples at `fromMs`, `fromMs + sampleMs` ... of a window, with linear
 * interpolation between order statistics (R. Hyndman and Y. Fan, 1996, type 7; numpy's default).
 *
 * The slots of a window are sorted once for all windows that begin in the same slot.
 */
export class WindowQuantile {
  private readonly view: CarbonTrace;
  private readonly windowMs: DurationMs;
  private readonly sampleMs: DurationMs;
  /** Position in the sorted samples, split into its whole part and the rest. */
  private readonly below: number;
  private readonly rest: number;
  private readonly sorted: Int32Array;
  private sortedCount = 0;
  private sortedFrom = -1;

  constructor(view: CarbonTrace, windowMs: DurationMs, sampleMs: DurationMs, quantile: number) {
    assert(windowMs % sampleMs === 0 && view.stepMs % sampleMs === 0, "samples fit the slots");
    this.view = view;
    this.windowMs = windowMs;
    this.sampleMs = sampleMs;
    const position = (windowMs / sampleMs - 1) * quantile;
    this.below = Math.floor(position);
    this.rest = position - this.below;
    this.sorted = new Int32Array(Math.ceil(windowMs / view.stepMs) + 1);
  }

  /** The quantile over [fromMs, fromMs + window); the trace must cover it. */
  from(fromMs: InstantMs): GramsPerKwh {
    const { startMs, stepMs, values } = this.view;
    const first = Math.floor((fromMs - startMs) / stepMs);
    if (first !== this.sortedFrom) this.sort(first);
    let counted = 0;
    let lower = Number.NaN;
    for (let i = 0; i < this.sortedCount; i++) {
      const slot = this.sorted[i] as number;
      counted += this.samplesIn(startMs + slot * stepMs, fromMs);
      const value = values[slot] as number;
      if (counted <= this.below) continue;
      if (Number.isNaN(lower)) lower = value;
      if (counted > this.below + 1 || this.rest === 0) return between(lower, value, this.rest);
    }
    return lower;
  }

  /** How many samples of the window that begins at `fromMs` fall into a slot. */
  private samplesIn(slotMs: InstantMs, fromMs: InstantMs): number {
    const from = Math.max(0, Math.ceil((slotMs - fromMs) / this.sampleMs));
    const span = Math.min(this.windowMs, slotMs + this.view.stepMs - fromMs);
    return Math.max(0, Math.ceil(span / this.sampleMs) - from);
  }

  private sort(first: number): void {
    const { values } = this.view;
    const { sorted } = this;
    this.sortedFrom = first;
    this.sortedCount = Math.min(sorted.length, values.length - first);
    for (let i = 0; i < this.sortedCount; i++) {
      const value = values[first + i] as number;
      let at = i;
      for (; at > 0 && (values[sorted[at - 1] as number] as number) > value; at--) {
        sorted[at] = sorted[at - 1] as number;
      }
      sorted[at] = first + i;
    }
  }
}

/** Exact at both ends: it goes from the nearer one. */
function between(lower: number, upper: number, share: number): number {
  const span = upper - lower;
  return share < 0.5 ? lower + span * share : upper - span * (1 - share);
}
