/** Power of nodes and of pods on them, and what it emits; shared by expectations and accounts. */
import { type GramsCo2e, HOUR_MS, type Watts } from "../units/units.ts";
import type { NodePool } from "./node-pool.ts";
import { curveAt } from "./power-curve.ts";

/** What a pod asks for and how busy it keeps that. */
export interface Load {
  readonly cpu: number;
  /** Busy share of the requested CPU, 0 to 1. */
  readonly utilisation: number;
  readonly gpus?: number;
  /** Busy share of the accelerators, 0 to 1; absent: all of it. */
  readonly gpuUtilisation?: number;
}

/** Of a node that does nothing, accelerators included, without PUE. */
export function idlePowerW({ idleW, gpu }: NodePool): Watts {
  return gpu === undefined ? idleW : idleW + gpu.count * gpu.idleW;
}

/** CPUs that the system keeps busy on each node. */
export function systemBusyCpu({ system }: NodePool): number {
  return system === undefined ? 0 : system.cpu * system.utilisation;
}

/**
 * The power above idle of a node whose pods and system keep so many CPUs busy.
 *
 * Cloud Carbon Footprint: min + load x (max - min); other shapes by the pool's curve.
 */
export function cpuPowerW(busyCpu: number, pool: NodePool): Watts {
  return (pool.fullW - pool.idleW) * curveAt(pool.curve, busyCpu / pool.vcpu);
}

/** The power above idle of a pod's accelerators. */
export function gpuPowerW({ gpus = 0, gpuUtilisation = 1 }: Load, { gpu }: NodePool): Watts {
  return gpu === undefined ? 0 : gpus * gpuUtilisation * (gpu.fullW - gpu.idleW);
}

/** The power above idle that a pod causes on a node where it is alone. */
export function dynamicPowerW(load: Load, pool: NodePool): Watts {
  const { cpu, utilisation } = load;
  if (pool.curve === undefined) {
    const cpuW = ((pool.fullW - pool.idleW) * cpu * utilisation) / pool.vcpu;
    return pool.gpu === undefined ? cpuW : cpuW + gpuPowerW(load, pool);
  }
  const base = systemBusyCpu(pool);
  const own = cpuPowerW(base + cpu * utilisation, pool) - cpuPowerW(base, pool);
  return own + gpuPowerW(load, pool);
}

/**
 * The part of a node that is a pod's: by CPU; where there are accelerators, by both, weighed by their
 * power at full load. The shares of all pods on a node never add up to more than 1.
 */
export function reservedShare({ cpu, gpus = 0 }: Pick<Load, "cpu" | "gpus">, pool: NodePool) {
  const byCpu = cpu / pool.vcpu;
  if (pool.gpu === undefined) return byCpu;
  const gpuW = pool.gpu.count * pool.gpu.fullW;
  const weight = gpuW / (pool.fullW + gpuW);
  return (1 - weight) * byCpu + (weight * gpus) / pool.gpu.count;
}

/** All that a pod accounts for: its dynamic power, the idle power it reserved, and PUE on both. */
export function podPowerW(load: Load, pool: NodePool): Watts {
  return (dynamicPowerW(load, pool) + idlePowerW(pool) * reservedShare(load, pool)) * pool.pue;
}

/** Grams from a constant power and an intensity integral in g/kWh x ms. */
export function operationalG(powerW: Watts, intensityIntegral: number): GramsCo2e {
  return (powerW * intensityIntegral) / (HOUR_MS * 1_000);
}
