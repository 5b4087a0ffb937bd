/**
 * The account as a table of equal spans of time, from which its energy and carbon can be computed again by
 * multiplying and adding alone: what another tool needs to check them.
 */
import { systemBusyCpu } from "../cluster/power.ts";
import { HOME, type Site, scoringTrace, siteOf } from "../site/site.ts";
import type { Timeline } from "../timeline/timeline.ts";
import { energyKwh, type GramsPerKwh } from "../units/units.ts";
import { nodePowerW } from "./node-power.ts";
import { type Place, placesOf, podsByNode } from "./place.ts";
import { modelledBusyCpu } from "./pod-power.ts";
import { intensitiesOf, type RowGrid, RowSums, rowGridOf } from "./row-grid.ts";
import { stretches } from "./stretches.ts";

/** One node pool; every list has a value for each row. */
export interface PoolRows {
  /** Positions, as in the records of the timeline. */
  readonly site: number;
  readonly pool: number;
  /** Of all nodes together. */
  readonly onMs: Float64Array;
  /** CPUs x ms that the system and pods without a measurement keep busy. */
  readonly busyCpuMs: Float64Array;
  /** Without PUE. */
  readonly itKwh: Float64Array;
  /** As the pool's energy met it: the grid's own value where that is constant in the row. */
  readonly gPerKwh: readonly GramsPerKwh[];
  /** Some pods have measured energy, so that load alone does not give the power. */
  readonly measured: boolean;
}

/** Data on its way to other regions: energy of the network, on the grid at home. */
export interface TransferRows {
  readonly kwh: Float64Array;
  readonly gPerKwh: readonly GramsPerKwh[];
}

export interface AccountRows {
  readonly grid: RowGrid;
  /** Pools that had nodes, home's first pool first. */
  readonly pools: readonly PoolRows[];
  /** Absent: nothing was moved. */
  readonly transfers?: TransferRows;
}

/** Exact: every span of constant power is cut at the edges of the rows. */
export function accountRows(timeline: Timeline, sites: readonly Site[]): AccountRows {
  const grid = rowGridOf(timeline, sites);
  const used = placesOf(timeline, sites).filter(({ nodes }) => nodes.length > 0);
  const { transfers } = timeline;
  return {
    grid,
    pools: used.map((place) => poolRows(place, grid)),
    ...(transfers.length > 0 && { transfers: transferRows(timeline, sites, grid) }),
  };
}

function poolRows(place: Place, grid: RowGrid): PoolRows {
  const { site, siteIndex, pool, poolIndex, nodes, pods } = place;
  const trace = scoringTrace(site);
  const podsOf = podsByNode(pods);
  const [on, busy] = [new RowSums(grid), new RowSums(grid)];
  const [energy, weighted] = [new RowSums(grid), new RowSums(grid)];
  for (const node of nodes) {
    for (const { fromMs, toMs, running } of stretches(node, podsOf.get(node.node) ?? [])) {
      const powerW = nodePowerW(running, pool);
      const busyCpu = running.reduce((sum, pod) => sum + modelledBusyCpu(pod), systemBusyCpu(pool));
      on.add(fromMs, toMs, (a, b) => b - a);
      busy.add(fromMs, toMs, (a, b) => (b - a) * busyCpu);
      energy.add(fromMs, toMs, (a, b) => energyKwh(powerW, b - a));
      weighted.add(fromMs, toMs, (a, b) => energyKwh(powerW, trace.integral(a, b)));
    }
  }
  return {
    site: siteIndex,
    pool: poolIndex,
    onMs: on.values,
    busyCpuMs: busy.values,
    itKwh: energy.values,
    gPerKwh: intensitiesOf(trace, grid, energy.values, weighted.values),
    measured: pods.some(({ measuredKwh }) => measuredKwh !== undefined),
  };
}

/** Spread evenly over the way; of data that is cut off at the end of the period, the part inside. */
function transferRows(
  { transfers }: Timeline,
  sites: readonly Site[],
  grid: RowGrid,
): TransferRows {
  const trace = scoringTrace(sites[HOME] as Site);
  const energy = new RowSums(grid);
  const weighted = new RowSums(grid);
  for (const moved of transfers) {
    const { durationMs, energyKwh: kwh } = siteOf(sites, moved).transfer;
    const { fromMs, toMs } = moved;
    if (fromMs === toMs) {
      if (durationMs > 0) continue;
      energy.addAt(fromMs, kwh);
      weighted.addAt(fromMs, kwh * trace.at(fromMs));
    } else {
      energy.add(fromMs, toMs, (a, b) => (kwh * (b - a)) / durationMs);
      weighted.add(fromMs, toMs, (a, b) => (kwh * trace.integral(a, b)) / durationMs);
    }
  }
  return {
    kwh: energy.values,
    gPerKwh: intensitiesOf(trace, grid, energy.values, weighted.values),
  };
}
