import { describe, expect, it } from "vitest";
import { DrawTable } from "../../../engine/core/profile/draws.ts";
import { expectedDurationMs, outcomeOf } from "../../../engine/core/profile/outcome.ts";
import { type Duration, MAX_POD_MS } from "../../../engine/core/profile/profile.ts";
import { formula, lasting, podOf, profileOf } from "./pods.ts";

const VARYING: Duration = { kind: "lognormal", meanMs: 60_000, coefficientOfVariation: 0.3 };

describe("durations", () => {
  it("depend on seed, node and request, not on what was asked before", () => {
    const profile = lasting(VARYING);
    const of = (seed: number, nodeName: string, request: number) =>
      outcomeOf(profile, podOf({ nodeName, request, draws: new DrawTable(seed, 10) })).durationMs;
    const reference = of(1, ".a", 0);
    expect(of(1, ".a", 0)).toBe(reference);
    for (const other of [of(2, ".a", 0), of(1, ".b", 0), of(1, ".a", 1), of(1, ".a(0)", 0)]) {
      expect(other).not.toBe(reference);
    }
  });

  it("are the same under every policy", () => {
    const draws = new DrawTable(1, 10);
    const under = (policy: string) => outcomeOf(lasting(VARYING), podOf({ draws, policy }));
    expect(under("a")).toEqual(under("b"));
  });

  it.each([
    ["asInt(inputs.parameters.rows) / 100", 200_000],
    ["asInt(inputs.parameters.rows)", 20_000_000],
    ["'90s'", 90_000],
    ["'1h30m'", 5_400_000],
    ["'2.5'", 2_500],
    ["0.0004", 0],
    ["duration('1.5s')", 1_500],
    ["inputs.parameters['with-dash'] == 'x' ? 1 : 2", 1_000],
  ])("may be worked out, in seconds or as text: %s", (expression, durationMs) => {
    const pod = podOf({ inputs: { rows: "20000", "with-dash": "x" } });
    const profile = lasting(formula(expression));
    expect(outcomeOf(profile, pod)).toMatchObject({ durationMs, phase: "Succeeded" });
    expect(expectedDurationMs(profile, pod)).toBe(durationMs);
  });

  it.each([
    ["-1", "'-1' gives -1, which is no number of seconds"],
    ["1.0 / 0", "gives Infinity,"],
    ["'soon'", "gives 'soon',"],
    ["true", "gives true,"],
    ["inputs.parameters.none", "gives nil,"],
    ["[1]", "gives []interface {},"],
    ["1e12", "gives 1000000000000,"],
    ["asInt(inputs.parameters.rows)", "cannot be evaluated: invalid operation: int(many)"],
    ["1 +", "'1 +' cannot be evaluated: unexpected end of expression"],
  ])("that are none end the pod in Error: %s", (expression, message) => {
    const outcome = outcomeOf(lasting(formula(expression)), podOf({ inputs: { rows: "many" } }));
    expect(outcome).toMatchObject({ phase: "Error", exitCode: 1, durationMs: 0, parameters: {} });
    expect(outcome.message).toContain(message);
    expect(expectedDurationMs(lasting(formula(expression)), podOf())).toBe(0);
  });
});

describe("measured work", () => {
  const profile = profileOf({
    work: { kind: "measured", cpuSeconds: [100, 50], byPolicy: { naive: [80, null] } },
  });

  it.each([
    [{ request: 0 }, 100],
    [{ request: 0, policy: "naive" }, 80],
    [{ request: 1, policy: "naive" }, 50],
    [{ request: 0, policy: "constructor" }, 100],
    [{ request: 9 }, 0],
  ])("of %j takes the measurement that is meant", (fields, cpuSeconds) => {
    const pod = podOf({ ...fields, cpuRequest: 2 });
    expect(outcomeOf(profile, pod)).toMatchObject({
      cpuSeconds,
      durationMs: cpuSeconds * 500,
      utilisation: 1,
    });
  });

  it("is never longer than the longest pod", () => {
    const endless = profileOf({ work: { kind: "measured", cpuSeconds: [1e308], byPolicy: {} } });
    expect(outcomeOf(endless, podOf()).durationMs).toBe(MAX_POD_MS);
  });

  it("is expected as measured, whatever the policy; without a request it runs on one CPU", () => {
    const pod = podOf({ policy: "naive", cpuRequest: 0 });
    expect(expectedDurationMs(profile, pod)).toBe(100_000);
  });
});
