/**
 * A timeline with everything that an account knows, and its totals by brute force: a minute at a time,
 * without intervals, prefix sums or rows.
 */
import type { NodePool } from "../../engine/core/cluster/node-pool.ts";
import { curveAt } from "../../engine/core/cluster/power-curve.ts";
import { type Region, type Site, sitesOf } from "../../engine/core/site/site.ts";
import type { NodeRecord, PodRecord, Timeline } from "../../engine/core/timeline/timeline.ts";
import { HOUR_MS, MINUTE_MS } from "../../engine/core/units/units.ts";

const START_MS = Date.UTC(2024, 2, 30, 22);
const HOURS = 12;

const LINEAR: NodePool = {
  name: "cpu",
  vmSize: "Standard_D8s_v5",
  region: "westeurope",
  vcpu: 8,
  memoryGib: 32,
  minNodes: 0,
  maxNodes: 4,
  provisionMs: 0,
  scaleDownMs: 0,
  idleW: 18.464,
  fullW: 40.864,
  system: { cpu: 0.5, memoryGib: 1, utilisation: 0.3 },
  pue: 1.14,
  embodiedG: 125_867,
  lifespanMs: 4 * 365 * 24 * HOUR_MS,
  pricePerHour: 0.46,
  currency: "USD",
  sources: ["made for a test"],
};

const GPU: NodePool = {
  ...LINEAR,
  name: "gpu",
  vmSize: "Standard_NC4as_T4_v3",
  vcpu: 4,
  gpu: { count: 2, model: "T4", idleW: 8, fullW: 71 },
  curve: { kind: "points", load: [0, 0.1, 0.5, 1], power: [0, 0.222, 0.7, 1] },
  spot: { evictionsPerHour: 0.2 },
  pue: 1.3,
  embodiedG: 146_819,
};

/** Home's grid has a value an hour, the other region's one every 15 minutes. */
export function sitesForTest(): readonly Site[] {
  const about = {
    zone: "NL",
    source: "test",
    edition: "1",
    licence: "none",
    signal: "average",
    basis: "life-cycle",
    synthetic: true,
    repairs: [],
  } as const;
  const grid = (stepMs: number, at: (step: number) => number): Region["grid"] => ({
    trace: {
      startMs: START_MS - HOUR_MS,
      stepMs,
      gPerKwh: Array.from({ length: ((HOURS + 2) * HOUR_MS) / stepMs }, (_, step) => at(step)),
      about,
    },
    forecast: { model: "same-hour-yesterday" } as unknown as Region["grid"]["forecast"],
  });
  const clean: Region = {
    name: "swedencentral",
    grid: grid(HOUR_MS / 4, (step) => 20 + (step % 7) * 1.37),
    pool: { ...LINEAR, region: "swedencentral", pue: 1.16 },
    transfer: { durationMs: 50 * MINUTE_MS, energyKwh: 0.037, cost: 1 },
  };
  return sitesOf({
    grid: grid(HOUR_MS, (step) => 250 + ((step * 37) % 11) * 13.7),
    pool: LINEAR,
    morePools: [GPU],
    regions: [clean],
  });
}

const at = (minutes: number) => START_MS + minutes * MINUTE_MS;

/** Nodes and pods from minutes since the start. */
export function timelineOf(
  nodes: readonly (Partial<NodeRecord> & { readonly from: number; readonly to: number })[],
  pods: readonly (Partial<PodRecord> & {
    readonly node: number;
    readonly from: number;
    readonly to: number;
  })[],
  moves: readonly { readonly from: number; readonly to: number }[] = [],
): Timeline {
  return {
    policy: "made",
    fromMs: at(0),
    toMs: at(HOURS * 60),
    requests: [],
    decisions: [],
    quality: [],
    nodes: nodes.map(({ from, to, ...rest }, node) => ({
      node,
      ...rest,
      fromMs: at(from),
      toMs: at(to),
    })),
    pods: pods.map(({ from, to, ...rest }) => ({
      request: 0,
      templateName: "work",
      displayName: "work",
      cpu: 1,
      utilisation: 1,
      ...placeOf(nodes[rest.node]),
      ...rest,
      startedAtMs: at(from),
      finishedAtMs: at(to),
    })),
    transfers: moves.map(({ from, to }) => ({
      request: 0,
      site: 1,
      fromMs: at(from),
      toMs: at(to),
    })),
  };
}

function placeOf(node: Partial<NodeRecord> | undefined) {
  return {
    ...(node?.site !== undefined && { site: node.site }),
    ...(node?.pool !== undefined && { pool: node.pool }),
  };
}

/** A bit of everything: two pools, accelerators, a curve, a measurement, a region, data on its way. */
export function everything(): Timeline {
  return timelineOf(
    [
      { from: 0, to: 400 },
      { from: 37, to: 199 },
      { from: 61, to: 330, pool: 1, evicted: true },
      { from: 500, to: 720, site: 1 },
    ],
    [
      { node: 0, from: 3, to: 125, cpu: 4, utilisation: 0.95 },
      { node: 0, from: 100, to: 260, cpu: 3.5, utilisation: 0.31 },
      { node: 1, from: 40, to: 180, cpu: 7.5, utilisation: 1 },
      { node: 2, from: 70, to: 200, cpu: 2, utilisation: 0.4, gpus: 2, gpuUtilisation: 0.9 },
      { node: 2, from: 130, to: 329, cpu: 1.5, utilisation: 0.8 },
      { node: 2, from: 210, to: 300, cpu: 0.5, utilisation: 0.8, measuredKwh: 0.081 },
      { node: 3, from: 520, to: 719, cpu: 6, utilisation: 0.77 },
    ],
    [
      { from: 455, to: 505 },
      { from: 700, to: 720 },
    ],
  );
}

export interface Totals {
  readonly energyKwh: number;
  readonly operationalG: number;
  readonly embodiedG: number;
}

/** Every minute of every node for itself; all instants of the timeline are whole minutes. */
export function bruteForce(timeline: Timeline, sites: readonly Site[]): Totals {
  let [energyKwh, operationalG, embodiedG] = [0, 0, 0];
  const draw = (kwh: number, site: Site, atMs: number) => {
    energyKwh += kwh;
    operationalG += kwh * site.trace.at(atMs);
  };
  for (const node of timeline.nodes) {
    const site = sites[node.site ?? 0] as Site;
    const pool = site.pools[node.pool ?? 0] as NodePool;
    const pods = timeline.pods.filter((pod) => pod.node === node.node);
    for (let atMs = node.fromMs; atMs < node.toMs; atMs += MINUTE_MS) {
      const here = pods.filter((pod) => pod.startedAtMs <= atMs && atMs < pod.finishedAtMs);
      draw(((nodeWatts(here, pool) / 1_000) * pool.pue) / 60, site, atMs);
      embodiedG += (pool.embodiedG * MINUTE_MS) / pool.lifespanMs;
    }
  }
  for (const { site, fromMs, toMs } of timeline.transfers) {
    const { energyKwh: kwh, durationMs } = (sites[site] as Site).transfer;
    for (let atMs = fromMs; atMs < toMs; atMs += MINUTE_MS) {
      draw((kwh * MINUTE_MS) / durationMs, sites[0] as Site, atMs);
    }
  }
  return { energyKwh, operationalG, embodiedG };
}

function nodeWatts(pods: readonly PodRecord[], pool: NodePool): number {
  const { idleW, fullW, vcpu, gpu, curve, system } = pool;
  let watts = idleW + (gpu === undefined ? 0 : gpu.count * gpu.idleW);
  let busy = (system?.cpu ?? 0) * (system?.utilisation ?? 0);
  let modelled = busy;
  for (const pod of pods) {
    busy += pod.cpu * pod.utilisation;
    if (pod.measuredKwh !== undefined) {
      watts += (pod.measuredKwh * HOUR_MS * 1_000) / (pod.finishedAtMs - pod.startedAtMs);
      continue;
    }
    modelled += pod.cpu * pod.utilisation;
    if (gpu !== undefined) {
      watts += (pod.gpus ?? 0) * (pod.gpuUtilisation ?? 1) * (gpu.fullW - gpu.idleW);
    }
  }
  // The curve is read at the load of all; each pod has its part of it, unless it was measured.
  const cpuWatts = (fullW - idleW) * curveAt(curve, busy / vcpu);
  return busy > 0 ? watts + (cpuWatts * modelled) / busy : watts;
}
