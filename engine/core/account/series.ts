/** The account over time: each kind of energy and carbon by step, and what the grid was like. */
import type { NodePool } from "../cluster/node-pool.ts";
import {
  cpuPowerW,
  dynamicPowerW,
  gpuPowerW,
  idlePowerW,
  reservedShare,
  systemBusyCpu,
} from "../cluster/power.ts";
import { HOME, type Site, scoringTrace, siteOf } from "../site/site.ts";
import type { NodeRecord, PodRecord, Timeline } from "../timeline/timeline.ts";
import type { DurationMs, InstantMs, Watts } from "../units/units.ts";
import type { AuditSeries, PowerKind } from "./audit-result.ts";
import { Bins, PowerBins } from "./bins.ts";
import { type PlaceCost, placeCost } from "./node-cost.ts";
import { type Place, placesOf, podsByNode } from "./place.ts";
import { podDynamicW } from "./pod-power.ts";
import { stretches } from "./stretches.ts";

interface Sums {
  readonly bins: Bins;
  readonly power: Readonly<Record<PowerKind, PowerBins>>;
  readonly embodiedG: number[];
  readonly cost: number[];
  readonly nodeMs: number[];
}

/** @param stepMs length of a step, counted from the beginning of the period */
export function auditSeries(
  timeline: Timeline,
  sites: readonly Site[],
  stepMs: DurationMs,
): AuditSeries {
  const bins = new Bins(timeline.fromMs, timeline.toMs, stepMs);
  const power = {
    work: new PowerBins(bins),
    idle: new PowerBins(bins),
    system: new PowerBins(bins),
    overhead: new PowerBins(bins),
    transfer: new PowerBins(bins),
  };
  const [embodiedG, cost, nodeMs] = [bins.zeros(), bins.zeros(), bins.zeros()];
  const sums: Sums = { bins, power, embodiedG, cost, nodeMs };
  for (const place of placesOf(timeline, sites)) addPlace(sums, place, placeCost(place, timeline));
  addTransfers(sums, timeline, sites);
  return finished(sums, sites);
}

function addPlace(sums: Sums, place: Place, prices: PlaceCost): void {
  const podsOf = podsByNode(place.pods);
  for (const node of place.nodes) {
    addNode(sums, place, node, podsOf.get(node.node) ?? []);
    sums.bins.forEach(node.fromMs, node.toMs, (bin, from, to) => {
      const { pool } = place;
      sums.nodeMs[bin] = (sums.nodeMs[bin] as number) + (to - from);
      const embodied = (pool.embodiedG * (to - from)) / pool.lifespanMs;
      sums.embodiedG[bin] = (sums.embodiedG[bin] as number) + embodied;
      sums.cost[bin] = (sums.cost[bin] as number) + prices.nodes.cost(1, from, to);
    });
  }
}

/** From one change of load to the next: what the pods, the system and idleness drew. */
function addNode(sums: Sums, place: Place, node: NodeRecord, pods: readonly PodRecord[]): void {
  const trace = scoringTrace(place.site);
  const { work, idle, system, overhead } = sums.power;
  const { pool } = place;
  for (const { fromMs, toMs, running } of stretches(node, pods)) {
    const split = splitPower(running, pool);
    work.add(split.workW, fromMs, toMs, trace);
    idle.add(split.idleW, fromMs, toMs, trace);
    if (split.systemW > 0) system.add(split.systemW, fromMs, toMs, trace);
    const itW = split.workW + split.idleW + split.systemW;
    overhead.add(itW * (pool.pue - 1), fromMs, toMs, trace);
  }
}

function splitPower(running: readonly PodRecord[], pool: NodePool) {
  const ownBusy = systemBusyCpu(pool);
  let busyCpu = ownBusy;
  for (const { cpu, utilisation } of running) busyCpu += cpu * utilisation;
  const perCpu = pool.curve === undefined || busyCpu === 0 ? 0 : cpuPowerW(busyCpu, pool) / busyCpu;
  const dynamicW = (pod: PodRecord): Watts => {
    if (pool.curve === undefined || pod.measuredKwh !== undefined) return podDynamicW(pod, pool);
    return perCpu * pod.cpu * pod.utilisation + gpuPowerW(pod, pool);
  };
  const idleW = idlePowerW(pool);
  let workW = 0;
  let free = 1;
  for (const pod of running) {
    const share = reservedShare(pod, pool);
    free -= share;
    workW += dynamicW(pod) + share * idleW;
  }
  if (pool.system === undefined) return { workW, systemW: 0, idleW: free * idleW };
  const share = reservedShare(pool.system, pool);
  const busyW = pool.curve === undefined ? dynamicPowerW(pool.system, pool) : perCpu * ownBusy;
  return { workW, systemW: busyW + share * idleW, idleW: (free - share) * idleW };
}

/** Data on its way draws its energy evenly over the way, or at once where it takes no time. */
function addTransfers({ power, bins, cost }: Sums, timeline: Timeline, sites: readonly Site[]) {
  const trace = scoringTrace(sites[HOME] as Site);
  const { energyKwh, operationalG } = power.transfer;
  for (const moved of timeline.transfers) {
    const way = siteOf(sites, moved).transfer;
    const { fromMs, toMs } = moved;
    const place = (bin: number, share: number, intensity: number) => {
      energyKwh[bin] = (energyKwh[bin] as number) + way.energyKwh * share;
      operationalG[bin] = (operationalG[bin] as number) + way.energyKwh * share * intensity;
      cost[bin] = (cost[bin] as number) + way.cost * share;
    };
    if (way.durationMs === 0) {
      bins.forEach(fromMs, fromMs + 1, (bin) => place(bin, 1, trace.at(fromMs)));
      continue;
    }
    bins.forEach(fromMs, toMs, (bin, from, to) => {
      place(bin, (to - from) / way.durationMs, trace.mean(from, to));
    });
  }
}

function finished({ bins, power, embodiedG, cost, nodeMs }: Sums, sites: readonly Site[]) {
  const { edgesMs, stepMs } = bins;
  const kinds = Object.entries(power) as [PowerKind, PowerBins][];
  const of = <K extends "energyKwh" | "operationalG">(key: K) =>
    Object.fromEntries(kinds.map(([kind, each]) => [kind, each[key]])) as unknown as AuditSeries[K];
  const sumAt = (key: "energyKwh" | "operationalG", bin: number) =>
    kinds.reduce((sum, [, each]) => sum + (each[key][bin] as number), 0);
  const trace = scoringTrace(sites[HOME] as Site);
  const steps = edgesMs.slice(0, -1);
  const endOf = (bin: number) => edgesMs[bin + 1] as InstantMs;
  return {
    edgesMs,
    stepMs,
    energyKwh: of("energyKwh"),
    operationalG: of("operationalG"),
    embodiedG,
    cost,
    nodes: nodeMs.map((each, bin) => each / (endOf(bin) - (steps[bin] as InstantMs))),
    intensityGPerKwh: steps.map((fromMs, bin) => trace.mean(fromMs, endOf(bin))),
    metGPerKwh: steps.map((_, bin) => {
      const kwh = sumAt("energyKwh", bin);
      return kwh > 0 ? sumAt("operationalG", bin) / kwh : null;
    }),
  };
}
