import { describe, expect, it } from "vitest";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import type { PolicyInput } from "../../../engine/core/policy/contract.ts";
import { decide } from "../../../engine/core/policy/decide.ts";
import type { PolicySpec } from "../../../engine/core/policy/spec.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { inputOf } from "./input.ts";

const TRACE = new CarbonTrace(traceOf([300, 200, 100, 400, 50, 50, 500, 500], HOUR_MS));
const named = { name: "p", title: "P" };
const room = (freeReservedCpu: number, requestedCpu = 2) => ({
  room: () => ({ requestedCpu, freeReservedCpu, usedCpu: 0, maxCpu: 16 }),
});
const input = (hour: number, changes: Partial<PolicyInput> = {}) =>
  inputOf(TRACE, hour * HOUR_MS, changes);

describe("reserved-first", () => {
  it.each([
    ["lowest-window", 4],
    ["lowest-slot", 4],
    ["carbon-time", 1],
  ] as const)("waits as %s plans, unless reserved nodes have room", (rule, hours) => {
    const spec: PolicySpec = { ...named, type: "reserved-first", rule };
    const alone: PolicySpec = { ...named, type: rule };
    const planned = decide(alone, input(0));
    expect(planned).toMatchObject({ action: "wait", untilMs: hours * HOUR_MS });
    const answer = decide(spec, input(0, room(1.9)));
    expect(answer).toMatchObject({
      action: "wait",
      untilMs: hours * HOUR_MS,
      orFreeReservedCpu: 2,
    });
    expect(decide(spec, input(0, room(2)))).toMatchObject({
      action: "start",
      reason: "reserved nodes have room",
    });
  });

  it("keeps its plan when it is asked earlier than planned and the room is gone again", () => {
    const spec: PolicySpec = { ...named, type: "reserved-first", rule: "lowest-window" };
    const early = { plannedMs: 4 * HOUR_MS };
    expect(decide(spec, input(1, { ...early, ...room(0) }))).toMatchObject({
      action: "wait",
      untilMs: 4 * HOUR_MS,
    });
    expect(decide(spec, input(1, { ...early, ...room(4) })).action).toBe("start");
    expect(decide(spec, input(4, { ...early, ...room(0) })).action).toBe("start");
  });
});

describe("all-jobs-wait", () => {
  const spec: PolicySpec = { ...named, type: "all-jobs-wait" };

  it.each([
    [{ ...spec }, 0, 0, { action: "wait", untilMs: 4 * HOUR_MS, orFreeReservedCpu: 2 }],
    [{ ...spec, maxWaitMs: HOUR_MS }, 0, 0, { action: "wait", untilMs: HOUR_MS }],
    [{ ...spec, maxWaitMs: 9 * HOUR_MS }, 0, 0, { action: "wait", untilMs: 4 * HOUR_MS }],
    [{ ...spec, maxWaitMs: HOUR_MS }, 1, 0, { action: "start" }],
    [{ ...spec, maxWaitMs: 0 }, 0, 0, { action: "start" }],
    [{ ...spec }, 0, 2, { action: "start", reason: "reserved nodes have room" }],
  ])("%j at %i h with %i reserved CPUs free", (given, hour, free, expected) => {
    expect(decide(given, input(hour, room(free)))).toMatchObject(expected);
  });

  it("does not take a pool without reserved nodes for one with room, whatever a pod asks for", () => {
    expect(decide(spec, input(0, room(0, 0))).action).toBe("wait");
  });
});
