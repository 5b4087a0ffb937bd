/** Small random traces for property tests. */
import fc from "fast-check";
import type { TraceData } from "../../../engine/core/carbon/trace.ts";

const ABOUT: TraceData["about"] = {
  zone: "TEST",
  source: "made up for a test",
  edition: "1",
  licence: "none",
  signal: "average",
  basis: "life-cycle",
  synthetic: true,
  repairs: [],
};

export function traceOf(gPerKwh: readonly number[], stepMs: number, startMs = 0): TraceData {
  return { startMs, stepMs, gPerKwh, about: ABOUT };
}

/** Values with fractions, so that rounding matters. */
export function traces(stepMs: fc.Arbitrary<number>, maxLength = 30): fc.Arbitrary<TraceData> {
  const value = fc.double({ min: 0, max: 900, noNaN: true });
  const values = fc.array(value, { minLength: 1, maxLength });
  return fc
    .tuple(values, stepMs, fc.integer({ min: -1_000_000, max: 1_000_000 }))
    .map(([gPerKwh, step, startMs]) => traceOf(gPerKwh, step, startMs));
}
