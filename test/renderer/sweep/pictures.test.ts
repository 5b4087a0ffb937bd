/** Pictures say what the figures say: places, colours, stairs and words. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyValue, snap } from "../../../renderer/charts/handle.ts";
import { cellBox, labelled, movedPlace, placeAt } from "../../../renderer/charts/sweep/grid.ts";
import { bandPaths, bandScale } from "../../../renderer/charts/sweep/lines.ts";
import { inkOn, rampOf } from "../../../renderer/charts/sweep/ramp.ts";
import { limitRange, nearest, planeOf, staircase } from "../../../renderer/charts/sweep/scatter.ts";
import { metricText } from "../../../renderer/screens/sweep/metric-text.ts";
import {
  axisName,
  progressText,
  sweepFacts,
  sweepTitle,
  valueText,
  withPlainTitles,
} from "../../../renderer/screens/sweep/words.ts";
import { axisOf, summaryOf } from "./summary.ts";

describe("heat map", () => {
  const grids = fc.record({
    columns: fc.integer({ min: 1, max: 40 }),
    rows: fc.integer({ min: 1, max: 40 }),
    width: fc.integer({ min: 80, max: 900 }),
    height: fc.integer({ min: 80, max: 400 }),
  });

  it("finds the cell whose box is under the pointer", () => {
    fc.assert(
      fc.property(grids, fc.nat(), fc.nat(), (grid, a, b) => {
        const place = { column: a % grid.columns, row: b % grid.rows };
        const box = cellBox(grid, place);
        expect(placeAt(grid, box.left + box.width / 2, box.top + box.height / 2)).toEqual(place);
      }),
    );
  });

  it("has cells that touch and fill the frame", () => {
    fc.assert(
      fc.property(grids, (grid) => {
        let right = 0;
        for (let column = 0; column < grid.columns; column++) {
          const box = cellBox(grid, { column, row: 0 });
          expect(box.left).toBe(right);
          right = box.left + box.width;
        }
        expect(right).toBe(grid.width);
      }),
    );
  });

  it("is walked with arrows, which stop at the edges", () => {
    const size = { columns: 3, rows: 2 };
    expect(movedPlace("ArrowUp", { column: 0, row: 0 }, size)).toEqual({ column: 0, row: 1 });
    expect(movedPlace("ArrowUp", { column: 0, row: 1 }, size)).toEqual({ column: 0, row: 1 });
    expect(movedPlace("End", { column: 0, row: 1 }, size)).toEqual({ column: 2, row: 1 });
    expect(movedPlace("x", { column: 0, row: 0 }, size)).toBeUndefined();
  });

  it("leaves out labels that would run into each other", () => {
    expect(labelled(10, 100, 25)).toEqual([0, 3, 6, 9]);
    expect(labelled(4, 400, 25)).toEqual([0, 1, 2, 3]);
  });

  it("is pale where it is better, whichever way the figure prefers", () => {
    const less = rampOf([1, 5, 9], "less");
    const more = rampOf([1, 5, 9], "more");
    expect([less?.position(1), less?.position(9)]).toEqual([0, 1]);
    expect([more?.position(1), more?.position(9)]).toEqual([1, 0]);
    expect(rampOf([4, 4], "less")?.position(4)).toBe(0.5);
    expect(rampOf([], "less")).toBeUndefined();
  });

  it("writes numbers in the ink that can be read on their cell", () => {
    for (const theme of ["light", "dark"] as const) {
      const ramp = rampOf([0, 1], "less");
      for (let value = 0; value <= 1; value += 0.05) {
        const color = ramp?.color(value, theme) ?? "";
        expect(contrast(color, inkOn(color))).toBeGreaterThan(4.5);
      }
    }
  });
});

/** WCAG 2 contrast of a colour to black or white. */
function contrast(color: string, ink: string): number {
  const [r = 0, g = 0, b = 0] = (color.match(/\d+/g) ?? []).map((each) => {
    const part = Number(each) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return ink === "#ffffff" ? 1.05 / (light + 0.05) : (light + 0.05) / 0.05;
}

describe("lines", () => {
  it("break where there is no figure, and the scale holds every band", () => {
    const point = (x: number, median: number) => ({ x, median, low: median - 1, high: median + 1 });
    const y = bandScale([point(0, 5), point(10, 8)], 100);
    for (const edge of [4, 9]) {
      expect(y(edge)).toBeGreaterThanOrEqual(0);
      expect(y(edge)).toBeLessThanOrEqual(100);
    }
    const { line } = bandPaths([point(0, 5), point(5, 6), null, point(10, 8), point(15, 8)], y);
    expect(line.match(/M/g)).toHaveLength(2);
  });
});

describe("plane", () => {
  const points = [
    [0, 10],
    [2, 4],
    [6, 1],
  ];
  const plane = planeOf(points, 600, 300);

  it("has every point inside, and finds the one that is near", () => {
    for (const [x = 0, y = 0] of points) {
      expect(plane.x(x)).toBeGreaterThanOrEqual(0);
      expect(plane.x(x)).toBeLessThanOrEqual(600);
      expect(plane.y(y)).toBeGreaterThanOrEqual(0);
      expect(plane.y(y)).toBeLessThanOrEqual(300);
    }
    expect(nearest(points, plane, plane.x(2) + 5, plane.y(4) - 5)).toBe(1);
    expect(nearest(points, plane, plane.x(4), plane.y(9))).toBeUndefined();
  });

  it("draws stairs that promise no more than the worse of two neighbours", () => {
    const corner = (better: "less" | "more") => staircase(points, plane, better);
    const across = (x: number, y: number) => `L${round(plane.x(x))},${round(plane.y(y))}`;
    expect(corner("less")).toContain(across(2, 10));
    expect(corner("more")).toContain(across(0, 4));
  });

  it("has limits in steps that reach both ends", () => {
    const range = limitRange(plane.x);
    expect(range.step).toBeGreaterThan(0);
    expect(keyValue("Home", false, 3, range)).toBe(range.min);
    expect(keyValue("End", false, 3, range)).toBe(range.max);
    expect(snap(1e-7, { min: 0, max: 1e-6, step: 1e-8, bigStep: 1e-7 })).toBe(1e-7);
  });
});

function round(value: number): string {
  return String(Number(value.toFixed(1)));
}

describe("words", () => {
  const names = { functionalUnit: "training", currency: "EUR" };

  it("give all values in sight one unit", () => {
    const carbon = metricText("carbonG", 19_000, names);
    expect([carbon.full(19_000), carbon.full(1_200), carbon.tick(5_000)]).toEqual([
      "19.0\u00a0kg",
      "1.20\u00a0kg",
      "5",
    ]);
    expect(metricText("qualityMean", 0.9, names).full(0.9234)).toBe("92.34\u00a0%");
    expect(metricText("sciGPerUnit", 2, names).full(1.5)).toBe("1.50\u00a0g / training");
    expect(metricText("cost", 500, names).full(12.3)).toBe("12.30\u00a0EUR");
    expect(metricText("deadlineMisses", 9, names).full(2.5)).toBe("2.5");
    expect(metricText("regretPct", 9, names).tick(-0.5)).toBe("−0.5");
  });

  it("call an axis by its last words, unless two would have the same name", () => {
    const limit = { ...axisOf("a.limit", 2), title: "Threshold < 240 g: limit, g/kWh" };
    const other = { ...axisOf("b.limit", 2), title: "Drift-gated: limit, g/kWh" };
    expect(axisName([limit], limit)).toBe("Limit");
    expect(axisName([limit, other], limit)).toBe("Threshold < 240 g: limit");
    const length = { ...axisOf("length", 1), values: ["28d"] };
    const sweep = summaryOf([limit, length, axisOf("seed", 3)]);
    expect(sweepTitle(sweep)).toBe("Limit × Seed");
    expect(sweepFacts(sweep).slice(0, 2)).toEqual([
      "Threshold < 240 g: limit, 2 values",
      "length = 28d",
    ]);
  });

  it("do not call a policy by a value that varies", () => {
    const policies = [
      { name: "threshold", title: "Threshold < 240 g" },
      { name: "gated", title: "Drift-gated < 240 g" },
      { name: "window", title: "Lowest window, 8 h" },
      { name: "odd", title: ", 8 h" },
    ];
    const titles = (axes: Parameters<typeof summaryOf>[0]) =>
      withPlainTitles({ ...summaryOf(axes), policies }).policies.map(({ title }) => title);
    const limit = { ...axisOf("threshold.limitGPerKwh", 2), policy: "threshold" };
    expect(titles([axisOf("seed", 2)])).toEqual(policies.map(({ title }) => title));
    expect(titles([limit, axisOf("workload.deadline", 2)])).toEqual([
      "Threshold",
      "Drift-gated < 240 g",
      "Lowest window",
      ", 8 h",
    ]);
  });

  it("say how far it is, and what failed", () => {
    const summary = { ...summaryOf([axisOf("seed", 2_000)]), finished: 1_200, failed: 3 };
    expect(progressText({ ...summary, replaysPerS: 208.4, etaMs: 65_000 })).toBe(
      "1,203 of 2,000 points · 3 failed · 208 replays/s · 65\u00a0s left",
    );
    expect(valueText(-0.5, "g")).toBe("−0.5\u00a0g");
  });
});
