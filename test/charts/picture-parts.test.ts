/** Layout, scales and lines of the picture. */
import { describe, expect, it } from "vitest";
import { accuracyLine, accuracyScale } from "../../renderer/charts/accuracy.ts";
import { intensityMarks, intensityScale, timeScale } from "../../renderer/charts/intensity.ts";
import { pictureLayout } from "../../renderer/charts/layout.ts";
import { weekBars } from "../../renderer/charts/overview.ts";

describe("layout", () => {
  it.each([true, false])("stacks rows without overlap (compact: %s)", (compact) => {
    const layout = pictureLayout({ lanes: 4, accuracy: true, compact });
    const rows = [layout.intensity, layout.strip, ...layout.lanes, layout.accuracy, layout.axis];
    let bottom = 0;
    for (const row of rows) {
      expect(row?.top).toBeGreaterThanOrEqual(bottom);
      bottom = (row?.top ?? 0) + (row?.height ?? 0);
    }
    expect(layout.height).toBe(bottom);
  });

  it("leaves out what there is not", () => {
    const without = pictureLayout({ lanes: 2, accuracy: false, compact: false });
    expect(without.accuracy).toBeNull();
  });
});

describe("intensity", () => {
  const x = timeScale(0, 100, 100);

  it("begins at zero and ends above the most", () => {
    const y = intensityScale(437, 10, 100);
    expect(y(0)).toBe(110);
    expect(y(437)).toBeGreaterThan(10);
  });

  it("steps: each value holds to the end of its bin", () => {
    const y = intensityScale(96, 0, 100);
    const bins = [
      { fromMs: 0, toMs: 50, mean: 100, min: 100, max: 100 },
      { fromMs: 50, toMs: 100, mean: 0, min: 0, max: 0 },
    ];
    const marks = intensityMarks(bins, x, y);
    expect(marks.line).toBe("M0,0L50,0L50,100L100,100");
    expect(marks.band).toBe("");
  });

  it("shows a range only where bins hold more than one value", () => {
    const y = intensityScale(96, 0, 100);
    const bins = [{ fromMs: 0, toMs: 100, mean: 50, min: 20, max: 80 }];
    expect(intensityMarks(bins, x, y).band).toContain("Z");
  });
});

describe("accuracy", () => {
  const points = [
    { atMs: 0, accuracy: 0.9, carried: false, trained: false },
    { atMs: 50, accuracy: 0.8, carried: true, trained: false },
  ];

  it("holds the last value to the end", () => {
    const y = accuracyScale(points, 0, 130);
    const line = accuracyLine(points, 100, timeScale(0, 100, 100), y);
    expect(line).toBe("M0,15L50,15L50,115L100,115");
  });

  it("does not blow up noise: at least one percentage point is shown", () => {
    const flat = points.map((point) => ({ ...point, accuracy: 0.9 }));
    const [least = 0, most = 0] = accuracyScale(flat, 0, 100).domain();
    expect(most - least).toBeGreaterThanOrEqual(0.01 - 1e-12);
  });
});

describe("weeks", () => {
  it("rise for savings and hang for losses, from one zero line", () => {
    const weeks = [
      { fromMs: 0, toMs: 50, savedG: 30 },
      { fromMs: 50, toMs: 100, savedG: -10 },
    ];
    const bars = weekBars(weeks, timeScale(0, 100, 100), 0, 40);
    expect(bars.map(({ y, height, better }) => [y, height, better])).toEqual([
      [0, 30, true],
      [30, 10, false],
    ]);
  });
});
