import { describe, expect, it } from "vitest";
import { barExtent, ganttBars, ticks } from "../../../renderer/charts/workflow/gantt.ts";
import { rowWindow, treeRows } from "../../../renderer/charts/workflow/rows.ts";
import { runTree } from "../../../renderer/charts/workflow/tree.ts";
import { fanOut, nested } from "../../renderer/screens/workflow/runs.ts";

describe("the timeline", () => {
  it("has a bar for each pod that ran, by start", () => {
    const run = nested().run();
    const { nodes } = run.status;
    const bars = ganttBars(nodes, run.endMs);
    expect(bars).toHaveLength(8);
    expect(bars.map(({ node }) => nodes[node]?.type)).not.toContain("Skipped");
    const starts = bars.map(({ fromMs }) => fromMs);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  it("ends a bar without an end where the run ends", () => {
    const run = fanOut(1).run();
    const open = run.status.nodes.map(({ finishedAt: _, ...node }) => node);
    expect(ganttBars(open, run.endMs).every(({ toMs }) => toMs === run.endMs)).toBe(true);
  });

  it("keeps every bar in the room and visible", () => {
    const span = { fromMs: 0, toMs: 1_000_000 };
    const last = barExtent({ node: 0, fromMs: 1_000_000, toMs: 1_000_000 }, span, 400);
    expect(last.width).toBeGreaterThan(1);
    expect(last.left + last.width).toBeLessThanOrEqual(400);
    const empty = barExtent({ node: 0, fromMs: 0, toMs: 0 }, { fromMs: 0, toMs: 0 }, 400);
    expect(empty.left).toBe(0);
  });

  it.each([0, 999, 59_000, 3_600_000, 86_400_000, 90 * 86_400_000])(
    "has round ticks and not too many for %i ms",
    (toMs) => {
      const marks = ticks({ fromMs: 0, toMs }, 8);
      expect(marks[0]).toBe(0);
      expect(marks.length).toBeLessThanOrEqual(9);
      expect(marks.at(-1)).toBeLessThanOrEqual(Math.max(1_000, toMs));
    },
  );
});

describe("the table", () => {
  const tree = runTree(fanOut(5_000).nodes());

  it("lists all nodes below what holds them", () => {
    const rows = treeRows(tree, new Set());
    expect(rows).toHaveLength(tree.nodes.length);
    expect(rows.slice(0, 4).map(({ level }) => level)).toEqual([1, 2, 2, 3]);
  });

  it("leaves out what is folded", () => {
    const rows = treeRows(tree, new Set([tree.index.get("wf.score") ?? -1]));
    expect(rows.map(({ open }) => open)).toEqual([true, undefined, false, undefined]);
  });

  it("draws a screen of rows, not all", () => {
    const { first, end } = rowWindow(5_000, 26, 26 * 1_000, 600);
    expect(first).toBeLessThanOrEqual(1_000);
    expect(end).toBeGreaterThanOrEqual(1_023);
    expect(end - first).toBeLessThan(60);
    expect(rowWindow(0, 26, 0, 600)).toEqual({ first: 0, end: 0 });
    expect(rowWindow(3, 26, 99_999, 600)).toEqual({ first: 2, end: 3 });
  });
});
