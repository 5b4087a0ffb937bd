/** One pool of equal nodes: what a node is, and when nodes come and go. */
import type { DurationMs, Watts } from "../units/units.ts";
import type { PowerCurve } from "./power-curve.ts";
import type { PriceSeries } from "./price.ts";
import type { Taint } from "./scheduling.ts";

/** Accelerators of one node; all equal. */
export interface Gpus {
  readonly count: number;
  readonly model: string;
  /** Of one, at 0 % and 100 %, without PUE. */
  readonly idleW: Watts;
  readonly fullW: Watts;
}

/** What the system keeps of each node (kubelet, daemon sets): no pod gets it. */
export interface SystemReserve {
  readonly cpu: number;
  readonly memoryGib: number;
  /** Busy share of the reserved CPU, 0 to 1. */
  readonly utilisation: number;
}

/** Nodes that the provider may take back. */
export interface SpotTerms {
  /** Rate of an exponential distribution, for each node. */
  readonly evictionsPerHour: number;
}

/** How node time becomes money. */
export interface Billing {
  /** A node is paid for at least so long. */
  readonly minimumMs: DurationMs;
  /** Its time is rounded up to a multiple of this. */
  readonly stepMs: DurationMs;
}

/** Nodes paid for all of the period, used or not: reservations and savings plans. */
export interface Commitment {
  readonly nodes: number;
  /** Of one node. */
  readonly pricePerHour: number;
}

/** A node pool with the coefficients that turn its time into energy, carbon and money. */
export interface NodePool {
  readonly name: string;
  readonly vmSize: string;
  readonly region: string;
  readonly vcpu: number;
  readonly memoryGib: number;
  /** Nodes that are always on. */
  readonly minNodes: number;
  readonly maxNodes: number;
  /** From asking for a node to its being ready; it is powered and paid from the asking. */
  readonly provisionMs: DurationMs;
  /** How long an idle node stays before it is removed (AKS scale-down-unneeded-time: 10 min). */
  readonly scaleDownMs: DurationMs;
  /** Log-normal coefficient of variation of `provisionMs`, drawn for each node; absent: 0. */
  readonly provisionVariation?: number;
  readonly gpu?: Gpus;
  readonly system?: SystemReserve;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  readonly spot?: SpotTerms;
  /** For the autoscaler's `priority` expander: the highest is tried first; absent: 0. */
  readonly priority?: number;
  /** Power of the VM at 0 % and 100 % CPU, memory included, without GPUs and PUE. */
  readonly idleW: Watts;
  readonly fullW: Watts;
  /** How CPU power grows between the two; absent: linearly. */
  readonly curve?: PowerCurve;
  /** Power usage effectiveness of the data centre, at least 1. */
  readonly pue: number;
  /** TE x RS: embodied emissions of the host that fall to this VM size, over the host's life. */
  readonly embodiedG: number;
  /** EL: expected lifespan of the host. */
  readonly lifespanMs: DurationMs;
  readonly pricePerHour: number;
  /** Where the price varies; what lies before and after costs `pricePerHour`. */
  readonly prices?: PriceSeries;
  /** Absent: by the millisecond. */
  readonly billing?: Billing;
  readonly commitment?: Commitment;
  readonly currency: string;
  /** Where the coefficients come from, one line each. */
  readonly sources: readonly string[];
}

interface Node {
  readonly id: number;
  /** Position of the pool that it belongs to. */
  readonly site: number;
  ready: boolean;
  freeCpu: number;
  freeMemoryGib: number;
  pods: number;
  /** Counts the idle spells, so that an expiry meant for an earlier spell is ignored. */
  idleSpell: number;
}

/** Plain state of all pools; serialisable. */
export interface PoolState {
  nodes: Node[];
  nextId: number;
}

export interface PodRequests {
  readonly cpu: number;
  readonly memoryGib: number;
  /** Whole accelerators; absent: none. */
  readonly gpus?: number;
}

/** Where a pod goes; it may hold room on a node that is still coming. */
export type Placement =
  | { readonly kind: "placed"; readonly node: number; readonly ready: boolean }
  | { readonly kind: "provision"; readonly node: number }
  | { readonly kind: "queued" };

/** One pool a site; they share nothing but the numbers of their nodes. */
export function openPools(pools: readonly NodePool[]): PoolState {
  const state: PoolState = { nodes: [], nextId: 0 };
  for (const [site, pool] of pools.entries()) {
    for (let i = 0; i < pool.minNodes; i++) addNode(state, pool, site).ready = true;
  }
  return state;
}

/** True when the pod can fit on an empty node of the pool. */
export function fits(pool: NodePool, requests: PodRequests): boolean {
  return requests.cpu <= pool.vcpu && requests.memoryGib <= pool.memoryGib;
}

/** Takes room for a pod: on a ready node, on a coming one, or on one that is asked for now. */
export function place(
  state: PoolState,
  pool: NodePool,
  requests: PodRequests,
  site: number,
): Placement {
  const open = openNode(state, requests, site);
  const mayGrow = open === undefined && countNodes(state, site) < pool.maxNodes;
  const node = open ?? (mayGrow ? addNode(state, pool, site) : undefined);
  if (node === undefined) return { kind: "queued" };
  node.freeCpu -= requests.cpu;
  node.freeMemoryGib -= requests.memoryGib;
  node.pods += 1;
  if (open === undefined) return { kind: "provision", node: node.id };
  return { kind: "placed", node: node.id, ready: node.ready };
}

/** A node with room: the first that is ready, else the first that is coming. */
function openNode({ nodes }: PoolState, requests: PodRequests, site: number): Node | undefined {
  let coming: Node | undefined;
  for (const node of nodes) {
    if (node.site !== site || !hasRoom(node, requests)) continue;
    if (node.ready) return node;
    coming ??= node;
  }
  return coming;
}

export function markReady(state: PoolState, nodeId: number): void {
  const node = find(state, nodeId);
  if (node !== undefined) node.ready = true;
}

/** Gives a pod's room back. */
export function release(state: PoolState, nodeId: number, requests: PodRequests): void {
  const node = find(state, nodeId);
  if (node === undefined) return;
  node.freeCpu += requests.cpu;
  node.freeMemoryGib += requests.memoryGib;
  node.pods -= 1;
}

/** Begins an idle spell on a node that runs nothing and may be removed; undefined otherwise. */
export function beginIdleSpell(
  state: PoolState,
  pools: readonly NodePool[],
  nodeId: number,
): number | undefined {
  const node = find(state, nodeId);
  if (node === undefined || node.pods > 0 || mustStay(state, pools, node)) return undefined;
  node.idleSpell += 1;
  return node.idleSpell;
}

/** Removes a node whose idle spell lasted; false when it has been used since, or must stay. */
export function expire(
  state: PoolState,
  pools: readonly NodePool[],
  nodeId: number,
  idleSpell: number,
): boolean {
  const node = find(state, nodeId);
  if (node === undefined || node.pods > 0 || node.idleSpell !== idleSpell) return false;
  if (mustStay(state, pools, node)) return false;
  state.nodes.splice(state.nodes.indexOf(node), 1);
  return true;
}

function mustStay(state: PoolState, pools: readonly NodePool[], { site }: Node): boolean {
  return countNodes(state, site) <= (pools[site] as NodePool).minNodes;
}

function countNodes({ nodes }: PoolState, site: number): number {
  let count = 0;
  for (const node of nodes) if (node.site === site) count += 1;
  return count;
}

/** CPUs of pods that hold room, on nodes that are ready or coming. */
export function usedCpu({ nodes }: PoolState, pool: NodePool, site: number): number {
  return nodes.reduce((used, node) => {
    return node.site === site ? used + pool.vcpu - node.freeCpu : used;
  }, 0);
}

/**
 * CPUs that one pod may have on nodes that run in any case: what is free on a ready node, as long as no
 * more is used in all than the pool always keeps.
 */
export function freeReservedCpu(state: PoolState, pool: NodePool, site: number): number {
  const reserved = pool.minNodes * pool.vcpu - usedCpu(state, pool, site);
  const largest = state.nodes.reduce((most, node) => {
    return node.site === site && node.ready ? Math.max(most, node.freeCpu) : most;
  }, 0);
  return Math.max(0, Math.min(reserved, largest));
}

/** How many pods with these requests there is room for, with all nodes that the pool may have. */
export function holds(
  state: PoolState,
  pool: NodePool,
  requests: PodRequests,
  site: number,
): number {
  const each = (cpu: number, memoryGib: number) =>
    Math.min(times(cpu, requests.cpu), times(memoryGib, requests.memoryGib));
  const open = state.nodes.reduce((sum, node) => {
    return node.site === site ? sum + each(node.freeCpu, node.freeMemoryGib) : sum;
  }, 0);
  return open + (pool.maxNodes - countNodes(state, site)) * each(pool.vcpu, pool.memoryGib);
}

function times(free: number, asked: number): number {
  return asked > 0 ? Math.floor((free + ROUNDING) / asked) : Number.MAX_SAFE_INTEGER;
}

function find(state: PoolState, nodeId: number): Node | undefined {
  for (const node of state.nodes) if (node.id === nodeId) return node;
  return undefined;
}

function addNode(state: PoolState, pool: NodePool, site: number): Node {
  const node: Node = {
    id: state.nextId++,
    site,
    ready: false,
    freeCpu: pool.vcpu,
    freeMemoryGib: pool.memoryGib,
    pods: 0,
    idleSpell: 0,
  };
  state.nodes.push(node);
  return node;
}

/** Fractions of a CPU taken and given back many times leave a remainder of this order or less. */
const ROUNDING = 1e-9;

function hasRoom(node: Node, requests: PodRequests): boolean {
  const enoughCpu = node.freeCpu + ROUNDING >= requests.cpu;
  return enoughCpu && node.freeMemoryGib + ROUNDING >= requests.memoryGib;
}
