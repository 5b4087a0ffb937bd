import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { account } from "../../../engine/core/account/account.ts";
import { CarbonTrace } from "../../../engine/core/carbon/trace.ts";
import { decide } from "../../../engine/core/policy/decide.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { replay } from "../../../engine/core/simulate/replay.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { inputOf } from "./input.ts";
import { onePodWorld } from "./one-pod-world.ts";
import { SPEC_OF_TYPE } from "./specs.ts";

const grid = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 48, maxLength: 48 });
const NEXT_MS = 10 * HOUR_MS;
const SPEC = { ...SPEC_OF_TYPE.budget, windowsMs: [-DAY_MS, NEXT_MS, 9 * DAY_MS] };

describe("budget", () => {
  it("starts when spent and needed fit, else at the first change or window at which they will", () => {
    const hours = fc.integer({ min: 1, max: 30 });
    const input = fc.record({
      grams: fc.nat(300),
      spent: fc.nat(300),
      nowH: fc.nat(12),
      slackH: hours,
    });
    fc.assert(
      fc.property(grid, input, (values, { grams, spent, nowH, slackH }) => {
        const trace = new CarbonTrace(traceOf(values, HOUR_MS));
        const nowMs = nowH * HOUR_MS;
        const latestMs = nowMs + slackH * HOUR_MS;
        const answer = decide(
          { ...SPEC, grams },
          inputOf(trace, nowMs, {
            askedAtMs: nowMs,
            deadlineMs: latestMs + 2 * HOUR_MS,
            spentG: () => spent,
          }),
        );
        const thisWindow = (at: number) => at < NEXT_MS === nowMs < NEXT_MS;
        const fits = (at: number) =>
          (thisWindow(at) ? spent : 0) + 0.5 * trace.mean(at, at + 2 * HOUR_MS) <= grams;
        if (fits(nowMs)) {
          expect(answer.action).toBe("start");
          return;
        }
        let first = nowMs + HOUR_MS;
        while (first < latestMs && !fits(first)) first += HOUR_MS;
        expect(answer).toMatchObject({ action: "wait", untilMs: first });
      }),
      { numRuns: 300 },
    );
  });

  it.each(["start", "skip"] as const)(
    "at the latest start does what onEmpty says: %s",
    (onEmpty) => {
      const trace = new CarbonTrace(traceOf([500, 500, 500, 500, 500, 500], HOUR_MS));
      const late = inputOf(trace, 4 * HOUR_MS, { spentG: () => 90 });
      expect(decide({ ...SPEC, onEmpty }, late).action).toBe(onEmpty);
      expect(decide({ ...SPEC, onEmpty, grams: 340 }, late).action).toBe("start");
    },
  );

  it("keeps its weeks in a replay of jobs that run one after another with a perfect forecast", () => {
    const slots = fc.array(fc.integer({ min: 1, max: 600 }), {
      minLength: 9 * 48,
      maxLength: 9 * 48,
    });
    const jobs = Array.from({ length: 6 }, (_, day) => [day * 48 + 2, 4] as const);
    fc.assert(
      fc.property(slots, fc.integer({ min: 5, max: 200 }), (gPerKwh, grams) => {
        // A deadline of less than a day: no two jobs run at once.
        const world = onePodWorld(gPerKwh, jobs, 20 * HOUR_MS);
        const { fromMs, toMs } = world.period;
        const windowsMs = [fromMs - DAY_MS, fromMs + 3 * DAY_MS, toMs];
        const spec = { ...SPEC, grams, windowsMs, onEmpty: "skip" as const };
        const prepared = prepareWorld({ ...world, policies: [spec] });
        const timeline = replay({ ...prepared, spec });
        const perWindow = windowsMs.slice(0, -1).map((from, index) => {
          const to = windowsMs[index + 1] as number;
          const pods = timeline.pods.filter(
            (pod) => from <= pod.startedAtMs && pod.startedAtMs < to,
          );
          const { byStep } = account({ ...timeline, pods }, world, prepared.sites);
          return (byStep.train?.operationalG ?? 0) * world.pool.pue;
        });
        for (const spent of perWindow) expect(spent).toBeLessThanOrEqual(grams * (1 + 1e-9));
        const skipped = timeline.requests.filter(({ outcome }) => outcome === "skipped").length;
        expect(skipped + timeline.pods.length).toBe(jobs.length);
      }),
      { numRuns: 60 },
    );
  });
});
