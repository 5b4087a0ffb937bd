/** The nodes of a cluster and the room on them: where pods go, and what they give back. */
import type { PodRequests } from "../pod.ts";
import type { InstantMs } from "../units/units.ts";
import type { Autoscaler, Quotas, SchedulerStrategy } from "./autoscaler.ts";
import { allocatable, type NodePool } from "./node-pool.ts";

/** What does not change during a replay; pools are counted over all regions, home's first. */
export interface Cluster {
  readonly pools: readonly NodePool[];
  /** By pool: its region, and its position there. */
  readonly places: readonly { readonly site: number; readonly pool: number }[];
  readonly strategy: SchedulerStrategy;
  readonly autoscaler: Autoscaler | undefined;
  readonly quotas: Quotas;
  readonly seed: number;
}

export interface Node {
  readonly id: number;
  /** Position of its pool. */
  readonly pool: number;
  ready: boolean;
  freeCpu: number;
  freeMemoryGib: number;
  freeGpus: number;
  pods: number;
  /** Of those, pods that may be moved to let the node go. */
  movable: number;
  /** The autoscaler counts its time without need. */
  unneeded: boolean;
  /** Counts those spells, so that an expiry meant for an earlier one is ignored. */
  idleSpell: number;
}

/** Plain state of all pools; serialisable. */
export interface PoolState {
  nodes: Node[];
  nextId: number;
  /** Jobs that hold room; one with several replicas counts once. */
  jobs: number;
  /** When a node was asked for last; undefined: never. */
  lastAddMs: InstantMs | undefined;
  /** Nodes that are not ready yet. */
  coming: number;
  /** Counts what gives room: pods that end, nodes that come or go. */
  changes: number;
  /** How many empty nodes the scan at an instant has removed. */
  removals: { atMs: InstantMs; count: number };
}

/** What a pod asks for, prepared once for a template and a region. */
export interface PodAsk {
  readonly requests: PodRequests;
  /** Positions of the pools whose nodes admit it and can hold it, in their order. */
  readonly pools: readonly number[];
  /** Of those, pools with a taint that it would rather avoid. */
  readonly avoided: readonly number[];
  /** Pods of a higher priority get room first. */
  readonly priority: number;
  /** It may be evicted to let its node go (`safe-to-evict`). */
  readonly movable: boolean;
}

/** The nodes that are always on; they are ready from the start. */
export function openPools({ pools }: Pick<Cluster, "pools">): PoolState {
  const removals = { atMs: 0, count: 0 };
  const state: PoolState = {
    nodes: [],
    nextId: 0,
    jobs: 0,
    lastAddMs: undefined,
    coming: 0,
    changes: 0,
    removals,
  };
  for (const [index, pool] of pools.entries()) {
    for (let i = 0; i < pool.minNodes; i++) markReady(state, addNode(state, pool, index).id);
  }
  return state;
}

export function addNode(state: PoolState, pool: NodePool, index: number): Node {
  const room = allocatable(pool);
  const node: Node = {
    id: state.nextId++,
    pool: index,
    ready: false,
    freeCpu: room.cpu,
    freeMemoryGib: room.memoryGib,
    freeGpus: room.gpus,
    pods: 0,
    movable: 0,
    unneeded: false,
    idleSpell: 0,
  };
  state.nodes.push(node);
  state.coming += 1;
  return node;
}

/** Takes room for a pod on a node that is ready, else on one that is coming; undefined without any. */
export function place(
  cluster: Cluster,
  state: PoolState,
  ask: PodAsk,
  from: "any" | "ready" = "any",
): Node | undefined {
  let best: Node | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  let coming: Node | undefined;
  for (const node of state.nodes) {
    if (!ask.pools.includes(node.pool) || !hasRoom(node, ask.requests)) continue;
    if (!node.ready) {
      coming ??= node;
      continue;
    }
    const score = scoreOf(cluster, node, ask);
    if (score <= bestScore) continue;
    best = node;
    bestScore = score;
  }
  const node = best ?? (from === "any" ? coming : undefined);
  if (node !== undefined) take(node, ask);
  return node;
}

export function take(node: Node, { requests, movable }: PodAsk): void {
  node.freeCpu -= requests.cpu;
  node.freeMemoryGib -= requests.memoryGib;
  node.freeGpus -= requests.gpus ?? 0;
  node.pods += 1;
  if (movable) node.movable += 1;
  else node.unneeded = false;
}

/**
 * kube-scheduler's NodeResourcesFit with its two strategies: the mean share of CPU and memory that is
 * reserved, or free; nodes that the pod would rather avoid come last, ties go to the oldest node.
 */
function scoreOf({ pools, strategy }: Cluster, node: Node, { avoided }: PodAsk): number {
  const pool = pools[node.pool] as NodePool;
  const free = (node.freeCpu / pool.vcpu + node.freeMemoryGib / pool.memoryGib) / 2;
  const score = strategy === "MostAllocated" ? 1 - free : free;
  return avoided.length > 0 && avoided.includes(node.pool) ? score - 2 : score;
}

export function markReady(state: PoolState, nodeId: number): void {
  const node = findNode(state, nodeId);
  if (node === undefined) return;
  node.ready = true;
  state.coming -= 1;
  state.changes += 1;
}

/** Gives a pod's room back; on a node that is gone there is nothing to give back. */
export function release(state: PoolState, nodeId: number, { requests, movable }: PodAsk): void {
  const node = findNode(state, nodeId);
  if (node === undefined) return;
  state.changes += 1;
  node.freeCpu += requests.cpu;
  node.freeMemoryGib += requests.memoryGib;
  node.freeGpus += requests.gpus ?? 0;
  node.pods -= 1;
  if (movable) node.movable -= 1;
}

/** True when there was such a node. */
export function removeNode(state: PoolState, nodeId: number): boolean {
  const at = state.nodes.findIndex(({ id }) => id === nodeId);
  if (at < 0) return false;
  if (state.nodes[at]?.ready === false) state.coming -= 1;
  state.nodes.splice(at, 1);
  state.changes += 1;
  return true;
}

export function findNode(state: PoolState, nodeId: number): Node | undefined {
  for (const node of state.nodes) if (node.id === nodeId) return node;
  return undefined;
}

export function countNodes({ nodes }: PoolState, pool: number): number {
  let count = 0;
  for (const node of nodes) if (node.pool === pool) count += 1;
  return count;
}

/** Fractions of a CPU taken and given back many times leave a remainder of this order or less. */
export const ROUNDING = 1e-9;

export function hasRoom(node: Node, { cpu, memoryGib, gpus = 0 }: PodRequests): boolean {
  const enoughCpu = node.freeCpu + ROUNDING >= cpu;
  return enoughCpu && node.freeMemoryGib + ROUNDING >= memoryGib && node.freeGpus >= gpus;
}
