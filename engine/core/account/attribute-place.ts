/**
 * Whose energy is it, in one node pool: a node's power goes to the pods that asked for it, to the system and
 * to idleness, minute by minute, so that the parts add up to the nodes.
 *
 * A pod carries its dynamic power and the idle power of the share of the node that it reserved; so does the
 * system; what nobody reserved is idle. Embodied emissions and cost follow the reserved share as well (SCI
 * v1.1: RS = RR / ToR).
 */
import type { CarbonTrace } from "../carbon/trace.ts";
import type { NodePool } from "../cluster/node-pool.ts";
import {
  dynamicPowerW,
  gpuPowerW,
  idlePowerW,
  operationalG,
  reservedShare,
  systemBusyCpu,
} from "../cluster/power.ts";
import { scoringTrace } from "../site/site.ts";
import type { PodRecord, Timeline } from "../timeline/timeline.ts";
import { energyKwh, type InstantMs } from "../units/units.ts";
import { BusyWatts } from "./busy-watts.ts";
import type { NodeCost } from "./commitment.ts";
import { placeCost } from "./node-cost.ts";
import { type Place, podsByNode } from "./place.ts";
import { podDynamicW } from "./pod-power.ts";
import type { Slice } from "./result.ts";
import { SliceSum } from "./slice-sum.ts";

/** What adds up to the energy, carbon and cost of the nodes of one pool. */
export interface PlaceAttribution {
  /** By whatever the pods were told apart by, such as their template. */
  readonly work: Readonly<Record<string, Slice>>;
  /** With what billing rounds up to and what a commitment pays for nothing. */
  readonly idle: Slice;
  readonly system: Slice;
  /** What PUE adds: cooling and distribution; energy and operational carbon only. */
  readonly overhead: Slice;
  readonly total: Slice;
  /** Of `idle.cost`: committed nodes that did not run. */
  readonly unused: number;
}

type Curves = ReadonlyMap<number, BusyWatts>;

/** @param keyOf what pods are told apart by */
export function attributePlace(
  place: Place,
  timeline: Timeline,
  keyOf: (pod: PodRecord) => string,
): PlaceAttribution {
  const { pool, nodes, pods } = place;
  const trace = scoringTrace(place.site);
  const { nodes: prices, rounding, unused } = placeCost(place, timeline);
  const curves = curvesOf(place, trace);
  const work = new Map<string, SliceSum>();
  const idle = new SliceSum();
  const system = new SliceSum();
  const systemShare = pool.system === undefined ? 0 : reservedShare(pool.system, pool);
  for (const node of nodes) {
    const { fromMs, toMs } = node;
    const integral = trace.integral(fromMs, toMs);
    addReserved(idle, 1, fromMs, toMs, integral, pool, prices);
    if (pool.system === undefined) continue;
    addReserved(idle, -systemShare, fromMs, toMs, integral, pool, prices);
    addReserved(system, systemShare, fromMs, toMs, integral, pool, prices);
    const curve = curves?.get(node.node);
    if (curve !== undefined) addCurve(system, curve, systemBusyCpu(pool), fromMs, toMs);
    else addPower(system, dynamicPowerW(pool.system, pool), toMs - fromMs, integral);
  }
  for (const pod of pods) {
    const { startedAtMs, finishedAtMs } = pod;
    const sum = sumFor(work, keyOf(pod));
    const integral = trace.integral(startedAtMs, finishedAtMs);
    const share = reservedShare(pod, pool);
    addReserved(idle, -share, startedAtMs, finishedAtMs, integral, pool, prices);
    addReserved(sum, share, startedAtMs, finishedAtMs, integral, pool, prices);
    const curve = pod.measuredKwh === undefined ? curves?.get(pod.node) : undefined;
    const powerW = curve === undefined ? podDynamicW(pod, pool) : gpuPowerW(pod, pool);
    addPower(sum, powerW, finishedAtMs - startedAtMs, integral);
    if (curve !== undefined) {
      addCurve(sum, curve, pod.cpu * pod.utilisation, startedAtMs, finishedAtMs);
    }
  }
  if (rounding > 0 || unused > 0) idle.add(0, 0, 0, rounding + unused);
  return { ...total(work, idle.value, system.value, pool), unused };
}

/** By node; undefined where power grows linearly, and each pod's part has a closed form. */
function curvesOf({ pool, nodes, pods }: Place, trace: CarbonTrace): Curves | undefined {
  if (pool.curve === undefined) return undefined;
  const podsOf = podsByNode(pods);
  return new Map(
    nodes.map((each) => [each.node, new BusyWatts(each, podsOf.get(each.node) ?? [], pool, trace)]),
  );
}

/** The idle power, embodied emissions and price of a share of a node; a negative share takes away. */
function addReserved(
  sum: SliceSum,
  share: number,
  fromMs: InstantMs,
  toMs: InstantMs,
  intensityIntegral: number,
  pool: NodePool,
  prices: NodeCost,
): void {
  const durationMs = toMs - fromMs;
  const powerW = idlePowerW(pool) * share;
  sum.add(
    energyKwh(powerW, durationMs),
    operationalG(powerW, intensityIntegral),
    (pool.embodiedG * share * durationMs) / pool.lifespanMs,
    prices.cost(share, fromMs, toMs),
  );
}

function addPower(
  sum: SliceSum,
  powerW: number,
  durationMs: number,
  intensityIntegral: number,
): void {
  sum.add(energyKwh(powerW, durationMs), operationalG(powerW, intensityIntegral), 0, 0);
}

/** Part of a node's power above idle: that of so many busy CPUs. */
function addCurve(
  sum: SliceSum,
  curve: BusyWatts,
  busyCpu: number,
  fromMs: InstantMs,
  toMs: InstantMs,
): void {
  const kwh = energyKwh(busyCpu, curve.energyIntegral(fromMs, toMs));
  sum.add(kwh, operationalG(busyCpu, curve.weightedIntegral(fromMs, toMs)), 0, 0);
}

function total(work: ReadonlyMap<string, SliceSum>, idle: Slice, system: Slice, pool: NodePool) {
  const slices = Object.fromEntries([...work].map(([name, sum]) => [name, sum.value]));
  const it = new SliceSum();
  for (const slice of Object.values(slices)) it.addSlice(slice);
  it.addSlice(idle);
  if (pool.system !== undefined) it.addSlice(system);
  const overhead = withOverhead(it.value, pool);
  it.addSlice(overhead);
  return { work: slices, idle, system, overhead, total: it.value };
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

function sumFor(sums: Map<string, SliceSum>, name: string): SliceSum {
  const known = sums.get(name);
  if (known !== undefined) return known;
  const sum = new SliceSum();
  sums.set(name, sum);
  return sum;
}
