/** Time cut into steps, and constant powers spread over them: energy, and energy times intensity. */
import type { CarbonTrace } from "../carbon/trace.ts";
import { operationalG } from "../cluster/power.ts";
import { type DurationMs, energyKwh, type InstantMs, type Watts } from "../units/units.ts";

/** Steps of equal length from a beginning; the last one may be shorter. */
export class Bins {
  readonly edgesMs: readonly InstantMs[];
  readonly stepMs: DurationMs;

  constructor(fromMs: InstantMs, toMs: InstantMs, stepMs: DurationMs) {
    const count = Math.max(1, Math.ceil((toMs - fromMs) / stepMs));
    this.stepMs = stepMs;
    this.edgesMs = Array.from({ length: count + 1 }, (_, index) =>
      index === count ? toMs : fromMs + index * stepMs,
    );
  }

  get count(): number {
    return this.edgesMs.length - 1;
  }

  zeros(): number[] {
    return new Array<number>(this.count).fill(0);
  }

  /** Calls for each step that [fromMs, toMs) meets, with the part of it inside. */
  forEach(
    fromMs: InstantMs,
    toMs: InstantMs,
    visit: (bin: number, fromMs: InstantMs, toMs: InstantMs) => void,
  ): void {
    const startMs = this.edgesMs[0] as InstantMs;
    for (let at = fromMs; at < toMs; ) {
      const bin = Math.min(this.count - 1, Math.floor((at - startMs) / this.stepMs));
      const untilMs = Math.min(toMs, this.edgesMs[bin + 1] as InstantMs);
      visit(bin, at, untilMs);
      at = untilMs;
    }
  }
}

/** Energy and operational carbon by step. */
export class PowerBins {
  readonly energyKwh: number[];
  readonly operationalG: number[];
  private readonly bins: Bins;

  constructor(bins: Bins) {
    this.bins = bins;
    this.energyKwh = bins.zeros();
    this.operationalG = bins.zeros();
  }

  add(powerW: Watts, fromMs: InstantMs, toMs: InstantMs, trace: CarbonTrace): void {
    this.bins.forEach(fromMs, toMs, (bin, from, to) => {
      this.energyKwh[bin] = (this.energyKwh[bin] as number) + energyKwh(powerW, to - from);
      const grams = operationalG(powerW, trace.integral(from, to));
      this.operationalG[bin] = (this.operationalG[bin] as number) + grams;
    });
  }
}
