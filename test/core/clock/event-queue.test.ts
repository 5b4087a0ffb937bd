import fc from "fast-check";
import { expect, it } from "vitest";
import { EventQueue } from "../../../engine/core/clock/event-queue.ts";

const item = fc.record({
  atMs: fc.integer({ min: 0, max: 5 }),
  rank: fc.integer({ min: 0, max: 2 }),
});

it("gives items by time, then rank, then order of arrival", () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 60 }), (items) => {
      const queue = new EventQueue<{ atMs: number; rank: number; id: number }>();
      const numbered = items.map((each, id) => ({ ...each, id }));
      for (const each of numbered) queue.push(each);
      const popped = Array.from({ length: items.length }, () => queue.pop());
      const sorted = numbered.toSorted((a, b) => a.atMs - b.atMs || a.rank - b.rank || a.id - b.id);
      expect(popped).toEqual(sorted);
      expect(queue.pop()).toBeUndefined();
      expect(queue.size).toBe(0);
    }),
  );
});

it("keeps the order when items arrive between the pops", () => {
  const step = fc.oneof(item, fc.constant("pop" as const));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const queue = new EventQueue<{ atMs: number; rank: number; id: number }>();
      let model: { atMs: number; rank: number; id: number }[] = [];
      steps.forEach((each, id) => {
        if (each === "pop") expect(queue.pop()).toEqual(model.shift());
        else {
          queue.push({ ...each, id });
          model = [...model, { ...each, id }];
          model.sort((a, b) => a.atMs - b.atMs || a.rank - b.rank || a.id - b.id);
        }
        expect(queue.size).toBe(model.length);
      });
    }),
  );
});
