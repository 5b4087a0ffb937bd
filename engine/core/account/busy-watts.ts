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
import { stretches } from "./stretches.ts";

/** Watts for each busy CPU, and watts times intensity, integrated over time. */
export class BusyWatts {
  private readonly edgeOf: ReadonlyMap<InstantMs, number>;
  private readonly energy: PrefixSums;
  private readonly weighted: PrefixSums;

  /** @param pods all that were on the node */
  constructor(node: NodeRecord, pods: readonly PodRecord[], pool: NodePool, trace: CarbonTrace) {
    const edges = new Map([[node.fromMs, 0]]);
    const [energy, weighted] = [new PrefixSums(), new PrefixSums()];
    for (const { fromMs, toMs, running } of stretches(node, pods)) {
      let busyCpu = systemBusyCpu(pool);
      for (const { cpu, utilisation } of running) busyCpu += cpu * utilisation;
      const watts = busyCpu > 0 ? cpuPowerW(busyCpu, pool) / busyCpu : 0;
      energy.push(watts * (toMs - fromMs));
      weighted.push(watts * trace.integral(fromMs, toMs));
      edges.set(toMs, edges.size);
    }
    this.edgeOf = edges;
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
