/** Values at a fixed step, constant within each: lookups and exact integrals in constant time. */
import { assert } from "../assert.ts";
import { CompensatedSum } from "../math/sum.ts";
import type { DurationMs, InstantMs } from "../units/units.ts";

/** A series that answers questions; outside its span it asserts, it never extrapolates. */
export class StepSeries {
  readonly startMs: InstantMs;
  readonly endMs: InstantMs;
  readonly stepMs: DurationMs;
  readonly values: Float64Array;
  /** prefix[i] = sum of the first i values, in values x steps. */
  private readonly prefix: Float64Array;

  constructor(startMs: InstantMs, stepMs: DurationMs, values: readonly number[]) {
    assert(values.length > 0, "a series has at least one value");
    assert(Number.isInteger(startMs) && Number.isInteger(stepMs), "integer milliseconds");
    assert(stepMs > 0, "a series has a positive step");
    this.startMs = startMs;
    this.stepMs = stepMs;
    this.values = Float64Array.from(values);
    this.endMs = startMs + stepMs * this.values.length;
    this.prefix = prefixSums(this.values);
  }

  /** The value at an instant in [startMs, endMs). */
  at(instantMs: InstantMs): number {
    const value = this.values[Math.floor((instantMs - this.startMs) / this.stepMs)];
    if (value === undefined) throw outside(instantMs);
    return value;
  }

  /** Integral over [fromMs, toMs), in values x ms; `fromMs <= toMs`, both inside the span. */
  integral(fromMs: InstantMs, toMs: InstantMs): number {
    return this.cumulative(toMs) - this.cumulative(fromMs);
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
