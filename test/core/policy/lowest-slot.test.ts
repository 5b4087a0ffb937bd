import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { issueForecast } from "../../../engine/core/carbon/forecast.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { decide } from "../../../engine/core/policy/decide.ts";
import type { PolicySpec } from "../../../engine/core/policy/spec.ts";
import { HOUR_MS, MINUTE_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { inputOf } from "./input.ts";

const spec: PolicySpec = { name: "p", title: "P", type: "lowest-slot" };
const TRACE = new CarbonTrace(traceOf([300, 200, 100, 400, 50, 50, 500, 500], HOUR_MS));

describe("lowest-slot", () => {
  it("starts in the first slot of least intensity, whatever comes after it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 20, maxLength: 20 }),
        fc.nat(300),
        fc.integer({ min: 1, max: 600 }),
        (values, minute, slack) => {
          const trace = new CarbonTrace(traceOf(values, HOUR_MS));
          const nowMs = minute * MINUTE_MS;
          const deadlineMs = nowMs + slack * MINUTE_MS + 2 * HOUR_MS;
          const answer = decide(spec, inputOf(trace, nowMs, { askedAtMs: nowMs, deadlineMs }));
          let best = 0;
          for (let i = 1; i <= slack; i++) {
            const at = (each: number) => trace.at(nowMs + each * MINUTE_MS);
            if (at(i) < at(best)) best = i;
          }
          const expected = nowMs + best * MINUTE_MS;
          expect(answer.action).toBe(best === 0 ? "start" : "wait");
          if (answer.action === "wait") expect(answer.untilMs).toBe(expected);
        },
      ),
    );
  });

  it("counts the slot that its last instant begins, waits no longer than it may, and keeps its plan", () => {
    const now = { askedAtMs: 0 };
    expect(decide(spec, inputOf(TRACE, 0, now))).toMatchObject({ untilMs: 4 * HOUR_MS });
    const patient = { ...spec, maxWaitMs: 3 * HOUR_MS };
    expect(decide(patient, inputOf(TRACE, 0, now))).toMatchObject({ untilMs: 2 * HOUR_MS });
    const planned = { plannedMs: 2 * HOUR_MS };
    expect(decide(spec, inputOf(TRACE, 2 * HOUR_MS, planned)).action).toBe("start");
  });

  it("does not look beyond the horizon of its forecast", () => {
    const settings = { model: "oracle", horizonMs: 2 * HOUR_MS } as const;
    const known = { forecast: () => issueForecast(settings, TRACE, 0) };
    expect(decide(spec, inputOf(TRACE, 0, known))).toMatchObject({ untilMs: HOUR_MS });
  });
});
