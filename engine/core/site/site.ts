/** A place where runs may go: its nodes, its grid, and what it takes to bring a run's data there. */
import type { ForecastSpec } from "../carbon/forecast.ts";
import { CarbonTrace, type TraceData } from "../carbon/trace.ts";
import type { NodePool } from "../cluster/node-pool.ts";
import type { DurationMs, Kwh } from "../units/units.ts";

/** Of the data of one run, from home; the energy is drawn from the grid at home. */
export interface Transfer {
  readonly durationMs: DurationMs;
  readonly energyKwh: Kwh;
  /** In the currency of the pool at home. */
  readonly cost: number;
}

/** A region of a world besides its home. */
export interface Region {
  readonly name: string;
  readonly grid: { readonly trace: TraceData; readonly forecast: ForecastSpec };
  readonly pool: NodePool;
  readonly transfer: Transfer;
}

export interface Site {
  readonly name: string;
  readonly trace: CarbonTrace;
  readonly forecast: ForecastSpec;
  readonly pool: NodePool;
  readonly transfer: Transfer;
}

/** Position of the site where the data lies, and where runs go without another word. */
export const HOME = 0;

const NO_TRANSFER: Transfer = { durationMs: 0, energyKwh: 0, cost: 0 };

interface Placed {
  readonly grid: Region["grid"];
  readonly pool: NodePool;
  readonly regions?: readonly Region[];
}

/** Traces are plain data; their prefix sums are kept beside them, for many worlds share one. */
const known = new WeakMap<TraceData, CarbonTrace>();

function traceOf(data: TraceData): CarbonTrace {
  const before = known.get(data);
  if (before !== undefined) return before;
  const trace = new CarbonTrace(data);
  known.set(data, trace);
  return trace;
}

/** All places of a world, home first. */
export function sitesOf({ grid, pool, regions = [] }: Placed): Site[] {
  const home = { name: pool.region, grid, pool, transfer: NO_TRANSFER };
  return [home, ...regions].map(({ name, grid, pool, transfer }) => ({
    name,
    trace: traceOf(grid.trace),
    forecast: grid.forecast,
    pool,
    transfer,
  }));
}

/** Where a pod or a node was. */
export function siteOf(sites: readonly Site[], record: { readonly site?: number }): Site {
  return sites[record.site ?? HOME] as Site;
}
