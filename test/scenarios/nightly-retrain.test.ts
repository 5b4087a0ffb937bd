import { describe, expect, it } from "vitest";
import { civilTime } from "../../engine/core/clock/civil.ts";
import { compare } from "../../engine/core/compare/compare.ts";
import { withRegret } from "../../engine/core/compare/regret.ts";
import { HOUR_MS } from "../../engine/core/units/units.ts";
import { answerOf } from "./figures.ts";

const { world, comparison } = answerOf("nightly-retrain");
const result = (policy: string) => {
  const found = comparison.results.find((each) => each.policy === policy);
  if (found === undefined) throw new Error(`no policy '${policy}'`);
  return found;
};

describe("a year of nights", () => {
  it("asks every day of a leap year, at 04:30 on the wall clock in summer and winter", () => {
    expect(world.workload.requestedAtMs).toHaveLength(366);
    const clock = world.workload.requestedAtMs.map((at) => civilTime(at, world.period.zone));
    expect(new Set(clock.map(({ hour, minute }) => `${hour}:${minute}`))).toEqual(
      new Set(["4:30"]),
    );
  });

  it("says that its grid is synthetic", () => {
    expect(world.grid.trace.about.synthetic).toBe(true);
    expect(world.grid.trace.about.source).toMatch(/synthetic/i);
    expect(world.grid.trace.gPerKwh).toHaveLength(366 * 24);
  });

  it("orders the policies as it must", () => {
    expect(result("lowest-window").carbonG).toBeLessThan(result("immediate").carbonG);
    expect(result("threshold").carbonG).toBeLessThan(result("immediate").carbonG);
    expect(result("drift-gated").runs).toBeLessThan(366);
    expect(result("drift-gated").carbonG).toBeLessThan(result("lowest-window").carbonG);
    expect(result("drift-gated").qualityMean).toBeLessThan(
      result("immediate").qualityMean as number,
    );
    expect(result("immediate").meanWaitH).toBe(0);
    expect(result("nightly").meanWaitH).toBeCloseTo(0.5, 6);
    expect(result("nightly").savedVsBaselinePct).toBe(0);
  });

  it("saves more with perfect knowledge than with yesterday's hours", () => {
    const grid = { ...world.grid, forecast: "oracle" as const };
    const oracle = compare({ ...world, grid }).results.find(
      (each) => each.policy === "lowest-window",
    );
    expect(oracle?.carbonG).toBeLessThan(result("lowest-window").carbonG);
  });

  it("holds every policy that runs each night against the same best starts", () => {
    const best = result("immediate").regret.optimumG;
    for (const policy of ["nightly", "threshold", "lowest-window"]) {
      expect(result(policy).regret.optimumG).toBeCloseTo(best, 6);
    }
    expect(result("lowest-window").regret.regretPct).toBeLessThan(
      result("threshold").regret.regretPct as number,
    );
  });

  it("splits the distance of the lowest window into forecast, margin and durations", () => {
    const regretOf = (forecast: "oracle" | "same-hour-yesterday", marginMs: number) => {
      const changed = {
        ...world,
        grid: { ...world.grid, forecast },
        workload: { ...world.workload, marginMs },
      };
      const found = withRegret(changed, compare(changed)).results.find(
        (each) => each.policy === "lowest-window",
      );
      return found?.regret.regretPct;
    };
    expect(result("lowest-window").regret.regretPct).toBeCloseTo(9.61, 2);
    expect(regretOf("oracle", world.workload.marginMs)).toBeCloseTo(6.47, 2);
    expect(regretOf("oracle", 0)).toBeCloseTo(0.8, 2);
  });

  it("gives a policy the same answer whatever it is compared with", () => {
    const alone = answerOf("nightly-retrain", { policies: ["lowest-window"] }).comparison.results;
    expect(alone.map((each) => each.policy)).toEqual(["nightly", "lowest-window"]);
    expect(alone[1]).toEqual(result("lowest-window"));
  });

  it("starts no run after the last moment that keeps the deadline", () => {
    for (const timeline of comparison.timelines) {
      for (const request of timeline.requests) {
        if (request.startedAtMs === undefined) continue;
        expect(request.startedAtMs - request.askedAtMs).toBeLessThan(8 * HOUR_MS);
      }
    }
    expect(result("immediate").deadlineMisses).toBe(0);
  });
});
