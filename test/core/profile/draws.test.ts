import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DrawTable, uniform } from "../../../engine/core/profile/draws.ts";
import { randomStream } from "../../../engine/core/random/stream.ts";

describe("DrawTable", () => {
  it("gives the first number of the stream of purpose and node, without the leading dot", () => {
    const table = new DrawTable(7, 4);
    expect(table.draw("duration", ".fetch", 3, uniform)).toBe(
      randomStream(7, "duration/fetch", 3).uniform(),
    );
    expect(table.draw("result", "[0].fetch(1:x)", 0, uniform)).toBe(
      randomStream(7, "result/[0].fetch(1:x)", 0).uniform(),
    );
  });

  it("gives every node, request and purpose the same number in any order and any table", () => {
    const key = fc.tuple(
      fc.constantFrom("duration", "failure", "result"),
      fc.constantFrom("", ".a", "[0].a", "[0].a(0)", ".constructor"),
      fc.nat(8),
    );
    fc.assert(
      fc.property(fc.nat(), fc.array(key, { minLength: 2 }), (seed, keys) => {
        const forwards = new DrawTable(seed, 5);
        const backwards = new DrawTable(seed, 5);
        const first = keys.map((each) => forwards.draw(...each, uniform));
        const second = keys.toReversed().map((each) => backwards.draw(...each, uniform));
        expect(second.toReversed()).toEqual(first);
        expect(keys.map((each) => forwards.draw(...each, uniform))).toEqual(first);
      }),
    );
  });

  it("draws once", () => {
    const table = new DrawTable(1, 2);
    let asked = 0;
    const sample = () => ++asked;
    expect([0, 0, 1, 1, 0].map((request) => table.draw("p", ".n", request, sample))).toEqual([
      1, 1, 2, 2, 1,
    ]);
  });

  it("goes on, to the same numbers, when nothing more can be kept", () => {
    const small = new DrawTable(3, 1);
    const huge = new DrawTable(3, 5_000_000);
    for (const node of [".a", ".b", ".a"]) {
      expect(huge.draw("p", node, 0, uniform)).toBe(small.draw("p", node, 0, uniform));
    }
  });
});
