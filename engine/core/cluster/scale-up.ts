/** Which pool grows for a pod without room: the cluster autoscaler's expanders. */
import type { PodRequests } from "../pod.ts";
import { randomStream } from "../random/stream.ts";
import type { InstantMs } from "../units/units.ts";
import { allocatable, type NodePool } from "./node-pool.ts";
import {
  addNode,
  type Cluster,
  hasRoom,
  type Node,
  type PodAsk,
  type PoolState,
  take,
} from "./nodes.ts";
import { mayGrow } from "./room.ts";

/**
 * Asks for a node and takes room on it; undefined when no pool that admits the pod may grow.
 *
 * @param waiting pods without room, first the one that it is about; expanders look at all of them
 */
export function growFor(
  cluster: Cluster,
  state: PoolState,
  ask: PodAsk,
  waiting: () => readonly PodAsk[],
  nowMs: InstantMs,
): Node | undefined {
  const options = ask.pools.filter((index) => mayGrow(cluster, state, index));
  const chosen = options.length > 1 ? choose(cluster, state, options, waiting()) : options[0];
  if (chosen === undefined) return undefined;
  const node = addNode(state, cluster.pools[chosen] as NodePool, chosen);
  state.lastAddMs = nowMs;
  take(node, ask);
  return node;
}

/** Without an autoscaler, and for the parts of one job, pools grow in their order. */
function choose(
  { pools, autoscaler, seed }: Cluster,
  state: PoolState,
  options: readonly number[],
  waiting: readonly PodAsk[],
): number | undefined {
  const most = (score: (index: number) => number) =>
    options.reduce((best, each) => (score(each) > score(best) ? each : best));
  if (waiting.length === 0) return options[0];
  switch (autoscaler?.expander) {
    case undefined:
      return options[0];
    case "random": {
      const { uniform } = randomStream(seed, "expander", state.nextId);
      return options[Math.floor(uniform() * options.length)];
    }
    case "priority":
      return most((index) => (pools[index] as NodePool).priority ?? 0);
    case "most-pods":
      return most((index) => packed(pools[index] as NodePool, index, waiting).pods);
    case "least-waste":
      return most((index) => -packed(pools[index] as NodePool, index, waiting).waste);
  }
}

/** What one new node would take of the waiting pods, in their order, and the mean share left over. */
function packed(pool: NodePool, index: number, waiting: readonly PodAsk[]) {
  const room = allocatable(pool);
  const node = { freeCpu: room.cpu, freeMemoryGib: room.memoryGib, freeGpus: room.gpus } as Node;
  let pods = 0;
  for (const { requests, pools } of waiting) {
    if (!pools.includes(index) || !hasRoom(node, requests)) continue;
    subtract(node, requests);
    pods += 1;
  }
  const waste = (node.freeCpu / room.cpu + node.freeMemoryGib / room.memoryGib) / 2;
  return { pods, waste };
}

function subtract(node: Node, { cpu, memoryGib, gpus = 0 }: PodRequests): void {
  node.freeCpu -= cpu;
  node.freeMemoryGib -= memoryGib;
  node.freeGpus -= gpus;
}
