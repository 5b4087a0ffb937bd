/** A history of carbon intensity at a fixed step, with exact integrals in constant time. */
import { assert } from "../assert.ts";
import { CompensatedSum } from "../math/sum.ts";
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

/** A trace that answers questions; outside its span it asserts, it never extrapolates. */
export class CarbonTrace {
  readonly startMs: InstantMs;
  readonly endMs: InstantMs;
  readonly stepMs: DurationMs;
  readonly values: Float64Array;
  readonly about: TraceSource;
  /** By step, as in `TraceData`; for the forecast `published` alone. */
  readonly published: readonly (number | null)[] | undefined;
  /** prefix[i] = sum of the first i values, in g/kWh x steps. */
  private readonly prefix: Float64Array;

  constructor(data: TraceData) {
    assert(data.gPerKwh.length > 0, "a trace has at least one value");
    assert(Number.isInteger(data.startMs) && Number.isInteger(data.stepMs), "integer milliseconds");
    assert(data.stepMs > 0, "a trace has a positive step");
    this.startMs = data.startMs;
    this.stepMs = data.stepMs;
    this.values = Float64Array.from(data.gPerKwh);
    this.endMs = data.startMs + data.stepMs * this.values.length;
    this.about = data.about;
    this.published = data.forecastGPerKwh;
    this.prefix = prefixSums(this.values);
  }

  /** Intensity at an instant in [startMs, endMs). */
  at(instantMs: InstantMs): GramsPerKwh {
    const value = this.values[Math.floor((instantMs - this.startMs) / this.stepMs)];
    if (value === undefined) throw outside(instantMs);
    return value;
  }

  /**
   * Integral of intensity over [fromMs, toMs), in g/kWh x ms; `fromMs <= toMs`, both inside the span.
   * A constant power P in kW emits `P * integral / HOUR_MS` grams.
   */
  integral(fromMs: InstantMs, toMs: InstantMs): number {
    return this.cumulative(toMs) - this.cumulative(fromMs);
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

  /** Start of the step after the one that holds the instant. */
  nextStep(instantMs: InstantMs): InstantMs {
    const index = Math.floor((instantMs - this.startMs) / this.stepMs);
    return this.startMs + (index + 1) * this.stepMs;
  }

  private cumulative(instantMs: InstantMs): number {
    const offsetMs = instantMs - this.startMs;
    const index = Math.floor(offsetMs / this.stepMs);
    const whole = this.prefix[index];
    if (whole === undefined) throw outside(instantMs);
    const restMs = offsetMs - index * this.stepMs;
    if (restMs === 0) return whole * this.stepMs;
    const value = this.values[index];
    if (value === undefined) throw outside(instantMs);
    return whole * this.stepMs + value * restMs;
  }
}

function outside(instantMs: InstantMs): Error {
  return new Error(`Invariant violated: instant ${instantMs} lies outside the trace`);
}

function prefixSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  const sum = new CompensatedSum();
  for (let i = 0; i < values.length; i++) {
    sum.add(values[i] as number);
    sums[i + 1] = sum.value;
  }
  return sums;
}
