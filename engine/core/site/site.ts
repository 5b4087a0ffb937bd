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
  readonly grid: {
    readonly trace: TraceData;
    readonly forecast: ForecastSpec;
    /** What is scored with, where that is not what policies decide on. */
    readonly scoring?: TraceData;
  };
  readonly pool: NodePool;
  /** Pools of the region besides the first. */
  readonly morePools?: readonly NodePool[];
  readonly transfer: Transfer;
}

export interface Site {
  readonly name: string;
  /** What policies decide on. */
  readonly trace: CarbonTrace;
  /** What they are scored with; absent: `trace`. */
  readonly scoring?: CarbonTrace;
  readonly forecast: ForecastSpec;
  /** The first of `pools`: what a run is expected to use. */
  readonly pool: NodePool;
  readonly pools: readonly NodePool[];
  readonly transfer: Transfer;
}

/** Position of the site where the data lies, and where runs go without another word. */
export const HOME = 0;

const NO_TRANSFER: Transfer = { durationMs: 0, energyKwh: 0, cost: 0 };

interface Placed {
  readonly grid: Region["grid"];
  readonly pool: NodePool;
  readonly morePools?: readonly NodePool[];
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
export function sitesOf({ grid, pool, morePools = [], regions = [] }: Placed): Site[] {
  const home: Region = { name: pool.region, grid, pool, morePools, transfer: NO_TRANSFER };
  return [home, ...regions].map(({ name, grid, pool, morePools = [], transfer }) => ({
    name,
    trace: traceOf(grid.trace),
    ...(grid.scoring === undefined ? {} : { scoring: traceOf(grid.scoring) }),
    forecast: grid.forecast,
    pool,
    pools: [pool, ...morePools],
    transfer,
  }));
}

/** What the carbon of a place is scored with. */
export function scoringTrace({ trace, scoring }: Site): CarbonTrace {
  return scoring ?? trace;
}

/** Where a pod or a node was. */
export function siteOf(sites: readonly Site[], record: { readonly site?: number }): Site {
  return sites[record.site ?? HOME] as Site;
}

/** The pool that a pod or a node belonged to. */
export function poolOf(
  sites: readonly Site[],
  record: { readonly site?: number; readonly pool?: number },
): NodePool {
  return siteOf(sites, record).pools[record.pool ?? 0] as NodePool;
}
