/**
 * Nodes whose power does not grow linearly with load: watts for each busy CPU, over the node's life.
 *
 * At each moment the power above idle goes to the pods and the system in proportion to their busy CPU. It is
 * constant between two changes of load, so a pod's part is a difference of two prefix integrals.
 */
import type { CarbonTrace } from "../carbon/trace.ts";
import type { NodePool } from "../cluster/node-pool.ts";
import { cpuPowerW, systemBusyCpu } from "../cluster/power.ts";
import { PrefixSums } from "../math/prefix-sums.ts";
import type { NodeRecord, PodRecord } from "../timeline/timeline.ts";
import type { InstantMs } from "../units/units.ts";

/** Watts for each busy CPU, and watts times intensity, integrated over time. */
export class BusyWatts {
  private readonly edgeOf: ReadonlyMap<InstantMs, number>;
  private readonly energy: PrefixSums;
  private readonly weighted: PrefixSums;

  /** @param pods all that were on the node */
  constructor(node: NodeRecord, pods: readonly PodRecord[], pool: NodePool, trace: CarbonTrace) {
    const changes = loadChanges(node, pods);
    const edges = [...changes.keys()].sort((a, b) => a - b);
    this.edgeOf = new Map(edges.map((edge, index) => [edge, index]));
    const [energy, weighted] = [new PrefixSums(), new PrefixSums()];
    let busyCpu = systemBusyCpu(pool);
    for (const [index, fromMs] of edges.slice(0, -1).entries()) {
      const toMs = edges[index + 1] as InstantMs;
      busyCpu += changes.get(fromMs) as number;
      const watts = busyCpu > NO_LOAD ? cpuPowerW(busyCpu, pool) / busyCpu : 0;
      energy.push(watts * (toMs - fromMs));
      weighted.push(watts * trace.integral(fromMs, toMs));
    }
    this.energy = energy;
    this.weighted = weighted;
  }

  /** Of one busy CPU, in W x ms; both instants are changes of load of this node. */
  energyIntegral(fromMs: InstantMs, toMs: InstantMs): number {
    return this.energy.between(this.edge(fromMs), this.edge(toMs));
  }

  /** Of one busy CPU, in W x g/kWh x ms. */
  weightedIntegral(fromMs: InstantMs, toMs: InstantMs): number {
    return this.weighted.between(this.edge(fromMs), this.edge(toMs));
  }

  private edge(atMs: InstantMs): number {
    const edge = this.edgeOf.get(atMs);
    if (edge === undefined) throw new Error(`Invariant violated: no change of load at ${atMs}`);
    return edge;
  }
}

/** What is left of CPUs that were added and taken away is of this order or less. */
const NO_LOAD = 1e-12;

/** By how many busy CPUs the load changes, by instant; the node's ends are there in any case. */
function loadChanges({ fromMs, toMs }: NodeRecord, pods: readonly PodRecord[]) {
  const changes = new Map<InstantMs, number>([
    [fromMs, 0],
    [toMs, 0],
  ]);
  const add = (atMs: InstantMs, busyCpu: number) =>
    changes.set(atMs, (changes.get(atMs) ?? 0) + busyCpu);
  for (const { startedAtMs, finishedAtMs, cpu, utilisation } of pods) {
    add(startedAtMs, cpu * utilisation);
    add(finishedAtMs, -cpu * utilisation);
  }
  return changes;
}
