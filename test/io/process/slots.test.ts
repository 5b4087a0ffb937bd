import fc from "fast-check";
import { expect, it } from "vitest";
import { SlotQueue } from "../../../engine/io/process/slots.ts";

const GIB = 2 ** 30;
const request = fc.record({
  cpu: fc.integer({ min: 1, max: 60 }).map((tenths) => tenths / 10),
  memoryGib: fc.integer({ min: 0, max: 6 }),
});

/** Lets every promise that can go on do so. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

it("admits in order, never more than there is, and always somebody", async () => {
  const property = fc.asyncProperty(
    fc.array(request, { minLength: 1, maxLength: 12 }),
    fc.infiniteStream(fc.nat()),
    async (requests, choices) => {
      const queue = new SlotQueue({ cpu: 4, memoryBytes: 4 * GIB });
      const admitted: number[] = [];
      const running = new Set<number>();
      requests.forEach((wanted, i) => {
        void queue.take(String(i), wanted).then(() => {
          admitted.push(i);
          running.add(i);
        });
      });
      for (let ended = 0; ended < requests.length; ended++) {
        await turn();
        const held = [...running].map((i) => requests[i] as (typeof requests)[number]);
        expect(held.length).toBeGreaterThan(0);
        if (held.length > 1) {
          expect(held.reduce((sum, { cpu }) => sum + cpu, 0)).toBeLessThan(4.0001);
          expect(held.reduce((sum, { memoryGib }) => sum + memoryGib, 0)).toBeLessThanOrEqual(4);
        }
        const next = requests[admitted.length];
        if (next !== undefined) {
          const cpu = held.reduce((sum, wanted) => sum + wanted.cpu, next.cpu);
          const memoryGib = held.reduce((sum, wanted) => sum + wanted.memoryGib, next.memoryGib);
          expect(cpu > 4.0001 || memoryGib > 4).toBe(true);
        }
        const choice = choices.next().value as number;
        const leaves = [...running][choice % running.size] as number;
        running.delete(leaves);
        queue.giveBack(String(leaves));
      }
      await turn();
      expect(admitted).toEqual(requests.map((_, i) => i));
    },
  );
  await fc.assert(property, { numRuns: 100 });
});

it("lets those behind go on when the one before them is withdrawn", async () => {
  const queue = new SlotQueue({ cpu: 2, memoryBytes: GIB });
  const small = { cpu: 1, memoryGib: 0 };
  expect(await queue.take("a", small)).toBe(true);
  const large = queue.take("b", { cpu: 8, memoryGib: 0 });
  const behind = queue.take("c", small);
  queue.withdraw("b");
  expect(await large).toBe(false);
  expect(await behind).toBe(true);
});

it("keeps nobody waiting who asks for nothing, and counts them for nothing", async () => {
  const queue = new SlotQueue({ cpu: 1, memoryBytes: GIB });
  const nothing = { cpu: 0, memoryGib: 0 };
  expect(await queue.take("service", nothing)).toBe(true);
  // More than there is, and alone: the service does not count.
  expect(await queue.take("large", { cpu: 8, memoryGib: 0 })).toBe(true);
  const waiting = queue.take("next", { cpu: 1, memoryGib: 0 });
  expect(await queue.take("another", nothing)).toBe(true);
  queue.giveBack("large");
  expect(await waiting).toBe(true);
});
