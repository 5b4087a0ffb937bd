import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { issueForecast } from "../../../engine/core/carbon/forecast.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { cheapestWindow } from "../../../engine/core/carbon/window.ts";
import { decide } from "../../../engine/core/policy/decide.ts";
import type { PolicySpec, WaitAwhileSpec } from "../../../engine/core/policy/spec.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { inputOf } from "./input.ts";
import { carbonOf, carryOut } from "./one-subject.ts";

const spec: WaitAwhileSpec = { name: "p", title: "P", type: "wait-awhile", replan: true };
const FREE = { saveMs: 0, restoreMs: 0 };
const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 24, maxLength: 24 });
const minutes = (min: number, max: number) => fc.integer({ min, max });

const tasks = fc.record({
  values,
  minute: minutes(0, 200),
  work: minutes(1, 400),
  slack: minutes(0, 600),
  replan: fc.boolean(),
});

describe("wait-awhile", () => {
  it("runs in the cheapest minutes until the deadline, the earliest of equals", () => {
    fc.assert(
      fc.property(tasks, ({ values, minute, work, slack, replan }) => {
        const trace = new CarbonTrace(traceOf(values, HOUR_MS));
        const askedAtMs = minute * MINUTE_MS;
        const deadlineMs = askedAtMs + (work + slack) * MINUTE_MS;
        const task = { trace, askedAtMs, workMs: work * MINUTE_MS, deadlineMs, checkpoint: FREE };
        const ran = carryOut({ ...spec, replan }, task);
        const taken = ran.flatMap(({ fromMs, toMs }) => {
          const from = fromMs / MINUTE_MS;
          return Array.from({ length: toMs / MINUTE_MS - from }, (_, i) => from + i);
        });
        const all = Array.from({ length: work + slack }, (_, i) => minute + i);
        const at = (each: number) => values[Math.floor(each / 60)] as number;
        const cheapest = all.toSorted((a, b) => at(a) - at(b) || a - b).slice(0, work);
        expect(taken).toEqual(cheapest.toSorted((a, b) => a - b));
      }),
    );
  });

  it("plans with means of slots by the clock when it has a length for them", () => {
    // 20, 80 | 70, 10 | 45, 45: the hours are worse than the pairs for the second and third.
    const trace = new CarbonTrace(traceOf([90, 90, 20, 80, 70, 10, 45, 45], HOUR_MS));
    const task = { trace, askedAtMs: 0, workMs: 2 * HOUR_MS, deadlineMs: 8 * HOUR_MS };
    const ran = (slotMs?: number) =>
      carryOut({ ...spec, slotMs }, { ...task, checkpoint: FREE }).map(({ fromMs, toMs }) => [
        fromMs / HOUR_MS,
        toMs / HOUR_MS,
      ]);
    expect(ran()).toEqual([
      [2, 3],
      [5, 6],
    ]);
    expect(ran(2 * HOUR_MS)).toEqual([[4, 6]]);
  });

  it("makes no pause that is not longer than saving and restoring, and none that costs more than it saves", () => {
    const cost = fc.record({ saveMs: minutes(0, 40), restoreMs: minutes(0, 40) });
    fc.assert(
      fc.property(tasks, cost, ({ values, minute, work, slack }, given) => {
        const trace = new CarbonTrace(traceOf(values, HOUR_MS));
        const askedAtMs = minute * MINUTE_MS;
        const workMs = work * MINUTE_MS;
        const deadlineMs = askedAtMs + workMs + slack * MINUTE_MS;
        const saveMs = given.saveMs * MINUTE_MS;
        const restoreMs = given.restoreMs * MINUTE_MS;
        const task = { trace, askedAtMs, workMs, deadlineMs, checkpoint: { saveMs, restoreMs } };
        for (const replan of [true, false]) {
          const ran = carryOut({ ...spec, replan }, task);
          expect(ran.at(-1)?.toMs).toBeLessThanOrEqual(deadlineMs);
          ran.slice(1).forEach((each, index) => {
            const pausedMs = each.fromMs - (ran[index]?.toMs as number) + saveMs;
            expect(pausedMs).toBeGreaterThan(saveMs + restoreMs);
          });
          const span = ran.reduce((sum, each) => sum + each.toMs - each.fromMs, 0);
          const overheadMs = (ran.length - 1) * (saveMs + restoreMs);
          expect(span - overheadMs).toBe(workMs);
          if (replan || saveMs + restoreMs === 0) continue;
          const latestMs = deadlineMs - workMs;
          const view = issueForecast("oracle", trace, askedAtMs);
          const { meanGPerKwh } = cheapestWindow(view, workMs, askedAtMs, latestMs);
          expect(carbonOf(trace, ran)).toBeLessThanOrEqual(meanGPerKwh * workMs * (1 + 1e-9) + 1);
        }
      }),
    );
  });

  it("starts where lowest-window starts what cannot be suspended", () => {
    const trace = new CarbonTrace(traceOf([300, 200, 100, 400, 50, 50, 500, 500], HOUR_MS));
    const window: PolicySpec = { name: "p", title: "P", type: "lowest-window" };
    for (const hour of [0, 1, 4]) {
      const input = inputOf(trace, hour * HOUR_MS);
      const { reason: _, ...answer } = decide(spec, input) as { reason: string };
      expect(decide(window, input)).toMatchObject(answer);
    }
  });

  it("runs, and asks again, when the forecast ends before the work would", () => {
    const trace = new CarbonTrace(traceOf([300, 200, 100, 400, 50, 50, 500, 500], HOUR_MS));
    const settings = { model: "oracle", horizonMs: HOUR_MS } as const;
    const forecast = () => issueForecast(settings, trace, 0);
    expect(decide(spec, inputOf(trace, 0, { forecast, checkpoint: FREE }))).toMatchObject({
      action: "start",
      untilMs: HOUR_MS,
      reason: "the forecast ends before the work would",
    });
  });

  it("runs to its end when the deadline leaves no slack", () => {
    const trace = new CarbonTrace(traceOf([300, 200, 100, 400, 50, 50, 500, 500], HOUR_MS));
    const late = inputOf(trace, 5 * HOUR_MS, { checkpoint: FREE });
    expect(decide(spec, late)).toMatchObject({
      action: "start",
      reason: "the deadline leaves no slack",
    });
    expect(decide(spec, late)).not.toHaveProperty("untilMs");
  });
});
