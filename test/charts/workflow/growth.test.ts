/** The graph of a live run: phases change without a new layout, and what comes later is open as it would be. */
import { describe, expect, it } from "vitest";
import { openAtFirst, openGrown } from "../../../renderer/charts/workflow/fold.ts";
import { outline, shapeOf } from "../../../renderer/charts/workflow/outline.ts";
import { keptCounts, phaseCounts } from "../../../renderer/charts/workflow/phases.ts";
import { runTree } from "../../../renderer/charts/workflow/tree.ts";
import { storyOf } from "../../fakes/live/story.ts";

const story = storyOf("green-e2e-ml", "naive");
const { fromMs, toMs } = story.world.period;

/** The trees of the first request, one for each status that differs. */
function trees() {
  const nodesAt = (nowMs: number) =>
    story.viewAt({ fromMs, toMs, nowMs } as never).workflows[0]?.status.nodes ?? [];
  const instants = Array.from({ length: 60 }, (_, at) => fromMs + at * 10_000);
  const seen = new Map(instants.map((at) => [JSON.stringify(nodesAt(at)), nodesAt(at)]));
  return [...seen.values()].filter((nodes) => nodes.length > 0).map((nodes) => runTree(nodes));
}

describe("a graph that grows", () => {
  const all = trees();

  it("keeps its shape while only phases and times change", () => {
    expect(all.length).toBeGreaterThan(4);
    const shapes = new Set(all.map(shapeOf));
    expect(shapes.size).toBeLessThan(all.length);
    for (const tree of all) {
      const restarted = tree.nodes.map((node) => ({
        ...node,
        phase: "Error" as const,
        message: "x",
      }));
      expect(shapeOf(runTree(restarted))).toBe(shapeOf(tree));
    }
  });

  it("opens what it would have opened had it been there at first", () => {
    let before = outline(all[0] as never);
    let open = openAtFirst(before);
    for (const tree of all.slice(1)) {
      const after = outline(tree);
      open = openGrown(open, before, after);
      before = after;
    }
    expect([...open].toSorted()).toEqual([...openAtFirst(before)].toSorted());
  });

  it("leaves folded what was folded", () => {
    const last = outline(all.at(-1) as never);
    expect(openGrown(new Set(), last, last).size).toBe(0);
  });

  it("keeps counts that did not change as the same objects", () => {
    const counts = all.map(phaseCounts);
    let kept = counts[0] as (typeof counts)[number];
    for (const next of counts) {
      const after = keptCounts(kept, next);
      expect(after).toEqual(next);
      for (const [at, each] of after.entries())
        if (JSON.stringify(kept[at]) === JSON.stringify(each)) expect(each).toBe(kept[at]);
      kept = after;
    }
    expect(keptCounts(kept, structuredClone(kept))).toBe(kept);
  });
});
