import fc from "fast-check";
import { expect, it } from "vitest";
import {
  beginIdleSpell,
  expire,
  fits,
  openPools,
  place,
  release,
} from "../../../engine/core/cluster/node-pool.ts";
import { poolOf } from "../simulate/random-world.ts";

it("never gives away more than a node has, and has it whole again when all is given back", () => {
  const cpu = fc.integer({ min: 1, max: 20 }).map((tenths) => tenths / 10);
  const step = fc.oneof(cpu, fc.constant("release" as const));
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), fc.nat(), (steps, pick) => {
      const pool = poolOf({ vcpu: 2, memoryGib: 2, maxNodes: 2 });
      const state = openPools([pool]);
      const placed: { node: number; cpu: number }[] = [];
      const giveBack = (index: number) => {
        const [pod] = placed.splice(index, 1) as [{ node: number; cpu: number }];
        release(state, pod.node, { cpu: pod.cpu, memoryGib: pod.cpu });
      };
      for (const each of steps) {
        if (each === "release") {
          if (placed.length > 0) giveBack(pick % placed.length);
          continue;
        }
        const placement = place(state, pool, { cpu: each, memoryGib: each }, 0);
        if (placement.kind !== "queued") placed.push({ node: placement.node, cpu: each });
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
        expect(place(state, pool, { cpu: 2, memoryGib: 2 }, 0).kind).toBe("placed");
      }
    }),
    { numRuns: 1_000 },
  );
});

it("prefers a ready node, then a coming one, then asks for another", () => {
  const pool = poolOf({ vcpu: 2, minNodes: 1, maxNodes: 3 });
  const state = openPools([pool]);
  const one = { cpu: 2, memoryGib: 1 };
  expect(place(state, pool, one, 0)).toEqual({ kind: "placed", node: 0, ready: true });
  expect(place(state, pool, { cpu: 1, memoryGib: 1 }, 0)).toEqual({ kind: "provision", node: 1 });
  expect(place(state, pool, { cpu: 1, memoryGib: 1 }, 0)).toEqual({
    kind: "placed",
    node: 1,
    ready: false,
  });
  expect(place(state, pool, one, 0)).toEqual({ kind: "provision", node: 2 });
  expect(place(state, pool, one, 0)).toEqual({ kind: "queued" });
});

it("removes a node that stayed idle, but not one that was used again, nor the last it must keep", () => {
  const pool = poolOf({ minNodes: 1, maxNodes: 2, vcpu: 1 });
  const state = openPools([pool]);
  const pod = { cpu: 1, memoryGib: 1 };
  place(state, pool, pod, 0);
  place(state, pool, pod, 0);
  expect(beginIdleSpell(state, [pool], 1)).toBeUndefined();
  release(state, 1, pod);
  const first = beginIdleSpell(state, [pool], 1) as number;
  place(state, pool, pod, 0);
  expect(expire(state, [pool], 1, first)).toBe(false);
  release(state, 1, pod);
  const second = beginIdleSpell(state, [pool], 1) as number;
  expect(expire(state, [pool], 1, first)).toBe(false);
  expect(expire(state, [pool], 1, second)).toBe(true);
  release(state, 0, pod);
  expect(beginIdleSpell(state, [pool], 0)).toBeUndefined();
});

it("fits what a whole node can hold", () => {
  const pool = poolOf({ vcpu: 2, memoryGib: 4 });
  expect(fits(pool, { cpu: 2, memoryGib: 4 })).toBe(true);
  expect(fits(pool, { cpu: 2.1, memoryGib: 1 })).toBe(false);
  expect(fits(pool, { cpu: 1, memoryGib: 4.1 })).toBe(false);
});
