/** Every policy, by hand on a short trace and against a restatement step by step. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allJobsWait } from "../../../engine/core/jobs/policies/all-jobs-wait.ts";
import { carbonTime } from "../../../engine/core/jobs/policies/carbon-time.ts";
import { ecovisor } from "../../../engine/core/jobs/policies/ecovisor.ts";
import { immediate } from "../../../engine/core/jobs/policies/immediate.ts";
import { lowestSlot } from "../../../engine/core/jobs/policies/lowest-slot.ts";
import { lowestWindow } from "../../../engine/core/jobs/policies/lowest-window.ts";
import { threshold } from "../../../engine/core/jobs/policies/threshold.ts";
import { waitAwhile } from "../../../engine/core/jobs/policies/wait-awhile.ts";
import type { JobPolicy, PlanInput } from "../../../engine/core/jobs/policy.ts";
import {
  carbonTimeByStep,
  ecovisorByStep,
  lowestSlotByStep,
  lowestWindowByStep,
  STEPS_PER_HOUR,
  waitAwhileByStep,
} from "./by-step.ts";
import { inputOf, inputs, jobsOf, SLOTS, STEP } from "./small-jobs.ts";

/** The runs of each job as [start, end) in steps. */
function runsOf(policy: JobPolicy, input: PlanInput): [number, number][][] {
  const { count, job, startMs, lengthMs } = policy.plan(input);
  const runs: [number, number][][] = Array.from({ length: input.jobs.count }, () => []);
  for (let i = 0; i < count; i++) {
    const start = (startMs[i] as number) / STEP;
    runs[job[i] as number]?.push([start, start + (lengthMs[i] as number) / STEP]);
  }
  return runs;
}

function scheduleOf(runs: readonly [number, number][]): number[] {
  return runs.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i));
}

/** 5 g until 1:00, then 3, 1, 2, 4, 4 …; two jobs of an hour and a half that arrive at 0:20. */
const DAY = [5, 3, 1, 2, ...new Array<number>(SLOTS - 4).fill(4)];
const byHand = (wait: number, expected = 9) => inputOf(jobsOf([[2, 9, 1]]), DAY, wait, expected);

const hourly = { candidates: "hourly" } as const;
const edges = { candidates: "edges" } as const;

describe("a policy over jobs, by hand", () => {
  it.each<[string, JobPolicy, PlanInput, [number, number][]]>([
    ["immediate starts at the arrival", immediate, byHand(18), [[2, 11]]],
    ["all-jobs-wait starts as late as it may", allJobsWait, byHand(18), [[20, 29]]],
    ["threshold starts at the first hour under its limit", threshold(3), byHand(18), [[12, 21]]],
    ["threshold starts at the latest without one", threshold(1), byHand(18), [[20, 29]]],
    ["lowest-slot starts in the cleanest hour", lowestSlot, byHand(18), [[12, 21]]],
    ["lowest-slot counts both ends of the wait", lowestSlot, byHand(10), [[12, 21]]],
    ["lowest-slot stays when it cannot reach it", lowestSlot, byHand(9), [[6, 15]]],
    // 1:20 to 2:50 costs 4 x 3 + 5 x 1 = 17 steps, 2:20 to 3:50 costs 4 x 1 + 5 x 2 = 14.
    [
      "lowest-window tries whole hours after the arrival",
      lowestWindow({ length: "true", ...hourly }),
      byHand(18),
      [[14, 23]],
    ],
    // 2:00 to 3:30 costs 6 x 1 + 3 x 2 = 12.
    [
      "lowest-window finds the best instant at an edge",
      lowestWindow({ length: "true", ...edges }),
      byHand(18),
      [[12, 21]],
    ],
    // One step only: the first step of the least is at 2:20.
    [
      "lowest-window plans with the expected length",
      lowestWindow({ length: "average", ...hourly }),
      byHand(18, 1),
      [[14, 23]],
    ],
    // At once 4 x 5 + 5 x 3 = 35; 1:20 saves 18 in 15 steps, 2:20 saves 21 in 21.
    [
      "carbon-time prefers what saves sooner",
      carbonTime({ length: "true", ...hourly }),
      byHand(18),
      [[8, 17]],
    ],
    ["wait-awhile takes the cheapest steps", waitAwhile, byHand(18), [[12, 21]]],
    // Until 2:40 there are 4 steps at 5, 6 at 3 and 4 at 1: 4 at 1, and the first 5 at 3.
    [
      "wait-awhile suspends, and takes the earliest of equals",
      waitAwhile,
      byHand(5),
      [
        [6, 11],
        [12, 16],
      ],
    ],
    // The 30 % quantile of the day is 4: it waits 4 steps, then 1:00 to 2:30 is under it.
    [
      "ecovisor runs under the quantile",
      ecovisor({ quantile: 0.3, sampleMs: STEP }),
      byHand(9),
      [[6, 15]],
    ],
    // The 2 % quantile of 144 steps lies at position 2.86 among six steps at 1: none is under it.
    [
      "ecovisor runs on when it has waited enough",
      ecovisor({ quantile: 0.02, sampleMs: STEP }),
      byHand(3),
      [[5, 14]],
    ],
  ])("%s", (_, policy, input, expected) => {
    expect(runsOf(policy, input)).toEqual([expected]);
  });

  it("ecovisor suspends between clean hours", () => {
    const gPerKwh = Array.from({ length: SLOTS }, (_, hour) => (hour % 2 === 0 ? 9 : 1));
    const input = inputOf(jobsOf([[0, 15, 1]]), gPerKwh, 15, 1);
    const policy = ecovisor({ quantile: 0.7, sampleMs: STEP });
    expect(runsOf(policy, input)).toEqual([
      [
        [6, 12],
        [18, 24],
        [27, 30],
      ],
    ]);
  });
});

describe("a policy over jobs, step by step", () => {
  it.each([
    ["lowest-slot", lowestSlot, lowestSlotByStep],
    ...(["average", "true"] as const).flatMap((length) => [
      [
        `lowest-window, ${length}`,
        lowestWindow({ length, ...hourly }),
        lowestWindowByStep(length, STEPS_PER_HOUR),
      ] as const,
      [
        `lowest-window at edges, ${length}`,
        lowestWindow({ length, ...edges }),
        lowestWindowByStep(length, 1),
      ] as const,
      [
        `carbon-time, ${length}`,
        carbonTime({ length, ...hourly }),
        carbonTimeByStep(length, STEPS_PER_HOUR),
      ] as const,
      [
        `carbon-time at edges, ${length}`,
        carbonTime({ length, ...edges }),
        carbonTimeByStep(length, 1),
      ] as const,
    ]),
    ["wait-awhile", waitAwhile, waitAwhileByStep],
    ["ecovisor", ecovisor({ quantile: 0.3, sampleMs: STEP }), ecovisorByStep(0.3)],
    ["ecovisor at the median", ecovisor({ quantile: 0.5, sampleMs: STEP }), ecovisorByStep(0.5)],
  ] as const)("%s does the same", (_, policy, byStep) => {
    fc.assert(
      fc.property(inputs, (input) => {
        for (const [job, runs] of runsOf(policy, input).entries()) {
          expect(scheduleOf(runs)).toEqual(byStep(input, job));
        }
      }),
      { numRuns: 150 },
    );
  });
});
