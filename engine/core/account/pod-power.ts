/** What a pod drew above its node's idle power: measured where it was measured, else modelled. */
import type { NodePool } from "../cluster/node-pool.ts";
import { dynamicPowerW } from "../cluster/power.ts";
import type { PodRecord } from "../timeline/timeline.ts";
import { HOUR_MS, type Watts } from "../units/units.ts";

/** Spread evenly over its stay; a stay of no time drew nothing. */
export function measuredPowerW({ measuredKwh = 0, startedAtMs, finishedAtMs }: PodRecord): Watts {
  const durationMs = finishedAtMs - startedAtMs;
  return durationMs > 0 ? (measuredKwh * HOUR_MS * 1_000) / durationMs : 0;
}

/** As if it were alone on its node, which is exact where power grows linearly with load. */
export function podDynamicW(pod: PodRecord, pool: NodePool): Watts {
  return pod.measuredKwh === undefined ? dynamicPowerW(pod, pool) : measuredPowerW(pod);
}

/** CPUs that the pod keeps busy and that the power curve of its node accounts for. */
export function modelledBusyCpu({ cpu, utilisation, measuredKwh }: PodRecord): number {
  return measuredKwh === undefined ? cpu * utilisation : 0;
}
