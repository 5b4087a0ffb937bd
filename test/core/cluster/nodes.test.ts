import fc from "fast-check";
import { expect, it } from "vitest";
import { fits } from "../../../engine/core/cluster/node-pool.ts";
import {
  type Cluster,
  openPools,
  type PodAsk,
  type PoolState,
  place,
  release,
  removeNode,
} from "../../../engine/core/cluster/nodes.ts";
import { expiryOf, updateNeed } from "../../../engine/core/cluster/scale-down.ts";
import { growFor } from "../../../engine/core/cluster/scale-up.ts";
import { poolOf } from "../simulate/random-world.ts";
import { askOf, clusterOf } from "./clusters.ts";

/** As a replay does it without an autoscaler: a node that is missed is asked for at once. */
function get(cluster: Cluster, state: PoolState, ask: PodAsk) {
  const open = place(cluster, state, ask);
  if (open !== undefined) return { kind: open.ready ? "ready" : "coming", node: open.id };
  const grown = growFor(cluster, state, ask, () => [ask], 0);
  return grown === undefined ? { kind: "queued" } : { kind: "provision", node: grown.id };
}

it("never gives away more than a node has, and has it whole again when all is given back", () => {
  const cpu = fc.integer({ min: 1, max: 20 }).map((tenths) => tenths / 10);
  const step = fc.oneof(cpu, fc.constant("release" as const));
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), fc.nat(), (steps, pick) => {
      const cluster = clusterOf([poolOf({ vcpu: 2, memoryGib: 2, maxNodes: 2 })]);
      const state = openPools(cluster);
      const placed: { node: number; cpu: number }[] = [];
      const giveBack = (index: number) => {
        const [pod] = placed.splice(index, 1) as [{ node: number; cpu: number }];
        release(state, pod.node, askOf({ cpu: pod.cpu, memoryGib: pod.cpu }));
      };
      for (const each of steps) {
        if (each === "release") {
          if (placed.length > 0) giveBack(pick % placed.length);
          continue;
        }
        const { node } = get(cluster, state, askOf({ cpu: each, memoryGib: each }));
        if (node !== undefined) placed.push({ node, cpu: each });
        for (const node of state.nodes) {
          const used = placed
            .filter((pod) => pod.node === node.id)
            .reduce((sum, pod) => sum + pod.cpu, 0);
          expect(used).toBeLessThanOrEqual(2 + 1e-9);
        }
        expect(state.nodes.length).toBeLessThanOrEqual(2);
      }
      while (placed.length > 0) giveBack(0);
      // A pod that asks for everything still fits on every node.
      for (const _ of state.nodes) {
        expect(place(cluster, state, askOf({ cpu: 2, memoryGib: 2 }))).toBeDefined();
      }
    }),
    { numRuns: 1_000 },
  );
});

it("prefers a ready node, then a coming one, then asks for another", () => {
  const cluster = clusterOf([poolOf({ vcpu: 2, minNodes: 1, maxNodes: 3 })]);
  const state = openPools(cluster);
  const one = askOf({ cpu: 2, memoryGib: 1 });
  const half = askOf({ cpu: 1, memoryGib: 1 });
  expect(get(cluster, state, one)).toEqual({ kind: "ready", node: 0 });
  expect(get(cluster, state, half)).toEqual({ kind: "provision", node: 1 });
  expect(get(cluster, state, half)).toEqual({ kind: "coming", node: 1 });
  expect(get(cluster, state, one)).toEqual({ kind: "provision", node: 2 });
  expect(get(cluster, state, one)).toEqual({ kind: "queued" });
});

it("packs pods or spreads them, and goes to avoided nodes last", () => {
  const pools = [poolOf({ vcpu: 4, minNodes: 2 }), poolOf({ vcpu: 4, minNodes: 1 })];
  const small = { cpu: 1, memoryGib: 1 };
  const nodesOf = (strategy: Cluster["strategy"], avoided: number[] = []) => {
    const cluster = { ...clusterOf(pools), strategy };
    const state = openPools(cluster);
    const ask = { ...askOf(small), pools: [0, 1], avoided };
    return [0, 1, 2, 3].map(() => place(cluster, state, ask)?.id);
  };
  expect(nodesOf("MostAllocated")).toEqual([0, 0, 0, 0]);
  expect(nodesOf("LeastAllocated")).toEqual([0, 1, 2, 0]);
  expect(nodesOf("LeastAllocated", [0])).toEqual([2, 2, 2, 2]);
});

it("removes a node that stayed idle, but not one that was used again, nor the last it must keep", () => {
  const cluster = clusterOf([poolOf({ minNodes: 1, maxNodes: 2, vcpu: 1 })]);
  const state = openPools(cluster);
  const pod = askOf({ cpu: 1, memoryGib: 1 });
  get(cluster, state, pod);
  get(cluster, state, pod);
  for (const node of state.nodes) node.ready = true;
  const expire = (spell: number) => expiryOf(cluster, state, 1, spell, 0).kind;
  expect(updateNeed(cluster, state, 1)).toBeUndefined();
  release(state, 1, pod);
  const first = updateNeed(cluster, state, 1) as number;
  get(cluster, state, pod);
  expect(expire(first)).toBe("needed");
  release(state, 1, pod);
  const second = updateNeed(cluster, state, 1) as number;
  expect(expire(first)).toBe("needed");
  expect(expire(second)).toBe("removable");
  expect(removeNode(state, 1)).toBe(true);
  release(state, 0, pod);
  expect(updateNeed(cluster, state, 0)).toBeUndefined();
});

it("fits what a whole node can hold, without what the system keeps", () => {
  const pool = poolOf({ vcpu: 2, memoryGib: 4 });
  expect(fits(pool, { cpu: 2, memoryGib: 4 })).toBe(true);
  expect(fits(pool, { cpu: 2.1, memoryGib: 1 })).toBe(false);
  expect(fits(pool, { cpu: 1, memoryGib: 4.1 })).toBe(false);
  expect(fits(pool, { cpu: 1, memoryGib: 1, gpus: 1 })).toBe(false);
  const gpu = { count: 2, model: "T4", idleW: 8, fullW: 71 };
  expect(fits({ ...pool, gpu }, { cpu: 1, memoryGib: 1, gpus: 2 })).toBe(true);
  const system = { cpu: 0.2, memoryGib: 1, utilisation: 0.5 };
  expect(fits({ ...pool, system }, { cpu: 1.9, memoryGib: 1 })).toBe(false);
  expect(fits({ ...pool, system }, { cpu: 1.8, memoryGib: 3 })).toBe(true);
});
