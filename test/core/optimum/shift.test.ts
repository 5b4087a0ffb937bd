import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { cheapestWindow } from "../../../engine/core/carbon/window.ts";
import { bestShift, type PowerPiece, shiftedIntegral } from "../../../engine/core/optimum/shift.ts";
import { traceOf } from "../carbon/traces.ts";

const STEP = 6;
const SLOTS = 12;

const piece = fc.tuple(
  fc.integer({ min: 10, max: 30 }),
  fc.integer({ min: 0, max: 20 }),
  fc.integer({ min: 0, max: 5 }),
);

const cases = fc.record({
  trace: fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: SLOTS, maxLength: SLOTS })
    .map((values) => new CarbonTrace(traceOf(values, STEP))),
  profile: fc
    .array(piece, { minLength: 1, maxLength: 6 })
    .map((pieces) =>
      profileOf(pieces.map(([start, length, power]) => [start, start + length, power])),
    ),
  earliest: fc.integer({ min: -10, max: 0 }),
  latest: fc.integer({ min: 0, max: 22 }),
});

function profileOf(pieces: readonly (readonly [number, number, number])[]): PowerPiece[] {
  return pieces.map(([startMs, endMs, powerW]) => ({ startMs, endMs, powerW }));
}

describe("the best shift of a power profile", () => {
  it("is the earliest of the best, when every millisecond is tried", () => {
    fc.assert(
      fc.property(cases, ({ trace, profile, earliest, latest }) => {
        let best = earliest;
        for (let by = earliest + 1; by <= latest; by++) {
          if (shiftedIntegral(trace, profile, by) < shiftedIntegral(trace, profile, best))
            best = by;
        }
        expect(bestShift(trace, profile, earliest, latest)).toBe(best);
      }),
      { numRuns: 400 },
    );
  });

  it("of one piece is where the cheapest window begins", () => {
    fc.assert(
      fc.property(cases, ({ trace, earliest, latest }) => {
        const profile = profileOf([[12, 25, 3]]);
        const view = {
          integral: (from: number, to: number) => trace.integral(from, to),
          changes: (from: number, to: number) =>
            Array.from({ length: SLOTS }, (_, slot) => slot * STEP).filter(
              (at) => from < at && at < to,
            ),
        };
        const window = cheapestWindow(view, 13, 12 + earliest, 12 + latest);
        expect(12 + bestShift(trace, profile, earliest, latest)).toBe(window.startMs);
      }),
    );
  });

  it("may end where the trace ends, and stays where it cannot move or has no power", () => {
    const trace = new CarbonTrace(traceOf([5, 4, 3, 2], 10));
    expect(bestShift(trace, profileOf([[0, 20, 1]]), 0, 20)).toBe(20);
    expect(bestShift(trace, profileOf([[0, 40, 1]]), 0, 0)).toBe(0);
    expect(bestShift(trace, profileOf([]), -5, 5)).toBe(-5);
  });
});
