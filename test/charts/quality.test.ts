import { scaleLinear } from "d3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batchesIn, gainScale, stepLine } from "../../renderer/charts/quality/lines.ts";
import { staircasePath } from "../../renderer/charts/quality/staircase.ts";

describe("the staircase", () => {
  it("runs along each model's row, and steps up where the next one serves", () => {
    const grid = { columns: 4, rows: 4, width: 40, height: 40 };
    const models = [
      { trainedOn: 0, from: 0, to: 2 },
      { trainedOn: 2, from: 2, to: 4 },
    ];
    expect(staircasePath(models, grid)).toBe("M0,35H20V15H40");
  });

  it("is interrupted where no model served", () => {
    const grid = { columns: 4, rows: 4, width: 40, height: 40 };
    const models = [
      { trainedOn: 0, from: 0, to: 1 },
      { trainedOn: 3, from: 3, to: 4 },
    ];
    expect(staircasePath(models, grid)).toBe("M0,35H10M30,5H40");
  });
});

describe("batches over time", () => {
  const edges = fc
    .array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 30 })
    .map((lengths) => {
      const all = [0];
      for (const length of lengths) all.push((all.at(-1) as number) + length);
      return all;
    });

  it("are those that overlap the window", () => {
    fc.assert(
      fc.property(edges, fc.nat(100), fc.nat(100), (all, a, b) => {
        const most = all.at(-1) as number;
        const fromMs = Math.min(a, most - 1);
        const toMs = Math.min(most, fromMs + 1 + b);
        const [first, end] = batchesIn(all, { fromMs, toMs });
        const overlapping = all
          .slice(1)
          .flatMap((edge, index) =>
            edge > fromMs && (all[index] as number) < toMs ? [index] : [],
          );
        expect([first, end]).toEqual([overlapping[0], (overlapping.at(-1) as number) + 1]);
      }),
    );
  });

  it("are a line that stops where batches are missing", () => {
    const x = scaleLinear([0, 4], [0, 40]);
    const y = scaleLinear([0, 1], [10, 0]);
    const values = [
      { batch: 0, value: 1 },
      { batch: 1, value: 0 },
      { batch: 3, value: 1 },
    ];
    expect(stepLine(values, [0, 1, 2, 3, 4], x, y)).toBe("M0,0L10,0L10,10L20,10M30,0L40,0");
  });
});

it("the scale of gains has nothing at its foot, and room for losses", () => {
  expect(gainScale([], 0, 10)(0)).toBe(10);
  const y = gainScale([0.02, -0.01], 0, 10);
  expect(y(0.02)).toBeGreaterThanOrEqual(0);
  expect(y(-0.01)).toBeLessThanOrEqual(10);
  expect(y(0)).toBeLessThan(10);
});
