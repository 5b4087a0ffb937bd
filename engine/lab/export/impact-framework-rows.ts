/** The rows of an account as children of an Impact Framework manifest. */
import type { AccountRows, PoolRows } from "../../core/account/account-rows.ts";
import type { NodePool } from "../../core/cluster/node-pool.ts";
import type { Site } from "../../core/site/site.ts";
import { HOUR_MS, SECOND_MS } from "../../core/units/units.ts";
import type {
  MachinePower,
  Machines,
  StatedEnergy,
} from "../../formats/impact-framework/manifest.ts";

const JOULES_PER_KWH = 1_000 * (HOUR_MS / SECOND_MS);

export interface ManifestChildren {
  readonly machines: readonly Machines[];
  readonly energies: readonly StatedEnergy[];
}

/** Rows in which anything was on, of all children alike; at least one, for a sum of nothing is no figure. */
export function rowsInUse({ grid, pools, transfers }: AccountRows): number[] {
  const rows = Array.from({ length: grid.count }, (_, row) => row).filter(
    (row) => pools.some(({ onMs }) => Number(onMs[row]) > 0) || Number(transfers?.kwh[row]) > 0,
  );
  return rows.length === 0 ? [0] : rows;
}

export function childrenOf(
  { pools, transfers }: AccountRows,
  rows: readonly number[],
  sites: readonly Site[],
): ManifestChildren {
  const taken = new Set<string>();
  const unique = (name: string): string => {
    const free = taken.has(name) ? unique(`${name} again`) : name;
    taken.add(free);
    return free;
  };
  const machines = pools.map((each) => machinesOf(each, rows, sites, unique));
  const moved = transfers && {
    name: unique("data transfers"),
    joules: rows.map((row) => (transfers.kwh[row] as number) * JOULES_PER_KWH),
    gPerKwh: rows.map((row) => transfers.gPerKwh[row] as number),
  };
  // A manifest of nothing still has a child with a row.
  const nothing = { name: "nothing was on", joules: rows.map(() => 0), gPerKwh: rows.map(() => 0) };
  const energies = moved ? [moved] : machines.length === 0 ? [nothing] : [];
  return { machines, energies };
}

function machinesOf(
  each: PoolRows,
  rows: readonly number[],
  sites: readonly Site[],
  unique: (name: string) => string,
): Machines {
  const site = sites[each.site] as Site;
  const pool = site.pools[each.pool] as NodePool;
  return {
    name: unique(`${site.name}/${pool.name}`),
    vmSize: pool.vmSize,
    region: pool.region,
    pue: pool.pue,
    embodiedG: pool.embodiedG,
    lifespanS: pool.lifespanMs / SECOND_MS,
    power: powerOf(each, rows, pool),
    secondsOn: rows.map((row) => (each.onMs[row] as number) / SECOND_MS),
    gPerKwh: rows.map((row) => each.gPerKwh[row] as number),
  };
}

/**
 * Power that rises on a straight line is computed by the tool: the mean over nodes and time of a linear
 * function is that function of the mean. Other power is stated.
 */
function powerOf(each: PoolRows, rows: readonly number[], pool: NodePool): MachinePower {
  const { idleW, fullW, curve, gpu, vcpu } = pool;
  const mean = (sums: Float64Array) => (row: number) => {
    const onMs = each.onMs[row] as number;
    return onMs > 0 ? (sums[row] as number) / onMs : 0;
  };
  if (curve !== undefined || gpu !== undefined || each.measured || fullW < idleW) {
    const kw = rows.map(mean(each.itKwh));
    return { kind: "stated", watts: kw.map((value) => value * HOUR_MS * 1_000) };
  }
  // The tool refuses 100.00000000000001 %.
  const percent = (busyCpu: number) => Math.min(100, Math.max(0, (100 * busyCpu) / vcpu));
  return {
    kind: "linear",
    idleW,
    fullW,
    utilisationPct: rows.map(mean(each.busyCpuMs)).map(percent),
  };
}
