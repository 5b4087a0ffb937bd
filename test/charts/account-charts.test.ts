/** Stacks and tornadoes as geometry. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  stackBoxes,
  stackPaths,
  stackScale,
  stepsIn,
} from "../../renderer/charts/accounting/stack.ts";
import { tornadoBox, tornadoScale } from "../../renderer/charts/accounting/tornado.ts";
import { timeScale } from "../../renderer/charts/intensity.ts";

const amounts = fc.array(fc.nat(1e6), { maxLength: 8 });

describe("stacked bars", () => {
  it("lie side by side and are as long as their sum", () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const segments = values.map((value, index) => ({ kind: String(index), value }));
        const most = values.reduce((sum, each) => sum + each, 0);
        const boxes = stackBoxes(segments, most, 100);
        for (const [index, box] of boxes.entries()) {
          const before = boxes[index - 1];
          expect(box.from).toBeCloseTo(before === undefined ? 0 : before.from + before.size, 6);
          expect(box.size).toBeGreaterThan(0);
        }
        const length = boxes.reduce((sum, { size }) => sum + size, 0);
        expect(length).toBeCloseTo(boxes.length === 0 ? 0 : 100, 6);
      }),
    );
  });

  it("draw nothing of a total of nothing", () => {
    expect(stackBoxes([{ kind: "work", value: 0 }], 0, 100)).toEqual([]);
  });

  it("over time reach as high as the sum of a step", () => {
    const series = [
      { kind: "work", values: [1, 3, 0] },
      { kind: "idle", values: [1, 1, 0] },
    ];
    const y = stackScale(series, 0, 100);
    expect(y(0)).toBe(100);
    const [work, idle] = stackPaths(series, [0, 10, 20, 30], timeScale(0, 30, 30), y);
    expect(work?.path.match(/M/g)).toHaveLength(2);
    expect(idle?.path).toContain(`M10.0,${y(3).toFixed(1)}V${y(4).toFixed(1)}`);
    expect(y(4)).toBeGreaterThanOrEqual(0);
  });

  it("know which steps touch a window", () => {
    const edges = [0, 10, 20, 30, 40];
    expect(stepsIn(edges, { fromMs: 0, toMs: 40 })).toEqual([0, 4]);
    expect(stepsIn(edges, { fromMs: 10, toMs: 20 })).toEqual([1, 2]);
    expect(stepsIn(edges, { fromMs: 15, toMs: 21 })).toEqual([1, 3]);
    expect(stepsIn([0], { fromMs: 0, toMs: 40 })).toEqual([0, 0]);
  });
});

describe("a tornado", () => {
  it("has every end on its scale, and each box reach from the middle to its end", () => {
    const end = fc.double({ min: 0, max: 1e6, noNaN: true });
    const bars = fc.array(fc.record({ low: end, high: end }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(end, bars, (middle, values) => {
        const x = tornadoScale(middle, values, 100);
        for (const value of values.flatMap(({ low, high }) => [low, high])) {
          const box = tornadoBox(middle, value, x);
          expect(box.from).toBeGreaterThanOrEqual(-1e-6);
          expect(box.from + box.size).toBeLessThanOrEqual(100 + 1e-6);
          expect(box.size).toBeCloseTo(Math.abs(x(value) - x(middle)), 6);
          expect(box.below).toBe(value < middle);
        }
      }),
    );
  });

  it("keeps a middle when nothing moves", () => {
    expect(tornadoScale(5, [{ low: 5, high: 5 }], 100)(5)).toBeCloseTo(50, 6);
    expect(Number.isFinite(tornadoScale(0, [{ low: 0, high: 0 }], 100)(0))).toBe(true);
  });
});
