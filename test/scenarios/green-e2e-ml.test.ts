import { describe, expect, it } from "vitest";
import { compare } from "../../engine/core/compare/compare.ts";
import type { PolicySpec } from "../../engine/core/policy/spec.ts";
import { answerOf } from "./figures.ts";

const { world } = answerOf("green-e2e-ml");
const { results, timelines } = compare(world);
const result = (policy: string) => {
  const found = results.find((each) => each.policy === policy);
  if (found === undefined) throw new Error(`no policy '${policy}'`);
  return found;
};
const timeline = (policy: string, of = timelines) => of.find((each) => each.policy === policy);
/** Requests in which the drift-gated policy trains, when its parameters are changed. */
function trainings(change: Partial<Extract<PolicySpec, { type: "drift-gated" }>>): number[] {
  const policies = world.policies.map((spec) =>
    spec.type === "drift-gated" ? { ...spec, ...change } : spec,
  );
  const changed = timeline("drift-gated", [...compare({ ...world, policies }).timelines]);
  return (
    changed?.requests.filter((each) => each.outcome === "succeeded").map(({ index }) => index) ?? []
  );
}

describe("the published week", () => {
  it("gives the published CPU-seconds x intensity, and 545.83 % more for the naive policy", () => {
    const naive = result("naive").cpuSecondsTimesIntensity;
    const gated = result("drift-gated").cpuSecondsTimesIntensity;
    expect(Math.abs(naive / 438_398.7 - 1)).toBeLessThan(1e-9);
    expect(Math.abs(gated / 67_881 - 1)).toBeLessThan(1e-9);
    expect((naive / gated - 1) * 100).toBeCloseTo(545.83, 2);
  });

  it("splits the factor 6.458 into frequency 3.718 and timing 1.737", () => {
    const parts = result("drift-gated").decomposition;
    expect(parts?.basis).toBe("cpu-seconds");
    expect(parts?.totalFactor).toBeCloseTo(6.458, 3);
    expect(parts?.frequencyFactor).toBeCloseTo(3.718, 3);
    expect(parts?.timingFactor).toBeCloseTo(1.737, 3);
  });

  it("trains on the first and the sixth day only, because the policy decides so", () => {
    expect(trainings({})).toEqual([0, 5]);
    expect(result("naive").runs).toBe(7);
    expect(result("drift-gated")).toMatchObject({ runs: 2, skipped: 5 });
    const firstAnswers = [0, 1, 2, 3, 4, 5, 6].map(
      (day) => result("drift-gated").decisions.find((each) => each.request === day)?.action,
    );
    expect(firstAnswers).toEqual(["start", "wait", "wait", "wait", "wait", "start", "wait"]);
  });

  it("serves with the published accuracies", () => {
    const accuracies = (policy: string) => timeline(policy)?.quality.map((each) => each.accuracy);
    expect(accuracies("naive")).toEqual([0.7352, 0.7284, 0.732, 0.7373, 0.7344, 0.7365, 0.7369]);
    expect(accuracies("drift-gated")).toEqual([
      0.7352, 0.7223, 0.7288, 0.7285, 0.7284, 0.7365, 0.7322,
    ]);
    expect(result("drift-gated").qualityCarried).toBe(0);
  });

  it("trains on other days when the policy is another", () => {
    // After a training that the experiment did not make, its carried accuracies show no further loss.
    expect(trainings({ limitGPerKwh: 410 })).toEqual([0, 4]);
    expect(trainings({ largeLoss: 0.01 })).toContain(1);
    expect(trainings({ smallLoss: 0.02 })).toEqual([0]);
    expect(trainings({ limitGPerKwh: 1_000 })).toEqual([0, 1]);
  });

  it("has nothing to shift within a day", () => {
    for (const policy of ["threshold", "lowest-window"]) {
      expect(result(policy).cpuSecondsTimesIntensity).toBeCloseTo(
        result("naive").cpuSecondsTimesIntensity,
        6,
      );
    }
  });

  it("counts what the experiment left out: idle, embodied, the node", () => {
    const { energyKwh, embodiedG, sciGPerUnit, idle, units } = result("naive");
    expect(energyKwh).toBeGreaterThan(0);
    expect(embodiedG).toBeGreaterThan(0);
    expect(idle.energyKwh).toBeGreaterThan(0);
    expect(units).toBe(7);
    expect(sciGPerUnit).toBeGreaterThan(0);
  });
});
