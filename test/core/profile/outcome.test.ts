import { describe, expect, it } from "vitest";
import {
  expectedDurationMs,
  expectedOutcomeOf,
  outcomeOf,
  resumptionOf,
} from "../../../engine/core/profile/outcome.ts";
import { DEFAULT_PROFILE, type Duration } from "../../../engine/core/profile/profile.ts";
import { constant, formula, lasting, podOf, profileOf } from "./pods.ts";

const VARYING: Duration = { kind: "lognormal", meanMs: 60_000, coefficientOfVariation: 0.3 };

describe("the default", () => {
  it("is one minute at full use of the request, exit code 0, declared defaults", () => {
    const outputs = [{ name: "a", default: "1" }, { name: "b" }];
    expect(outcomeOf(DEFAULT_PROFILE, podOf({ outputs }))).toEqual({
      durationMs: 60_000,
      utilisation: 1,
      phase: "Succeeded",
      exitCode: 0,
      message: "",
      parameters: { a: "1", b: "" },
    });
  });

  it.each([
    ["without a duration of its own", undefined, 60_000],
    ["with one", 5_000, 5_000],
  ])("resumes a suspended node %s", (_, durationMs, afterMs) => {
    expect(resumptionOf(DEFAULT_PROFILE, podOf(), durationMs)).toEqual({
      afterMs,
      outputs: {},
      message: "",
    });
  });
});

describe("endings", () => {
  const sequence = (values: number[], by: "occurrence" | "attempt") =>
    ({ kind: "sequence", values, cycle: false, by }) as const;

  it.each([
    [{ exitCode: 3 }, {}, "Failed", 3],
    [{ exitCode: 3, message: "out of disk" }, {}, "Failed", 3],
    [{ exitCode: sequence([1, 1, 0], "attempt") }, { attempt: 1 }, "Failed", 1],
    [{ exitCode: sequence([1, 1, 0], "attempt") }, { attempt: 2 }, "Succeeded", 0],
    [{ exitCode: sequence([0, 9], "occurrence") }, { occurrence: 4 }, "Failed", 9],
    [{ failure: { probability: 1, exitCode: 137, error: false } }, {}, "Failed", 137],
    [{ failure: { probability: 1, exitCode: 1, error: true } }, {}, "Error", 1],
    [{ failure: { probability: 0, exitCode: 1, error: true } }, {}, "Succeeded", 0],
    [
      { failure: { probability: 1, exitCode: 1, error: true, attempts: 2 } },
      { attempt: 1 },
      "Error",
      1,
    ],
    [
      { failure: { probability: 1, exitCode: 1, error: true, attempts: 2 } },
      { attempt: 2 },
      "Succeeded",
      0,
    ],
  ] as const)("of %j with %j: %s", (profile, pod, phase, exitCode) => {
    const outcome = outcomeOf(profileOf(profile), podOf(pod));
    const message = phase === "Succeeded" || !("message" in profile) ? "" : profile.message;
    expect(outcome).toMatchObject({ phase, exitCode, message });
  });

  it("by chance are as frequent as stated, and drawn apart from the duration", () => {
    const profile = {
      ...lasting({ kind: "uniform", minMs: 0, maxMs: 1_000_000 }),
      failure: { probability: 0.3, exitCode: 1, error: false },
    };
    const outcomes = Array.from({ length: 10_000 }, (_, i) =>
      outcomeOf(profile, podOf({ nodeName: `.n(${i})` })),
    );
    const failed = outcomes.filter(({ phase }) => phase === "Failed");
    expect(Math.abs(failed.length - 3_000)).toBeLessThan(230);
    const meanMs = failed.reduce((sum, { durationMs }) => sum + durationMs, 0) / failed.length;
    expect(Math.abs(meanMs - 500_000)).toBeLessThan(30_000);
  });

  it("keep what came out of a program that failed, and nothing of a broken expression", () => {
    const outputs = [{ name: "loss" }];
    const failed = profileOf({
      exitCode: 1,
      result: constant("half done"),
      parameters: { loss: constant("0.4") },
    });
    expect(outcomeOf(failed, podOf({ outputs }))).toMatchObject({
      result: "half done",
      parameters: { loss: "0.4" },
    });
    const broken = { ...failed, result: formula("inputs.parameters.missing + 1") };
    const outcome = outcomeOf(broken, podOf({ outputs, inputs: { rows: "1" } }));
    expect(outcome).toMatchObject({ phase: "Error", durationMs: 60_000, parameters: {} });
    expect(outcome).not.toHaveProperty("result");
  });
});

describe("expectations", () => {
  const failing = (probability: number) => ({
    ...lasting(VARYING),
    failure: { probability, exitCode: 9, error: false },
  });

  it("are the mean duration, and a failure that is more likely than not", () => {
    const pods = Array.from({ length: 50 }, (_, request) => podOf({ request }));
    for (const pod of pods) {
      const success = { durationMs: 60_000, phase: "Succeeded", exitCode: 0 };
      expect(expectedOutcomeOf(failing(0.4), pod)).toMatchObject(success);
      expect(expectedOutcomeOf(failing(0.6), pod)).toMatchObject({ phase: "Failed", exitCode: 9 });
    }
  });

  it.each([
    [lasting({ kind: "constant", durationMs: 5_000 }), 5_000],
    [lasting({ kind: "uniform", minMs: 0, maxMs: 3_000 }), 1_500],
    [lasting(formula("asInt(inputs.parameters.rows)")), 20_000],
  ])("of %j are known before it runs", (profile, durationMs) => {
    expect(expectedDurationMs(profile, podOf({ inputs: { rows: "20" } }))).toBe(durationMs);
  });
});

describe("resumptions", () => {
  const suspended = (resumeAfter: Duration) =>
    profileOf({ suspend: { resumeAfter, parameters: { approve: constant("YES") } } });

  it("come when the profile says, but not after the template's own duration", () => {
    const profile = suspended({ kind: "constant", durationMs: 10_000 });
    const pod = podOf({ outputs: [{ name: "approve", default: "NO" }] });
    expect(resumptionOf(profile, pod)).toEqual({
      afterMs: 10_000,
      outputs: { approve: "YES" },
      message: "",
    });
    expect(resumptionOf(profile, pod, 3_000).afterMs).toBe(3_000);
    expect(resumptionOf(profile, pod, 30_000).afterMs).toBe(10_000);
  });

  it("say why they are not to be had", () => {
    expect(resumptionOf(suspended(formula("'later'")), podOf()).message).toContain("'later'");
  });
});
