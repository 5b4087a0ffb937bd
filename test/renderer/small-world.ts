/** Three summer days with a hand-made grid: small enough to know every answer by heart. */

import { instantOfUtc } from "../../engine/core/clock/civil.ts";
import type { PolicySpec } from "../../engine/core/policy/spec.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import { DAY_MS, HOUR_MS } from "../../engine/core/units/units.ts";
import { podOf, workflowOf } from "../helpers/workflow.ts";

export const START_MS = instantOfUtc(2024, 6, 3);

/** 400 g/kWh until 04:00, 100 until 08:00, 300 afterwards. */
function dayOfIntensities(): number[] {
  return Array.from({ length: 24 }, (_, hour) => (hour < 4 ? 400 : hour < 8 ? 100 : 300));
}

export const POLICIES: readonly PolicySpec[] = [
  { name: "now", title: "Immediate", type: "immediate" },
  { name: "threshold", title: "Threshold < 200 g", type: "threshold", limitGPerKwh: 200 },
  {
    name: "gated",
    title: "Drift-gated < 200 g",
    type: "drift-gated",
    largeLoss: 0.05,
    smallLoss: 0.015,
    limitGPerKwh: 200,
  },
];

/** Asked for at midnight, one hour of work, eight hours allowed, one percentage point lost a day. */
export function smallWorld(days = 3): World {
  const midnights = Array.from({ length: days }, (_, day) => START_MS + day * DAY_MS);
  const gPerKwh = midnights.concat(START_MS).flatMap(dayOfIntensities);
  return {
    name: "small",
    title: "Small world",
    description: "",
    seed: 1,
    period: {
      fromMs: START_MS,
      toMs: START_MS + days * DAY_MS,
      zone: { timeZone: "UTC", fromMs: [0], offsetMs: [0] },
    },
    grid: {
      trace: { startMs: START_MS, stepMs: HOUR_MS, gPerKwh, about: ABOUT },
      forecast: "oracle",
    },
    workload: {
      name: "retrain",
      workflow: workflowOf("retrain", "train", podOf("train", 2, 4)),
      requestedAtMs: midnights,
      deadlineMs: 8 * HOUR_MS,
      marginMs: 0,
    },
    batchesAtMs: midnights,
    quality: {
      kind: "observed",
      source: "made for this test",
      accuracy: midnights.map((_, row) =>
        midnights.map((__, column) => (column < row ? null : 0.9 - (column - row) * 0.01)),
      ),
    },
    pool: POOL,
    profiles: { train: { work: WORK, exitCode: 0, parameters: {} } },
    functionalUnit: { name: "training", perRun: 1, perDay: 0 },
    policies: POLICIES,
    baseline: "now",
    assumptions: ["Everything is assumed."],
  };
}

const ABOUT: World["grid"]["trace"]["about"] = {
  zone: "XX",
  source: "made for this test",
  edition: "first",
  licence: "none",
  signal: "average",
  basis: "life-cycle",
  synthetic: true,
  repairs: [],
};

const WORK = {
  kind: "modelled",
  duration: { kind: "constant", durationMs: HOUR_MS },
  utilisation: 1,
} as const;

const POOL: World["pool"] = {
  name: "pool",
  vmSize: "two-vcpu",
  region: "nowhere",
  vcpu: 2,
  memoryGib: 8,
  minNodes: 0,
  maxNodes: 1,
  provisionMs: 0,
  scaleDownMs: 0,
  idleW: 10,
  fullW: 100,
  pue: 1,
  embodiedG: 35_040,
  lifespanMs: 35_040 * HOUR_MS,
  pricePerHour: 0.5,
  currency: "EUR",
  sources: ["made for this test"],
};
