/**
 * Whose energy is it: a node's power goes to the pods that asked for it and to idleness, minute by
 * minute, so that the parts add up to the node.
 *
 * A pod carries its dynamic power and the idle power of the share of the node that it reserved; what
 * nobody reserved is idle. Embodied emissions and cost follow the reserved share as well (SCI v1.1:
 * RS = RR / ToR).
 */
import type { CarbonTrace } from "../carbon/trace.ts";
import type { NodePool } from "../cluster/node-pool.ts";
import { CompensatedSum } from "../math/sum.ts";
import type { NodeRecord, PodRecord, Timeline } from "../simulate/timeline.ts";
import { energyKwh, HOUR_MS } from "../units/units.ts";
import type { Slice } from "./result.ts";

/** Adds up slices without drift. */
export class SliceSum {
  private readonly energy = new CompensatedSum();
  private readonly operational = new CompensatedSum();
  private readonly embodied = new CompensatedSum();
  private readonly money = new CompensatedSum();

  add(slice: Slice, sign: 1 | -1 = 1): void {
    this.energy.add(sign * slice.energyKwh);
    this.operational.add(sign * slice.operationalG);
    this.embodied.add(sign * slice.embodiedG);
    this.money.add(sign * slice.cost);
  }

  get value(): Slice {
    return {
      energyKwh: this.energy.value,
      operationalG: this.operational.value,
      embodiedG: this.embodied.value,
      cost: this.money.value,
    };
  }
}

export interface Attribution {
  readonly byStep: Readonly<Record<string, Slice>>;
  readonly idle: Slice;
  /** What PUE adds: cooling and distribution; energy and operational carbon only. */
  readonly overhead: Slice;
  readonly total: Slice;
}

/** Splits the nodes' energy, carbon and cost into steps, idleness and data-centre overhead. */
export function attribute(timeline: Timeline, pool: NodePool, trace: CarbonTrace): Attribution {
  const steps = new Map<string, SliceSum>();
  const idle = new SliceSum();
  for (const node of timeline.nodes) idle.add(wholeNode(node, pool, trace));
  for (const pod of timeline.pods) {
    const reserved = reservedShare(pod, pool, trace);
    idle.add(reserved, -1);
    const sum = steps.get(pod.templateName) ?? new SliceSum();
    steps.set(pod.templateName, sum);
    sum.add(reserved);
    sum.add(dynamicWork(pod, pool, trace));
  }
  const it = new SliceSum();
  for (const sum of steps.values()) it.add(sum.value);
  it.add(idle.value);
  const overhead = withOverhead(it.value, pool);
  const total = new SliceSum();
  total.add(it.value);
  total.add(overhead);
  const byStep = Object.fromEntries([...steps].map(([name, sum]) => [name, sum.value]));
  return { byStep, idle: idle.value, overhead, total: total.value };
}

/** Idle power, embodied emissions and price of a node over its whole life. */
function wholeNode(node: NodeRecord, pool: NodePool, trace: CarbonTrace): Slice {
  return baseSlice(node.fromMs, node.toMs, 1, pool, trace);
}

/** The share of that which a pod reserved while it ran. */
function reservedShare(pod: PodRecord, pool: NodePool, trace: CarbonTrace): Slice {
  return baseSlice(pod.startedAtMs, pod.finishedAtMs, pod.cpu / pool.vcpu, pool, trace);
}

function baseSlice(
  fromMs: number,
  toMs: number,
  share: number,
  pool: NodePool,
  trace: CarbonTrace,
): Slice {
  const durationMs = toMs - fromMs;
  const powerW = pool.idleW * share;
  return {
    energyKwh: energyKwh(powerW, durationMs),
    operationalG: operationalG(powerW, trace.integral(fromMs, toMs)),
    embodiedG: (pool.embodiedG * share * durationMs) / pool.lifespanMs,
    cost: (pool.pricePerHour * share * durationMs) / HOUR_MS,
  };
}

/** The power above idle that a pod's CPU use causes (linear between idle and full, as CCF does). */
function dynamicWork(pod: PodRecord, pool: NodePool, trace: CarbonTrace): Slice {
  const powerW = dynamicPowerW(pod, pool);
  return {
    energyKwh: energyKwh(powerW, pod.finishedAtMs - pod.startedAtMs),
    operationalG: operationalG(powerW, trace.integral(pod.startedAtMs, pod.finishedAtMs)),
    embodiedG: 0,
    cost: 0,
  };
}

export function dynamicPowerW(pod: PodRecord, pool: NodePool): number {
  return ((pool.fullW - pool.idleW) * pod.cpu * pod.utilisation) / pool.vcpu;
}

/** Grams from a constant power and an intensity integral in g/kWh x ms. */
export function operationalG(powerW: number, intensityIntegral: number): number {
  return (powerW * intensityIntegral) / (HOUR_MS * 1_000);
}

function withOverhead(it: Slice, pool: NodePool): Slice {
  const factor = pool.pue - 1;
  return {
    energyKwh: it.energyKwh * factor,
    operationalG: it.operationalG * factor,
    embodiedG: 0,
    cost: 0,
  };
}
