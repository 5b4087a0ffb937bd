/** A world of one step that takes four hours, and the answers of a policy that a test makes up. */
import type { PolicyAnswer } from "../../../engine/core/policy/contract.ts";
import type { LowestWindowSpec } from "../../../engine/core/policy/spec.ts";
import type { Profile } from "../../../engine/core/profile/profile.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";
import { podOf, workflowOf } from "../../helpers/workflow.ts";
import { traceOf } from "../carbon/traces.ts";
import { FROM_MS, poolOf } from "./random-world.ts";

const HOURS = 48;
export const SPEC: LowestWindowSpec = { type: "lowest-window", name: "script", title: "S" };
export const start = (more: object = {}): PolicyAnswer => ({
  action: "start",
  reason: "",
  ...more,
});
export const wait = (untilMs: number, more: object = {}): PolicyAnswer => ({
  action: "wait",
  reason: "",
  untilMs,
  ...more,
});
export const at = (hours: number) => FROM_MS + hours * HOUR_MS;

export function train(profile: Partial<Profile>): Profile {
  const duration = { kind: "constant", durationMs: 4 * HOUR_MS } as const;
  const work = { kind: "modelled", duration, utilisation: 1 } as const;
  return { work, exitCode: 0, parameters: {}, ...profile };
}

export function worldOf(changes: Partial<World> & { readonly requests?: number[] } = {}): World {
  const { requests = [0], ...rest } = changes;
  return {
    name: "w",
    title: "W",
    description: "",
    seed: 1,
    period: {
      fromMs: FROM_MS,
      toMs: at(HOURS),
      zone: { timeZone: "UTC", fromMs: [0], offsetMs: [0] },
    },
    grid: { trace: traceOf(Array(HOURS).fill(100), HOUR_MS, FROM_MS), forecast: "oracle" },
    workload: {
      name: "w",
      workflow: workflowOf("wf", "train", podOf("train", 1, 1)),
      requestedAtMs: requests.map(at),
      deadlineMs: 24 * HOUR_MS,
      marginMs: 0,
    },
    batchesAtMs: [],
    quality: {
      kind: "synthetic",
      batchCount: 0,
      freshAccuracy: 0.9,
      floor: 0.5,
      gradualLossPerBatch: 0,
      shiftProbability: 0,
      shiftLoss: 0,
    },
    pool: poolOf({ minNodes: 0, provisionMs: 0, scaleDownMs: 0 }),
    profiles: { train: train({}) },
    functionalUnit: { name: "run", perRun: 1, perDay: 0 },
    policies: [SPEC],
    baseline: "script",
    assumptions: [],
    ...rest,
  };
}
