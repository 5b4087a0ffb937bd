/** When a node is not needed, and when it may go: the cluster autoscaler's rules. */
import type { InstantMs } from "../units/units.ts";
import { allocatable, type NodePool } from "./node-pool.ts";
import { type Cluster, countNodes, findNode, type Node, type PoolState } from "./nodes.ts";

/** cluster-autoscaler --max-empty-bulk-delete, as AKS sets it. */
const MAX_EMPTY_REMOVALS = 10;

/**
 * Begins or ends the time without need of a node after pods came or went.
 *
 * @returns the number of a spell that begins now; undefined when none does
 */
export function updateNeed(cluster: Cluster, state: PoolState, nodeId: number): number | undefined {
  const node = findNode(state, nodeId);
  if (node === undefined) return undefined;
  const unneeded = isUnneeded(cluster, state, node);
  const begins = unneeded && !node.unneeded;
  node.unneeded = unneeded;
  if (!begins) return undefined;
  node.idleSpell += 1;
  return node.idleSpell;
}

/** Pods that may not be moved keep their node, whatever its utilisation. */
function isUnneeded(cluster: Cluster, state: PoolState, node: Node): boolean {
  if (!node.ready || mustStay(cluster, state, node)) return false;
  if (node.pods === 0) return true;
  const { autoscaler } = cluster;
  if (autoscaler === undefined || node.movable < node.pods) return false;
  return utilisationOf(cluster, node) < autoscaler.utilisationThreshold;
}

/** The larger of the reserved shares of CPU and memory; of the accelerators alone where there are any. */
function utilisationOf({ pools }: Cluster, node: Node): number {
  const room = allocatable(pools[node.pool] as NodePool);
  if (room.gpus > 0) return 1 - node.freeGpus / room.gpus;
  return 1 - Math.min(node.freeCpu / room.cpu, node.freeMemoryGib / room.memoryGib);
}

/** What becomes of a node whose time without need is over. */
export type Expiry =
  | { readonly kind: "needed" }
  /** It may go; its movable pods have to go elsewhere first. */
  | { readonly kind: "removable"; readonly node: Node }
  | { readonly kind: "later"; readonly atMs: InstantMs };

export function expiryOf(
  cluster: Cluster,
  state: PoolState,
  nodeId: number,
  idleSpell: number,
  nowMs: InstantMs,
): Expiry {
  const node = findNode(state, nodeId);
  if (node === undefined || !node.unneeded || node.idleSpell !== idleSpell)
    return { kind: "needed" };
  if (mustStay(cluster, state, node)) {
    node.unneeded = false;
    return { kind: "needed" };
  }
  const { autoscaler } = cluster;
  if (autoscaler === undefined) return { kind: "removable", node };
  const { lastAddMs = Number.NEGATIVE_INFINITY } = state;
  const coolMs = lastAddMs + autoscaler.delayAfterAddMs;
  if (coolMs > nowMs) return { kind: "later", atMs: nextScanMs(cluster, coolMs) };
  if (state.removals.atMs === nowMs && state.removals.count >= MAX_EMPTY_REMOVALS)
    return { kind: "later", atMs: nextScanMs(cluster, nowMs + 1) };
  return { kind: "removable", node };
}

/** Counts a removal against those of the same scan. */
export function countRemoval({ removals }: PoolState, nowMs: InstantMs): void {
  if (removals.atMs !== nowMs) Object.assign(removals, { atMs: nowMs, count: 0 });
  removals.count += 1;
}

/** The autoscaler's next look at the cluster, at or after an instant. */
export function nextScanMs({ autoscaler }: Cluster, atMs: InstantMs): InstantMs {
  const { scanMs } = autoscaler ?? { scanMs: 0 };
  return scanMs > 0 ? Math.ceil(atMs / scanMs) * scanMs : Math.max(atMs, 0);
}

function mustStay({ pools }: Cluster, state: PoolState, { pool }: Node): boolean {
  return countNodes(state, pool) <= (pools[pool] as NodePool).minNodes;
}
