/** A pool of equal nodes: what one of them is, and the coefficients of its time. */
import type { PodRequests, Taint } from "../pod.ts";
import type { DurationMs, Watts } from "../units/units.ts";
import type { PowerCurve } from "./power-curve.ts";
import type { PriceSeries } from "./price.ts";

/** Accelerators of one node; all equal. */
export interface Gpus {
  readonly count: number;
  readonly model: string;
  /** Of one, at 0 % and 100 %, without PUE. */
  readonly idleW: Watts;
  readonly fullW: Watts;
}

/** What the system keeps of each node (kubelet, daemon sets): no pod gets it. */
export interface SystemReserve {
  readonly cpu: number;
  readonly memoryGib: number;
  /** Busy share of the reserved CPU, 0 to 1. */
  readonly utilisation: number;
}

/** Nodes that the provider may take back. */
export interface SpotTerms {
  /** Rate of an exponential distribution, for each node. */
  readonly evictionsPerHour: number;
}

/** How node time becomes money. */
export interface Billing {
  /** A node is paid for at least so long. */
  readonly minimumMs: DurationMs;
  /** Its time is rounded up to a multiple of this. */
  readonly stepMs: DurationMs;
}

/** Nodes paid for all of the period, used or not: reservations and savings plans. */
export interface Commitment {
  readonly nodes: number;
  /** Of one node. */
  readonly pricePerHour: number;
}

/** A node pool with the coefficients that turn its time into energy, carbon and money. */
export interface NodePool {
  readonly name: string;
  readonly vmSize: string;
  readonly region: string;
  readonly vcpu: number;
  readonly memoryGib: number;
  /** Nodes that are always on. */
  readonly minNodes: number;
  readonly maxNodes: number;
  /** From asking for a node to its being ready; it is powered and paid from the asking. */
  readonly provisionMs: DurationMs;
  /** How long an idle node stays before it is removed (AKS scale-down-unneeded-time: 10 min). */
  readonly scaleDownMs: DurationMs;
  /** Log-normal coefficient of variation of `provisionMs`, drawn for each node; absent: 0. */
  readonly provisionVariation?: number;
  readonly gpu?: Gpus;
  readonly system?: SystemReserve;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  readonly spot?: SpotTerms;
  /** For the autoscaler's `priority` expander: the highest is tried first; absent: 0. */
  readonly priority?: number;
  /** Power of the VM at 0 % and 100 % CPU, memory included, without GPUs and PUE. */
  readonly idleW: Watts;
  readonly fullW: Watts;
  /** How CPU power grows between the two; absent: linearly. */
  readonly curve?: PowerCurve;
  /** Power usage effectiveness of the data centre, at least 1. */
  readonly pue: number;
  /** TE x RS: embodied emissions of the host that fall to this VM size, over the host's life. */
  readonly embodiedG: number;
  /** EL: expected lifespan of the host. */
  readonly lifespanMs: DurationMs;
  readonly pricePerHour: number;
  /** Where the price varies; what lies before and after costs `pricePerHour`. */
  readonly prices?: PriceSeries;
  /** Absent: by the millisecond. */
  readonly billing?: Billing;
  readonly commitment?: Commitment;
  readonly currency: string;
  /** Where the coefficients come from, one line each. */
  readonly sources: readonly string[];
}

/** What pods may reserve on one node of the pool. */
export function allocatable({ vcpu, memoryGib, gpu, system }: NodePool): Required<PodRequests> {
  return {
    cpu: vcpu - (system?.cpu ?? 0),
    memoryGib: memoryGib - (system?.memoryGib ?? 0),
    gpus: gpu?.count ?? 0,
  };
}

/** True when the pod can fit on an empty node of the pool. */
export function fits(pool: NodePool, { cpu, memoryGib, gpus = 0 }: PodRequests): boolean {
  const room = allocatable(pool);
  return cpu <= room.cpu && memoryGib <= room.memoryGib && gpus <= room.gpus;
}
