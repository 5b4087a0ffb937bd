/** How much room there is: in use, reserved in any case, and what the pools may still grow to. */
import type { PodRequests } from "../pod.ts";
import { allocatable, type NodePool } from "./node-pool.ts";
import { type Cluster, countNodes, type PodAsk, type PoolState, ROUNDING } from "./nodes.ts";

/** CPUs of pods that hold room in a region, on nodes that are ready or coming. */
export function usedCpu({ pools, places }: Cluster, { nodes }: PoolState, site: number): number {
  return nodes.reduce((used, node) => {
    if (places[node.pool]?.site !== site) return used;
    return used + allocatable(pools[node.pool] as NodePool).cpu - node.freeCpu;
  }, 0);
}

/**
 * CPUs that one pod may have on nodes that run in any case: what is free on a ready node, as long as no
 * more is used in all than the region's pools always keep.
 */
export function freeReservedCpu(cluster: Cluster, state: PoolState, site: number): number {
  const { pools, places } = cluster;
  const kept = pools.reduce((sum, pool, index) => {
    return places[index]?.site === site ? sum + pool.minNodes * allocatable(pool).cpu : sum;
  }, 0);
  const largest = state.nodes.reduce((most, node) => {
    const here = places[node.pool]?.site === site && node.ready;
    return here ? Math.max(most, node.freeCpu) : most;
  }, 0);
  return Math.max(0, Math.min(kept - usedCpu(cluster, state, site), largest));
}

/** CPUs that pods can have in a region when its pools have all their nodes. */
export function mostCpu({ pools, places }: Cluster, site: number): number {
  return pools.reduce((sum, pool, index) => {
    return places[index]?.site === site ? sum + pool.maxNodes * allocatable(pool).cpu : sum;
  }, 0);
}

/** How many pods there is room for; `grown`: with all nodes that the pools and the quota allow. */
export function holds(
  cluster: Cluster,
  state: PoolState,
  { requests, pools }: PodAsk,
  grown: boolean,
): number {
  let count = 0;
  for (const node of state.nodes) {
    if (pools.includes(node.pool)) count += times(roomOf(node), requests);
  }
  if (!grown) return count;
  let vcpu = freeQuota(cluster, state);
  for (const index of pools) {
    const pool = cluster.pools[index] as NodePool;
    const byQuota = Math.floor((vcpu + ROUNDING) / pool.vcpu);
    const nodes = Math.min(pool.maxNodes - countNodes(state, index), byQuota);
    if (nodes <= 0) continue;
    vcpu -= nodes * pool.vcpu;
    count += nodes * times(allocatable(pool), requests);
  }
  return count;
}

/** CPUs of nodes that the quota still allows. */
export function freeQuota({ pools, quotas }: Cluster, { nodes }: PoolState): number {
  if (quotas.vcpu === undefined) return Number.POSITIVE_INFINITY;
  return nodes.reduce((left, node) => left - (pools[node.pool] as NodePool).vcpu, quotas.vcpu);
}

/** True when the pool may have another node. */
export function mayGrow(cluster: Cluster, state: PoolState, index: number): boolean {
  const pool = cluster.pools[index] as NodePool;
  if (countNodes(state, index) >= pool.maxNodes) return false;
  return cluster.quotas.vcpu === undefined || freeQuota(cluster, state) + ROUNDING >= pool.vcpu;
}

function roomOf({ freeCpu, freeMemoryGib, freeGpus }: PoolState["nodes"][number]) {
  return { cpu: freeCpu, memoryGib: freeMemoryGib, gpus: freeGpus };
}

/** How many times a request fits into a room. */
export function times(room: Required<PodRequests>, { cpu, memoryGib, gpus = 0 }: PodRequests) {
  const each = (free: number, asked: number) =>
    asked > 0 ? Math.floor((free + ROUNDING) / asked) : Number.MAX_SAFE_INTEGER;
  return Math.min(each(room.cpu, cpu), each(room.memoryGib, memoryGib), each(room.gpus, gpus));
}
