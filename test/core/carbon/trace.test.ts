import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { traceOf, traces } from "./traces.ts";

const step = fc.integer({ min: 1, max: 50 });
/** A trace and ascending instants inside it. */
const cuts = traces(step).chain((data) => {
  const end = data.startMs + data.stepMs * data.gPerKwh.length;
  const instant = fc.integer({ min: data.startMs, max: end });
  const points = fc.array(instant, { minLength: 2, maxLength: 12 });
  return points.map((list) => ({ data, points: list.toSorted((a, b) => a - b) }));
});
const scale = (trace: CarbonTrace) => trace.integral(trace.startMs, trace.endMs) || 1;

describe("CarbonTrace", () => {
  it("integrates to the sum of the parts, however it is split", () => {
    fc.assert(
      fc.property(cuts, ({ data, points }) => {
        const trace = new CarbonTrace(data);
        let parts = 0;
        for (let i = 1; i < points.length; i++) {
          parts += trace.integral(points[i - 1] as number, points[i] as number);
        }
        const whole = trace.integral(points[0] as number, points.at(-1) as number);
        expect(Math.abs(parts - whole)).toBeLessThanOrEqual(1e-12 * scale(trace));
      }),
      { numRuns: 500 },
    );
  });

  it("integrates to what adding up every millisecond gives", () => {
    fc.assert(
      fc.property(cuts, ({ data, points }) => {
        const trace = new CarbonTrace(data);
        const [from, to] = [points[0] as number, points.at(-1) as number];
        let sum = 0;
        for (let at = from; at < to; at++) {
          sum += data.gPerKwh[Math.floor((at - data.startMs) / data.stepMs)] as number;
        }
        expect(Math.abs(trace.integral(from, to) - sum)).toBeLessThanOrEqual(1e-12 * scale(trace));
        if (to > from) expect(trace.mean(from, to)).toBeCloseTo(sum / (to - from), 8);
        else if (to < trace.endMs) expect(trace.mean(from, to)).toBe(trace.at(from));
      }),
    );
  });

  it("stays exact over a year of 5-minute values with fractions", () => {
    const values = Array.from({ length: 105_120 }, (_, i) => 300.1 + 100.3 * Math.sin(i / 40));
    const trace = new CarbonTrace(traceOf(values, 300_000, 1.7e12));
    for (const index of [0, 50_000, 105_119]) {
      const from = trace.startMs + index * 300_000;
      const exact = (values[index] as number) * 300_000;
      expect(Math.abs(trace.integral(from, from + 300_000) / exact - 1)).toBeLessThan(1e-9);
    }
  });

  it("finds the first instant below a limit, as a search of every millisecond does", () => {
    fc.assert(
      fc.property(cuts, fc.integer({ min: 0, max: 900 }), ({ data, points }, limit) => {
        const trace = new CarbonTrace(data);
        const [from, until] = [points[0] as number, points.at(-1) as number];
        let found: number | undefined;
        for (let at = from; at < until && found === undefined; at++) {
          if (trace.at(at) < limit) found = at;
        }
        expect(trace.firstBelow(limit, from, until)).toBe(found);
      }),
    );
  });

  it("is below a limit only when it is under it", () => {
    const trace = new CarbonTrace(traceOf([300, 200, 199], 10));
    expect(trace.firstBelow(200, 0, 30)).toBe(20);
    expect(trace.firstBelow(200, 0, 20)).toBeUndefined();
  });

  it("never answers for what lies outside its span", () => {
    const trace = new CarbonTrace(traceOf([1, 2], 10, 100));
    expect(() => trace.at(99)).toThrow(/outside the trace/);
    expect(() => trace.at(120)).toThrow(/outside the trace/);
    expect(() => trace.integral(100, 121)).toThrow(/outside the trace/);
    expect(() => trace.integral(99, 110)).toThrow(/outside the trace/);
    expect(trace.integral(100, 120)).toBe(30);
  });
});
