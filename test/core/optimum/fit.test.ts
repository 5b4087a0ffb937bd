import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitsNodes, type Held, hasRoomBeside } from "../../../engine/core/optimum/fit.ts";

const NODES = { vcpu: 4, memoryGib: 8, maxNodes: 2 };
const held = (startMs: number, endMs: number, cpu: number, memoryGib = 1): Held => ({
  startMs,
  endMs,
  cpu,
  memoryGib,
});

describe("room on the nodes", () => {
  it("is on single nodes, not on their sum", () => {
    // Eight CPUs in all, but two times one is left when each node holds three.
    expect(fitsNodes([held(0, 9, 4), held(0, 9, 4)], NODES)).toBe(true);
    expect(fitsNodes([held(0, 9, 3), held(0, 9, 3), held(0, 9, 2)], NODES)).toBe(false);
    expect(hasRoomBeside([held(0, 9, 3), held(0, 9, 3)], held(0, 9, 2), NODES)).toBe(true);
    expect(fitsNodes([held(0, 9, 5)], NODES)).toBe(false);
  });

  it("counts memory, and gives it back when something ends", () => {
    const two = [held(0, 5, 1, 8), held(0, 9, 1, 8)];
    expect(fitsNodes([...two, held(4, 9, 1)], NODES)).toBe(false);
    expect(fitsNodes([...two, held(5, 9, 1)], NODES)).toBe(true);
    expect(hasRoomBeside(two, held(4, 9, 1), NODES)).toBe(false);
    expect(hasRoomBeside(two, held(5, 9, 1), NODES)).toBe(true);
  });

  it("is there together only where it is there beside all others", () => {
    const each = fc
      .tuple(fc.nat(20), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 4 }))
      .map(([start, length, cpu]) => held(start, start + length, cpu));
    fc.assert(
      fc.property(fc.array(each, { minLength: 1, maxLength: 8 }), (all) => {
        if (!fitsNodes(all, NODES)) return;
        all.forEach((one, index) => {
          expect(hasRoomBeside(all.toSpliced(index, 1), one, NODES)).toBe(true);
        });
      }),
    );
  });
});
