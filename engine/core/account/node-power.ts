/** The power of a node at a moment, from all that runs on it. */
import type { NodePool } from "../cluster/node-pool.ts";
import {
  cpuPowerW,
  dynamicPowerW,
  gpuPowerW,
  idlePowerW,
  systemBusyCpu,
} from "../cluster/power.ts";
import type { PodRecord } from "../timeline/timeline.ts";
import type { Watts } from "../units/units.ts";
import { measuredPowerW, modelledBusyCpu, podDynamicW } from "./pod-power.ts";

/** Without PUE. What was measured stands for its pods; the curve is read at the load of all. */
export function nodePowerW(running: readonly PodRecord[], pool: NodePool): Watts {
  let powerW = idlePowerW(pool);
  if (pool.curve === undefined) {
    for (const pod of running) powerW += podDynamicW(pod, pool);
    return pool.system === undefined ? powerW : powerW + dynamicPowerW(pool.system, pool);
  }
  let modelled = systemBusyCpu(pool);
  let busyCpu = modelled;
  for (const pod of running) {
    busyCpu += pod.cpu * pod.utilisation;
    modelled += modelledBusyCpu(pod);
    powerW += pod.measuredKwh === undefined ? gpuPowerW(pod, pool) : measuredPowerW(pod);
  }
  return busyCpu > 0 ? powerW + (cpuPowerW(busyCpu, pool) * modelled) / busyCpu : powerW;
}
