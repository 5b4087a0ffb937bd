/** Small clusters, and pods that ask for room on them. */
import type { NodePool } from "../../../engine/core/cluster/node-pool.ts";
import type { Cluster, PodAsk } from "../../../engine/core/cluster/nodes.ts";
import type { PodRequests } from "../../../engine/core/pod.ts";

/** One region, no autoscaler. */
export function clusterOf(pools: readonly NodePool[], more: Partial<Cluster> = {}): Cluster {
  return {
    pools,
    places: pools.map((_, pool) => ({ site: 0, pool })),
    strategy: "MostAllocated",
    autoscaler: undefined,
    quotas: {},
    seed: 1,
    ...more,
  };
}

/** A pod of the first pool. */
export function askOf(requests: PodRequests, more: Partial<PodAsk> = {}): PodAsk {
  return { requests, pools: [0], avoided: [], priority: 0, movable: false, ...more };
}
