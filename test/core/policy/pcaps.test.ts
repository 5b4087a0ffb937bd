import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { decide } from "../../../engine/core/policy/decide.ts";
import type { PcapsSpec } from "../../../engine/core/policy/spec.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { runDiamond } from "./diamond.ts";
import { inputOf } from "./input.ts";

const spec: PcapsSpec = { name: "p", title: "P", type: "pcaps", gamma: 0.5 };
const LONG = 3 * DAY_MS;

const step = (importance: number) => ({
  subject: { kind: "step", template: "t", importance } as const,
});

describe("pcaps", () => {
  it("starts a step when the grid is at or under psi of its importance", () => {
    const values = fc.array(fc.integer({ min: 20, max: 700 }), { minLength: 72, maxLength: 72 });
    const share = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, fc.nat(23), share, share, (g, hour, gamma, r) => {
        const trace = new CarbonTrace(traceOf(g, HOUR_MS));
        const nowMs = hour * HOUR_MS;
        const input = { askedAtMs: nowMs, deadlineMs: nowMs + LONG, ...step(r) };
        const answer = decide({ ...spec, gamma }, inputOf(trace, nowMs, input));
        const ahead = g.slice(hour, hour + 48);
        const [low, high] = [0.95 * Math.min(...ahead), Math.max(...ahead)];
        const least = gamma * low + (1 - gamma) * high;
        const ofPaper = least + (high - least) * (Math.expm1(gamma * r) / Math.expm1(gamma));
        const psi = Math.max(ofPaper, Math.min(...ahead));
        const reading = g[hour] as number;
        if (Math.abs(reading - ofPaper) < 1e-6) return;
        expect(answer.action).toBe(reading <= psi ? "start" : "wait");
        if (answer.action === "wait") {
          expect(answer.untilMs).toBe(nowMs + HOUR_MS);
          expect(answer.orBelowGPerKwh).toBeCloseTo(psi, 6);
        }
      }),
    );
  });

  it("starts everything at once with a gamma of 0, and what matters most with any", () => {
    const trace = new CarbonTrace(traceOf([500, 100, 100, 100, 100, 100, 100, 100], HOUR_MS));
    const at = (gamma: number, importance: number) =>
      decide({ ...spec, gamma }, inputOf(trace, 0, step(importance))).action;
    expect(at(0, 0.01)).toBe("start");
    expect(at(1, 1)).toBe("start");
    expect(at(0.5, 0.9)).toBe("wait");
    expect(decide(spec, inputOf(trace, 4 * HOUR_MS, step(0.01))).action).toBe("start");
  });

  it("lets the longer branch of a workflow go on, and puts the shorter one off", () => {
    // Psi is 369 at 5/6 of the longest way, and 314 at 3/6.
    const gPerKwh = [400, 340, 340, 340, 400, ...new Array<number>(91).fill(100)];
    const times = (gamma: number) => runDiamond({ ...spec, gamma }, gPerKwh, { deadlineH: 40 });
    expect(times(0)).toEqual({ fetch: [0, 1], left: [1, 5], right: [1, 3], join: [5, 6] });
    const { fetch, left, right, join } = times(0.5);
    expect({ fetch, left, join }).toEqual({ fetch: [0, 1], left: [1, 5], join: [7, 8] });
    expect(right).toEqual([5, 7]);
  });

  it("waits for nothing where nothing cleaner is forecast", () => {
    const flat = new Array<number>(96).fill(300);
    const { join } = runDiamond({ ...spec, gamma: 1 }, flat, { deadlineH: 40 });
    expect(join).toEqual([5, 6]);
  });

  it("starves no step: a deadline holds on a grid that never gets clean", () => {
    const rising = Array.from({ length: 96 }, (_, hour) => 600 - hour);
    const { join } = runDiamond({ ...spec, gamma: 1 }, rising, { deadlineH: 12 });
    expect(join?.[1]).toBeLessThanOrEqual(12);
  });
});
