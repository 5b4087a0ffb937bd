import { describe, expect, it } from "vitest";
import { type ForecastSpec, issueForecast } from "../../../engine/core/carbon/forecast.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import type { PolicyInput } from "../../../engine/core/policy/contract.ts";
import { decide } from "../../../engine/core/policy/decide.ts";
import type { PolicySpec } from "../../../engine/core/policy/spec.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { inputOf } from "./input.ts";

const TRACE = new CarbonTrace(traceOf([300, 200, 100, 400, 50, 50, 500, 500], HOUR_MS));
const named = { name: "p", title: "P" };

function input(hour: number, changes: Partial<PolicyInput> = {}): PolicyInput {
  return inputOf(TRACE, hour * HOUR_MS, changes);
}

describe("cron", () => {
  const spec: PolicySpec = {
    ...named,
    type: "cron",
    schedule: "0 2 * * *",
    timeZone: "UTC",
    instantsMs: [HOUR_MS, 5 * HOUR_MS],
  };

  it.each([
    [0, 0, { action: "wait", untilMs: HOUR_MS }],
    [0, 1, { action: "start" }],
    [1, 1, { action: "start" }],
    [2, 2, { action: "wait", untilMs: 5 * HOUR_MS }],
    [6, 6, { action: "skip" }],
  ])("asked at %i h, at %i h", (asked, now, expected) => {
    expect(decide(spec, input(now, { askedAtMs: asked * HOUR_MS }))).toMatchObject(expected);
  });

  it.each([
    [3, "skip"],
    [5, "skip"],
    [6, "wait"],
  ])("asked at 2 h and again at %i h, before or after the time at 5 h: %s", (again, action) => {
    const asked = { askedAtMs: 2 * HOUR_MS, nextAskedAtMs: again * HOUR_MS };
    expect(decide(spec, input(2, asked))).toMatchObject({ action });
  });
});

describe("threshold", () => {
  const spec: PolicySpec = { ...named, type: "threshold", limitGPerKwh: 200 };

  it.each([
    [0, {}, { action: "wait", untilMs: 4 * HOUR_MS, orBelowGPerKwh: 200 }],
    [0, { marginMs: HOUR_MS }, { action: "wait", untilMs: 3 * HOUR_MS }],
    [1, {}, { action: "wait" }],
    [2, {}, { action: "start", reason: "grid at 100 g/kWh, under 200 g/kWh" }],
    [
      6,
      {},
      { action: "start", reason: "grid at 500 g/kWh, but the deadline leaves no more slack" },
    ],
    [0, { expectedDurationMs: 9 * HOUR_MS }, { action: "start" }],
  ])("at %i h with %j", (hour, changes, expected) => {
    expect(decide(spec, input(hour, changes))).toMatchObject(expected);
  });
});

describe("drift-gated", () => {
  const spec: PolicySpec = {
    ...named,
    type: "drift-gated",
    largeLoss: 0.05,
    smallLoss: 0.01,
    limitGPerKwh: 200,
  };

  it.each([
    [0, undefined, { action: "start", reason: "no model yet: first training" }],
    [0, 0.051, { action: "start", reason: "accuracy lost 5.1 points, over 5 points: at once" }],
    [0, 0.05, { action: "wait", untilMs: 4 * HOUR_MS, orBelowGPerKwh: 200 }],
    [2, 0.02, { action: "start" }],
    [0, 0.01, { action: "skip" }],
    [2, -0.3, { action: "skip" }],
    [
      6,
      0.02,
      { action: "skip", reason: "accuracy lost 2 points, but the grid never came under 200 g/kWh" },
    ],
  ])("at %i h with a loss of %j", (hour, accuracyLoss, expected) => {
    expect(decide(spec, input(hour, { accuracyLoss }))).toMatchObject(expected);
  });
});

describe("lowest-window", () => {
  const spec: PolicySpec = { ...named, type: "lowest-window" };

  it("waits for the cheapest window before the deadline, and says what it expects", () => {
    expect(decide(spec, input(0))).toMatchObject({
      action: "wait",
      untilMs: 4 * HOUR_MS,
      forecastGPerKwh: 50,
    });
    expect(decide(spec, input(0, { marginMs: HOUR_MS }))).toMatchObject({
      untilMs: HOUR_MS,
      forecastGPerKwh: 150,
    });
  });

  it("starts when its window begins, and at once when that is now or nothing is left", () => {
    expect(decide(spec, input(4, { plannedMs: 4 * HOUR_MS })).action).toBe("start");
    expect(decide(spec, input(4, { askedAtMs: 4 * HOUR_MS })).action).toBe("start");
  });

  it("chooses no window that reaches beyond the horizon of its forecast", () => {
    const knownFor = (hours: number) => {
      const spec: ForecastSpec = { model: "oracle", horizonMs: hours * HOUR_MS };
      return { forecast: () => issueForecast(spec, TRACE, 0) };
    };
    expect(decide(spec, input(0, knownFor(6)))).toMatchObject({ untilMs: 4 * HOUR_MS });
    expect(decide(spec, input(0, knownFor(5)))).toMatchObject({ untilMs: HOUR_MS });
    expect(decide(spec, input(0, knownFor(2)))).toEqual({
      action: "start",
      reason: "cheapest window begins now, forecast at 250 g/kWh",
      forecastGPerKwh: 250,
    });
    expect(decide(spec, input(0, knownFor(1)))).toEqual({
      action: "start",
      reason: "the forecast ends before the run would",
    });
  });

  it("does not look beyond the end of the history when the deadline cannot be kept", () => {
    const late = input(7, { askedAtMs: 7 * HOUR_MS, deadlineMs: 8 * HOUR_MS });
    expect(decide(spec, late)).toMatchObject({ action: "start" });
  });
});

it("immediate starts", () => {
  expect(decide({ ...named, type: "immediate" }, input(0)).action).toBe("start");
});
