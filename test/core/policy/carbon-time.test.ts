import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { decide } from "../../../engine/core/policy/decide.ts";
import type { CarbonTimeSpec } from "../../../engine/core/policy/spec.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { inputOf } from "./input.ts";

const spec: CarbonTimeSpec = { name: "p", title: "P", type: "carbon-time" };

interface Given {
  readonly values: readonly number[];
  readonly minute: number;
  readonly slack: number;
  readonly length: number;
}

const givens: fc.Arbitrary<Given> = fc.record({
  values: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 24, maxLength: 24 }),
  minute: fc.nat(300),
  slack: fc.integer({ min: 1, max: 600 }),
  length: fc.integer({ min: 1, max: 300 }),
});

/** Start in minutes after the asking, and what a start saves for each minute until the end. */
function answerTo({ values, minute, slack, length }: Given, everyMs?: number) {
  const trace = new CarbonTrace(traceOf(values, HOUR_MS));
  const nowMs = minute * MINUTE_MS;
  const answer = decide(
    { ...spec, everyMs },
    inputOf(trace, nowMs, {
      askedAtMs: nowMs,
      expectedDurationMs: length * MINUTE_MS,
      deadlineMs: nowMs + (slack + length) * MINUTE_MS,
    }),
  );
  const carbon = (offset: number) => {
    let sum = 0;
    for (let i = 0; i < length; i++)
      sum += values[Math.floor((minute + offset + i) / 60)] as number;
    return sum;
  };
  const rate = (offset: number) => (carbon(0) - carbon(offset)) / (offset + length);
  return { start: answer.action === "wait" ? (answer.untilMs - nowMs) / MINUTE_MS : 0, rate };
}

describe("carbon-time", () => {
  it("saves as much for each hour until the end as the best of all minutes", () => {
    fc.assert(
      fc.property(givens, (given) => {
        const { start, rate } = answerTo(given);
        const rates = Array.from({ length: given.slack + 1 }, (_, offset) => rate(offset));
        expect(rate(start)).toBeCloseTo(Math.max(0, ...rates), 9);
        if (Math.max(...rates) <= 0) expect(start).toBe(0);
      }),
    );
  });

  it("tries whole hours after the asking when told to, the first of the best", () => {
    fc.assert(
      fc.property(givens, (given) => {
        const { start, rate } = answerTo(given, HOUR_MS);
        let best = 0;
        for (let offset = 60; offset <= given.slack; offset += 60) {
          if (rate(offset) > rate(best) + 1e-12) best = offset;
        }
        expect(rate(start)).toBeCloseTo(rate(best), 9);
        expect(start % 60).toBe(0);
      }),
    );
  });

  it("waits less than the cheapest window would make it wait", () => {
    // An hour at 100 after one hour, at 90 after eleven: the latter saves more, but less for each hour.
    const values = [200, 100, ...new Array<number>(9).fill(200), 90, 200, 200];
    const given = { values, minute: 0, slack: 720, length: 60 };
    expect(answerTo(given).start).toBe(60);
  });
});
