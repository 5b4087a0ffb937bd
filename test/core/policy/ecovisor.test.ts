import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WithinHorizon } from "../../../engine/core/carbon/forecast/within-horizon.ts";
import { issueForecast } from "../../../engine/core/carbon/forecast.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { decide } from "../../../engine/core/policy/decide.ts";
import type { EcovisorSpec } from "../../../engine/core/policy/spec.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { inputOf } from "./input.ts";
import { carryOut } from "./one-subject.ts";

const spec: EcovisorSpec = { name: "p", title: "P", type: "ecovisor", quantile: 0.3 };
const FREE = { saveMs: 0, restoreMs: 0 };
const SAMPLES = 17_280;

/** numpy's default on the samples of a day, one every 5 s. */
function quantileOf(values: readonly number[], fromMs: number, quantile: number): number {
  const samples = Array.from({ length: SAMPLES }, (_, i) => {
    return values[Math.floor((fromMs + i * 5 * SECOND_MS) / HOUR_MS)] as number;
  }).sort((a, b) => a - b);
  const position = (SAMPLES - 1) * quantile;
  const below = Math.floor(position);
  const [low, high] = [samples[below] as number, samples[Math.ceil(position)] as number];
  return low + (high - low) * (position - below);
}

const givens = fc.record({
  values: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 60, maxLength: 60 }),
  minute: fc.nat(300),
  work: fc.integer({ min: 1, max: 400 }),
  slack: fc.integer({ min: 0, max: 900 }),
  budget: fc.option(fc.nat(600), { nil: undefined }),
  quantile: fc.constantFrom(0, 0.1, 0.3, 0.5, 1),
});

describe("ecovisor", () => {
  it("runs under the quantile, or when its budget is used up, minute by minute", () => {
    fc.assert(
      fc.property(givens, ({ values, minute, work, slack, budget, quantile }) => {
        const trace = new CarbonTrace(traceOf(values, HOUR_MS));
        const askedAtMs = minute * MINUTE_MS;
        const workMs = work * MINUTE_MS;
        const deadlineMs = askedAtMs + workMs + slack * MINUTE_MS;
        const maxWaitMs = budget === undefined ? undefined : budget * MINUTE_MS;
        const task = { trace, askedAtMs, workMs, deadlineMs, checkpoint: FREE };
        const ran = carryOut({ ...spec, quantile, maxWaitMs }, task);
        const taken = ran.flatMap(({ fromMs, toMs }) => {
          const from = fromMs / MINUTE_MS;
          return Array.from({ length: toMs / MINUTE_MS - from }, (_, i) => from + i);
        });
        const limit = quantileOf(values, askedAtMs, quantile);
        const expected: number[] = [];
        let left = Math.min(slack, budget ?? slack);
        for (let at = minute; expected.length < work; at++) {
          if ((values[Math.floor(at / 60)] as number) < limit || left <= 0) expected.push(at);
          else left -= 1;
        }
        expect(taken).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it("keeps the limit of its first question, whatever is forecast later", () => {
    const trace = new CarbonTrace(traceOf(new Array<number>(60).fill(100), HOUR_MS));
    const answer = decide(spec, inputOf(trace, HOUR_MS, { memo: [150], checkpoint: FREE }));
    expect(answer).toMatchObject({ action: "start", memo: [150], untilMs: 2 * HOUR_MS });
  });

  it("does not pause for less than saving and restoring take", () => {
    const trace = new CarbonTrace(traceOf([50, 200, 50, ...new Array(57).fill(50)], HOUR_MS));
    const running = { running: true, ranMs: HOUR_MS, memo: [100], deadlineMs: 12 * HOUR_MS };
    const answer = (minutes: number) => {
      const checkpoint = { saveMs: minutes * MINUTE_MS, restoreMs: 20 * MINUTE_MS };
      return decide(spec, inputOf(trace, HOUR_MS, { ...running, checkpoint }));
    };
    expect(answer(39)).toMatchObject({ action: "wait", orBelowGPerKwh: 100 });
    expect(answer(40)).toMatchObject({ action: "start", untilMs: 2 * HOUR_MS });
  });

  it("is suspended no longer than the deadline allows, restoring included", () => {
    const trace = new CarbonTrace(traceOf(new Array(60).fill(200), HOUR_MS));
    const checkpoint = { saveMs: 0, restoreMs: 30 * MINUTE_MS };
    const changes = { running: true, ranMs: HOUR_MS, memo: [100], checkpoint };
    expect(decide(spec, inputOf(trace, HOUR_MS, changes))).toMatchObject({
      action: "wait",
      untilMs: 3.5 * HOUR_MS,
    });
    const late = decide(spec, inputOf(trace, 3.5 * HOUR_MS, changes));
    expect(late).toMatchObject({ action: "start" });
    expect(late).not.toHaveProperty("untilMs");
  });

  it("runs, and looks for a limit at the next step, while nothing is known of the day", () => {
    const trace = new CarbonTrace(traceOf(new Array(60).fill(200), HOUR_MS));
    const known = issueForecast("oracle", trace, HOUR_MS);
    const forecast = () => new WithinHorizon(known, HOUR_MS);
    const answer = decide(spec, inputOf(trace, HOUR_MS, { forecast, checkpoint: FREE }));
    expect(answer).toMatchObject({ action: "start", untilMs: 2 * HOUR_MS });
    expect(answer).not.toHaveProperty("memo");
  });

  it("waits once for what cannot be suspended", () => {
    const trace = new CarbonTrace(traceOf([200, 50, ...new Array(58).fill(100)], HOUR_MS));
    expect(decide(spec, inputOf(trace, 0, { memo: [90] })).action).toBe("wait");
    const start = decide(spec, inputOf(trace, HOUR_MS, { memo: [90] }));
    expect(start.action).toBe("start");
    expect(start).not.toHaveProperty("untilMs");
  });
});
