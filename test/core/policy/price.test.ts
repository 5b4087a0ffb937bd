/** The policies that look at money: `price-aware` and `weighted`. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { NodePrice } from "../../../engine/core/cluster/price.ts";
import type { PolicyInput } from "../../../engine/core/policy/contract.ts";
import { decide } from "../../../engine/core/policy/decide.ts";
import type { PolicySpec } from "../../../engine/core/policy/spec.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { inputOf } from "./input.ts";
import { SPEC_OF_TYPE } from "./specs.ts";

/** Prices with decimals that no sum holds exactly, carbon in whole numbers; half-hourly both. */
const prices = fc.array(fc.constantFrom(0.1, 0.2, 0.3, 0.7), { minLength: 40, maxLength: 40 });
const grid = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 40, maxLength: 40 });
const minutes = (most: number) => fc.integer({ min: 1, max: most }).map((n) => n * 15 * MINUTE_MS);
const STEP_MS = 30 * MINUTE_MS;

function inputWith(
  perHour: readonly number[],
  gPerKwh: readonly number[],
  more: Partial<PolicyInput>,
) {
  const trace = new CarbonTrace(traceOf(gPerKwh, STEP_MS));
  const price = new NodePrice({
    pricePerHour: 1,
    prices: { startMs: 0, stepMs: STEP_MS, perHour },
  });
  return inputOf(trace, 0, { price, ...more });
}

/** Slowly, sample by sample: what values at a step add up to over a time. */
function slowly(values: readonly number[], fromMs: number, toMs: number): number {
  let sum = 0;
  for (let at = fromMs; at < toMs; at += 15 * MINUTE_MS) {
    sum += (values[Math.floor(at / STEP_MS)] as number) * 15 * MINUTE_MS;
  }
  return sum;
}

function startOf(spec: PolicySpec, input: PolicyInput): number {
  const answer = decide(spec, input);
  if (answer.action === "skip") throw new Error("it skips");
  return answer.action === "wait" ? answer.untilMs : input.nowMs;
}

/** The first of all quarter hours whose score is the least, and one that differs by rounding is not less. */
function bruteForce(latestMs: number, score: (at: number) => number): number {
  let best = 0;
  for (let at = 0; at <= latestMs; at += 15 * MINUTE_MS) {
    if (score(at) < score(best) * (1 - 1e-9)) best = at;
  }
  return best;
}

describe("price-aware", () => {
  it("starts when a node is cheapest before the deadline, the earliest of equals", () => {
    fc.assert(
      fc.property(prices, minutes(12), minutes(28), (perHour, expectedDurationMs, slackMs) => {
        const deadlineMs = expectedDurationMs + slackMs;
        const flat = perHour.map(() => 5);
        const input = inputWith(perHour, flat, { expectedDurationMs, deadlineMs });
        const found = startOf(SPEC_OF_TYPE["price-aware"], input);
        const cost = (at: number) => slowly(perHour, at, at + expectedDurationMs);
        expect(found).toBe(bruteForce(slackMs, cost));
      }),
    );
  });

  it("starts at once at a constant price, when its time has come, and without slack", () => {
    const trace = new CarbonTrace(traceOf([1, 2, 3, 4, 5, 6, 7, 8], HOUR_MS));
    const spec = SPEC_OF_TYPE["price-aware"];
    expect(decide(spec, inputOf(trace, 0)).action).toBe("start");
    expect(decide(spec, inputOf(trace, HOUR_MS, { plannedMs: HOUR_MS })).action).toBe("start");
    expect(decide(spec, inputOf(trace, 5 * HOUR_MS)).action).toBe("start");
  });
});

describe("weighted", () => {
  it("starts where the weighted sum is least of all quarter hours, the earliest of equals", () => {
    const weights = fc.record({
      carbonWeight: fc.constantFrom(0, 1, 3),
      costWeight: fc.constantFrom(0, 0.5, 2),
      delayWeight: fc.constantFrom(0, 0.1, 1),
    });
    fc.assert(
      fc.property(
        prices,
        grid,
        weights,
        minutes(12),
        minutes(28),
        (perHour, gPerKwh, weights, expectedDurationMs, slackMs) => {
          const deadlineMs = expectedDurationMs + slackMs;
          const input = inputWith(perHour, gPerKwh, { expectedDurationMs, deadlineMs });
          const found = startOf({ ...SPEC_OF_TYPE.weighted, ...weights }, input);
          const share = (values: readonly number[], at: number) =>
            slowly(values, at, at + expectedDurationMs) / slowly(values, 0, expectedDurationMs);
          const score = (at: number) =>
            weights.carbonWeight * share(gPerKwh, at) +
            weights.costWeight * share(perHour, at) +
            (weights.delayWeight * at) / slackMs;
          expect(found).toBe(bruteForce(slackMs, score));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("with carbon alone it is the lowest window, with delay alone it starts at once", () => {
    fc.assert(
      fc.property(prices, grid, (perHour, gPerKwh) => {
        const input = inputWith(perHour, gPerKwh, {});
        const only = (part: object) => {
          const none = { carbonWeight: 0, costWeight: 0, delayWeight: 0 };
          return startOf({ ...SPEC_OF_TYPE.weighted, ...none, ...part }, input);
        };
        expect(only({ carbonWeight: 7 })).toBe(startOf(SPEC_OF_TYPE["lowest-window"], input));
        expect(only({ costWeight: 7 })).toBe(startOf(SPEC_OF_TYPE["price-aware"], input));
        expect(only({ delayWeight: 7 })).toBe(0);
      }),
    );
  });

  it("does not leave a grid without carbon for a cheaper hour that has some", () => {
    const gPerKwh = Array.from({ length: 40 }, (_, step) => (step < 8 ? 0 : 5));
    const perHour = Array.from({ length: 40 }, (_, step) => (step < 8 ? 0.7 : 0.1));
    const spec = { ...SPEC_OF_TYPE.weighted, carbonWeight: 0.01, costWeight: 100 };
    const input = inputWith(perHour, gPerKwh, { deadlineMs: 12 * HOUR_MS });
    expect(startOf(spec, input)).toBeLessThanOrEqual(2 * HOUR_MS);
  });
});
