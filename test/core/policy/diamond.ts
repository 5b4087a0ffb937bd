/** A workflow of four steps on two nodes of four CPUs: who ran when, in hours after the asking. */
import type { PolicySpec } from "../../../engine/core/policy/spec.ts";
import type { Profile } from "../../../engine/core/profile/profile.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { replay } from "../../../engine/core/simulate/replay.ts";
import { DAY_MS, HOUR_MS } from "../../../engine/core/units/units.ts";
import { traceOf } from "../carbon/traces.ts";
import { diamond, FROM_MS, poolOf, TO_MS } from "../simulate/random-world.ts";

function lasting(hours: number, more: Partial<Profile> = {}): Profile {
  const duration = { kind: "constant", durationMs: hours * HOUR_MS } as const;
  return {
    work: { kind: "modelled", duration, utilisation: 1 },
    exitCode: 0,
    parameters: {},
    ...more,
  };
}

export interface Diamond {
  readonly deadlineH: number;
  readonly askedAtH?: readonly number[];
  readonly maxNodes?: number;
  readonly left?: Partial<Profile>;
  readonly right?: Partial<Profile>;
}

/** Fetch takes 1 h, left 4 h, right 2 h, join 1 h; all but fetch ask for four CPUs. Perfect knowledge. */
export function diamondWorld(gPerKwh: readonly number[], given: Diamond): World {
  const { deadlineH, askedAtH = [0], maxNodes = 2, left, right } = given;
  return {
    name: "diamond",
    title: "Diamond",
    description: "",
    seed: 1,
    period: { fromMs: FROM_MS, toMs: TO_MS, zone: { timeZone: "UTC", fromMs: [0], offsetMs: [0] } },
    grid: { trace: traceOf(gPerKwh, HOUR_MS, FROM_MS), forecast: "oracle" },
    workload: {
      name: "diamond",
      workflow: diamond(4),
      requestedAtMs: askedAtH.map((hour) => FROM_MS + hour * HOUR_MS),
      deadlineMs: deadlineH * HOUR_MS,
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
    pool: poolOf({ provisionMs: 0, scaleDownMs: 0, maxNodes, lifespanMs: DAY_MS }),
    profiles: {
      fetch: lasting(1),
      left: lasting(4, left),
      right: lasting(2, right),
      join: lasting(1),
    },
    functionalUnit: { name: "run", perRun: 1, perDay: 0 },
    policies: [],
    baseline: "immediate",
    assumptions: [],
  };
}

/** First start and last end of each step of the first request. */
export function runDiamond(
  spec: PolicySpec,
  gPerKwh: readonly number[],
  given: Diamond,
): Record<string, [number, number]> {
  const { pods } = replay({ ...prepareWorld(diamondWorld(gPerKwh, given)), spec });
  const times: Record<string, [number, number]> = {};
  const hours = (atMs: number) => (atMs - FROM_MS) / HOUR_MS;
  for (const { request, displayName, startedAtMs, finishedAtMs } of pods) {
    if (request !== 0) continue;
    const [from, to] = times[displayName] ?? [hours(startedAtMs), 0];
    times[displayName] = [Math.min(from, hours(startedAtMs)), Math.max(to, hours(finishedAtMs))];
  }
  return times;
}
