/** The nodes of each pool by step of its grid, exactly: intensity is constant within a step, so E x I is too. */
import type { CarbonTrace } from "../carbon/trace.ts";
import { type Site, scoringTrace } from "../site/site.ts";
import type { Timeline } from "../timeline/timeline.ts";
import {
  type DurationMs,
  energyKwh,
  type GramsCo2e,
  type GramsPerKwh,
  type InstantMs,
  type Kwh,
  SECOND_MS,
  type Watts,
} from "../units/units.ts";
import { nodePowerW } from "./node-power.ts";
import { type Place, placesOf, podsByNode } from "./place.ts";
import { stretches } from "./stretches.ts";

/** Lists have a value for each step of the grid that meets the period. */
export interface PoolSeries {
  readonly name: string;
  readonly region: string;
  /** Positions, as in the records of the timeline. */
  readonly site: number;
  readonly pool: number;
  readonly pue: number;
  /** Of the grid. */
  readonly stepMs: DurationMs;
  /** Begins of the steps; the first and the last may lie partly outside of the period. */
  readonly startsMs: readonly InstantMs[];
  /** Node-seconds that were on. */
  readonly nodeSeconds: readonly number[];
  /** Without PUE. */
  readonly itKwh: readonly Kwh[];
  /** With PUE. */
  readonly energyKwh: readonly Kwh[];
  readonly intensityGPerKwh: readonly GramsPerKwh[];
  readonly embodiedG: readonly GramsCo2e[];
}

/**
 * All node pools, home's first pool first. Energy x intensity, summed, is the operational carbon of the
 * nodes, and embodied carbon theirs; data on its way to other regions is in none of them.
 */
export function poolSeries(timeline: Timeline, sites: readonly Site[]): PoolSeries[] {
  return placesOf(timeline, sites).map((place) => seriesOf(place, timeline));
}

function seriesOf(place: Place, { fromMs, toMs }: Timeline): PoolSeries {
  const { site, pool, siteIndex, poolIndex, nodes, pods } = place;
  const trace = scoringTrace(site);
  const first = Math.floor((fromMs - trace.startMs) / trace.stepMs);
  const count = Math.ceil((toMs - trace.startMs) / trace.stepMs) - first;
  const bins = { trace, first, onMs: new Array(count).fill(0), wattMs: new Array(count).fill(0) };
  const podsOf = podsByNode(pods);
  for (const node of nodes) {
    for (const { fromMs, toMs, running } of stretches(node, podsOf.get(node.node) ?? [])) {
      spread(bins, fromMs, toMs, nodePowerW(running, pool));
    }
  }
  const itKwh = bins.wattMs.map((each) => energyKwh(1, each));
  return {
    name: pool.name,
    region: site.name,
    site: siteIndex,
    pool: poolIndex,
    pue: pool.pue,
    stepMs: trace.stepMs,
    startsMs: itKwh.map((_, index) => trace.startMs + (first + index) * trace.stepMs),
    nodeSeconds: bins.onMs.map((each) => each / SECOND_MS),
    itKwh,
    energyKwh: itKwh.map((each) => each * pool.pue),
    intensityGPerKwh: itKwh.map((_, index) => trace.values[first + index] as number),
    embodiedG: bins.onMs.map((each) => (pool.embodiedG * each) / pool.lifespanMs),
  };
}

interface Bins {
  readonly trace: CarbonTrace;
  /** Position of the first bin in the trace. */
  readonly first: number;
  readonly onMs: number[];
  readonly wattMs: number[];
}

function spread(
  { trace, first, onMs, wattMs }: Bins,
  fromMs: InstantMs,
  toMs: InstantMs,
  powerW: Watts,
): void {
  for (let at = fromMs; at < toMs; ) {
    const bin = Math.floor((at - trace.startMs) / trace.stepMs) - first;
    const untilMs = Math.min(toMs, trace.startMs + (first + bin + 1) * trace.stepMs);
    onMs[bin] = (onMs[bin] as number) + (untilMs - at);
    wattMs[bin] = (wattMs[bin] as number) + powerW * (untilMs - at);
    at = untilMs;
  }
}
