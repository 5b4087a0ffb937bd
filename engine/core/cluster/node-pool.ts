/** One pool of equal nodes: what a node is, and when nodes come and go. */
import type { DurationMs, Watts } from "../units/units.ts";

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
  /** Power of the whole VM at 0 % and 100 % CPU, without PUE. */
  readonly idleW: Watts;
  readonly fullW: Watts;
  /** Power usage effectiveness of the data centre, at least 1. */
  readonly pue: number;
  /** TE x RS: embodied emissions of the host that fall to this VM size, over the host's life. */
  readonly embodiedG: number;
  /** EL: expected lifespan of the host. */
  readonly lifespanMs: DurationMs;
  readonly pricePerHour: number;
  readonly currency: string;
  /** Where the coefficients come from, one line each. */
  readonly sources: readonly string[];
}

interface Node {
  readonly id: number;
  ready: boolean;
  freeCpu: number;
  freeMemoryGib: number;
  pods: number;
  /** Counts the idle spells, so that an expiry meant for an earlier spell is ignored. */
  idleSpell: number;
}

/** Plain state of the pool; serialisable. */
export interface PoolState {
  nodes: Node[];
  nextId: number;
}

export interface PodRequests {
  readonly cpu: number;
  readonly memoryGib: number;
}

/** Where a pod goes; it may hold room on a node that is still coming. */
export type Placement =
  | { readonly kind: "placed"; readonly node: number; readonly ready: boolean }
  | { readonly kind: "provision"; readonly node: number }
  | { readonly kind: "queued" };

export function openPool(pool: NodePool): PoolState {
  const state: PoolState = { nodes: [], nextId: 0 };
  for (let i = 0; i < pool.minNodes; i++) addNode(state, pool).ready = true;
  return state;
}

/** True when the pod can fit on an empty node of the pool. */
export function fits(pool: NodePool, requests: PodRequests): boolean {
  return requests.cpu <= pool.vcpu && requests.memoryGib <= pool.memoryGib;
}

/** Takes room for a pod: on a ready node, on a coming one, or on one that is asked for now. */
export function place(state: PoolState, pool: NodePool, requests: PodRequests): Placement {
  const open =
    state.nodes.find((each) => each.ready && hasRoom(each, requests)) ??
    state.nodes.find((each) => hasRoom(each, requests));
  const node = open ?? (state.nodes.length < pool.maxNodes ? addNode(state, pool) : undefined);
  if (node === undefined) return { kind: "queued" };
  node.freeCpu -= requests.cpu;
  node.freeMemoryGib -= requests.memoryGib;
  node.pods += 1;
  if (open === undefined) return { kind: "provision", node: node.id };
  return { kind: "placed", node: node.id, ready: node.ready };
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
  pool: NodePool,
  nodeId: number,
): number | undefined {
  const node = find(state, nodeId);
  if (node === undefined || node.pods > 0 || state.nodes.length <= pool.minNodes) return undefined;
  node.idleSpell += 1;
  return node.idleSpell;
}

/** Removes a node whose idle spell lasted; false when it has been used since, or must stay. */
export function expire(
  state: PoolState,
  pool: NodePool,
  nodeId: number,
  idleSpell: number,
): boolean {
  const node = find(state, nodeId);
  if (node === undefined || node.pods > 0 || node.idleSpell !== idleSpell) return false;
  if (state.nodes.length <= pool.minNodes) return false;
  state.nodes.splice(state.nodes.indexOf(node), 1);
  return true;
}

/** CPUs of pods that hold room, on nodes that are ready or coming. */
export function usedCpu(state: PoolState, pool: NodePool): number {
  return state.nodes.reduce((used, node) => used + pool.vcpu - node.freeCpu, 0);
}

/**
 * CPUs that one pod may have on nodes that run in any case: what is free on a ready node, as long as no
 * more is used in all than the pool always keeps.
 */
export function freeReservedCpu(state: PoolState, pool: NodePool): number {
  const reserved = pool.minNodes * pool.vcpu - usedCpu(state, pool);
  const largest = state.nodes.reduce((most, { ready, freeCpu }) => {
    return ready ? Math.max(most, freeCpu) : most;
  }, 0);
  return Math.max(0, Math.min(reserved, largest));
}

/** How many pods with these requests there is room for, with all nodes that the pool may have. */
export function holds(state: PoolState, pool: NodePool, requests: PodRequests): number {
  const each = (cpu: number, memoryGib: number) =>
    Math.min(times(cpu, requests.cpu), times(memoryGib, requests.memoryGib));
  const open = state.nodes.reduce((sum, node) => sum + each(node.freeCpu, node.freeMemoryGib), 0);
  return open + (pool.maxNodes - state.nodes.length) * each(pool.vcpu, pool.memoryGib);
}

function times(free: number, asked: number): number {
  return asked > 0 ? Math.floor((free + ROUNDING) / asked) : Number.MAX_SAFE_INTEGER;
}

function find(state: PoolState, nodeId: number): Node | undefined {
  return state.nodes.find((each) => each.id === nodeId);
}

function addNode(state: PoolState, pool: NodePool): Node {
  const node: Node = {
    id: state.nextId++,
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
