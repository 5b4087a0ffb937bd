/** A history of carbon intensity at a fixed step, with exact integrals in constant time. */
import { StepSeries } from "../clock/step-series.ts";
import type { DurationMs, GramsPerKwh, InstantMs } from "../units/units.ts";

/** Where a trace comes from; shown wherever the trace is shown. */
export interface TraceSource {
  /** Electricity Maps zone, e.g. `NL`. */
  readonly zone: string;
  /** Publisher and dataset, or the name of the generator. */
  readonly source: string;
  readonly edition: string;
  readonly licence: string;
  /** Average (attributional) or marginal intensity. */
  readonly signal: "average" | "marginal" | "unknown";
  readonly basis: "life-cycle" | "direct" | "unknown";
  readonly synthetic: boolean;
  /** Repairs made while reading: one sentence each. */
  readonly repairs: readonly string[];
}

/** A trace as plain data: what is stored, sent to a worker, and hashed. */
export interface TraceData {
  readonly startMs: InstantMs;
  readonly stepMs: DurationMs;
  /** One value a step; constant within the step. */
  readonly gPerKwh: readonly number[];
  /**
   * What was forecast for each step by a publisher before it began, as long as `gPerKwh`; null where
   * nothing was. Absent: the history carries no forecast.
   */
  readonly forecastGPerKwh?: readonly (number | null)[];
  readonly about: TraceSource;
}

/**
 * A trace that answers questions; outside its span it asserts, it never extrapolates. Of its integrals, in
 * g/kWh x ms: a constant power P in kW emits `P * integral / HOUR_MS` grams.
 */
export class CarbonTrace extends StepSeries {
  readonly about: TraceSource;
  /** By step, as in `TraceData`; for the forecast `published` alone. */
  readonly published: readonly (number | null)[] | undefined;

  constructor(data: TraceData) {
    super(data.startMs, data.stepMs, data.gPerKwh);
    this.about = data.about;
    this.published = data.forecastGPerKwh;
  }

  /** Time-weighted mean intensity over [fromMs, toMs); the intensity at `fromMs` when they are equal. */
  mean(fromMs: InstantMs, toMs: InstantMs): GramsPerKwh {
    return toMs === fromMs ? this.at(fromMs) : this.integral(fromMs, toMs) / (toMs - fromMs);
  }

  /** First instant in [fromMs, untilMs) with intensity below the limit, or undefined. */
  firstBelow(limit: GramsPerKwh, fromMs: InstantMs, untilMs: InstantMs): InstantMs | undefined {
    const last = Math.min(this.endMs, untilMs);
    for (let at = Math.max(fromMs, this.startMs); at < last; at = this.nextStep(at)) {
      if (this.at(at) < limit) return at;
    }
    return undefined;
  }
}
