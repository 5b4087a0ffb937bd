/** Worlds of Let's Wait Awhile: half-hourly values, jobs of one pod, free checkpoints, room for all of them. */
import { instantOfUtc, UTC } from "../../../engine/core/clock/civil.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { MINUTE_MS } from "../../../engine/core/units/units.ts";
import { podOf, workflowOf } from "../../helpers/workflow.ts";
import { traceOf } from "../carbon/traces.ts";
import { poolOf } from "../simulate/random-world.ts";

export const SLOT_MS = 30 * MINUTE_MS;
const FROM_MS = instantOfUtc(2020, 1, 1);

/** @param jobs slot in which each is asked for, ascending, and how many slots it takes */
export function onePodWorld(
  gPerKwh: readonly number[],
  jobs: readonly (readonly [slot: number, slots: number])[],
  deadlineMs: number,
): World {
  return {
    name: "one-pod",
    title: "One pod",
    description: "",
    seed: 1,
    period: { fromMs: FROM_MS, toMs: FROM_MS + gPerKwh.length * SLOT_MS, zone: UTC },
    grid: { trace: traceOf(gPerKwh, SLOT_MS, FROM_MS), forecast: "oracle" },
    workload: {
      name: "job",
      workflow: workflowOf("job", "train", podOf("train", 1, 1)),
      requestedAtMs: jobs.map(([slot]) => FROM_MS + slot * SLOT_MS),
      deadlineMs,
      marginMs: 0,
    },
    batchesAtMs: [FROM_MS],
    quality: {
      kind: "synthetic",
      batchCount: 2,
      freshAccuracy: 0.9,
      floor: 0.5,
      gradualLossPerBatch: 0.01,
      shiftProbability: 0,
      shiftLoss: 0,
    },
    pool: poolOf({ minNodes: 1, maxNodes: 1, vcpu: 64, memoryGib: 256, provisionMs: 0 }),
    profiles: {
      train: {
        work: {
          kind: "measured",
          cpuSeconds: jobs.map(([, slots]) => (slots * SLOT_MS) / 1_000),
          byPolicy: {},
        },
        exitCode: 0,
        parameters: {},
        checkpoint: { saveMs: 0, restoreMs: 0 },
      },
    },
    functionalUnit: { name: "run", perRun: 1, perDay: 0 },
    policies: [],
    baseline: "p",
    assumptions: [],
  };
}
