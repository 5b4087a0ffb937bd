/** Scenario time on a real clock. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  realUntil,
  type ScaledClock,
  scenarioMs,
  withRate,
} from "../../../engine/core/live/scaled-clock.ts";

const rate = fc.constantFrom(0, 1, 60, 3_600, 1e6);

describe("scaled time", () => {
  it("never goes back, whatever happens to rates and to the real clock", () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: -500, max: 5_000 }), rate), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(steps, (all) => {
        let clock: ScaledClock = { atMs: 1_000, steadyMs: 0, rate: 1 };
        let steadyMs = 0;
        let last = 1_000;
        for (const [passedMs, next] of all) {
          steadyMs += passedMs;
          const now = scenarioMs(clock, steadyMs);
          expect(now).toBeGreaterThanOrEqual(last);
          last = now;
          clock = withRate(clock, next, steadyMs);
          expect(scenarioMs(clock, steadyMs)).toBe(now);
        }
      }),
    );
  });

  it("comes to an instant just when it says that it will", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 60, 3_600),
        fc.integer({ min: 1, max: 1e9 }),
        (each, aheadMs) => {
          const clock = { atMs: 5, steadyMs: 7, rate: each };
          const untilMs = realUntil(clock, 5 + aheadMs, 7);
          expect(scenarioMs(clock, 7 + untilMs + 1)).toBeGreaterThanOrEqual(5 + aheadMs);
          expect(scenarioMs(clock, 7 + untilMs - 1)).toBeLessThan(5 + aheadMs);
        },
      ),
    );
  });

  it("stands still at rate 0, and does not wait at all at Infinity", () => {
    const still = { atMs: 5, steadyMs: 0, rate: 0 };
    expect(scenarioMs(still, 1e9)).toBe(5);
    expect(realUntil(still, 6, 1e9)).toBe(Number.POSITIVE_INFINITY);
    const free = { atMs: 5, steadyMs: 0, rate: Number.POSITIVE_INFINITY };
    expect(realUntil(free, 1e12, 0)).toBe(0);
    expect(scenarioMs(free, 1e9)).toBe(5);
  });
});
