/** Power of pods on a node, and what it emits; what the expectation of a run and its account share. */
import { type GramsCo2e, HOUR_MS, type Watts } from "../units/units.ts";
import type { NodePool } from "./node-pool.ts";

/** What a pod asks for and how busy it keeps that. */
export interface Load {
  readonly cpu: number;
  /** Busy share of the requested CPU, 0 to 1. */
  readonly utilisation: number;
}

/** The power above idle that a pod's CPU use causes (linear between idle and full, as CCF does). */
export function dynamicPowerW({ cpu, utilisation }: Load, pool: NodePool): Watts {
  return ((pool.fullW - pool.idleW) * cpu * utilisation) / pool.vcpu;
}

/** All that a pod accounts for: its dynamic power, the idle power it reserved, and PUE on both. */
export function podPowerW(load: Load, pool: NodePool): Watts {
  return (dynamicPowerW(load, pool) + (pool.idleW * load.cpu) / pool.vcpu) * pool.pue;
}

/** Grams from a constant power and an intensity integral in g/kWh x ms. */
export function operationalG(powerW: Watts, intensityIntegral: number): GramsCo2e {
  return (powerW * intensityIntegral) / (HOUR_MS * 1_000);
}
