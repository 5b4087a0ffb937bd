import { describe, expect, it } from "vitest";
import {
  drawnFor,
  foldAll,
  openAll,
  openAtFirst,
  revealing,
  toggled,
} from "../../../renderer/charts/workflow/fold.ts";
import { phaseCounts } from "../../../renderer/charts/workflow/phases.ts";
import { fanOut, nested, plainDag, RunBuilder } from "../../renderer/screens/workflow/runs.ts";
import { at, drawnOf, names } from "./helpers.ts";

function recursion(depth: number): RunBuilder {
  const builder = new RunBuilder();
  let name = builder.add({ name: "wf", type: "DAG" });
  for (let level = 0; level < depth; level += 1) {
    const boundaryID = name;
    builder.add({ name: `${name}.work`, type: "Pod", boundaryID });
    name = builder.add({ name: `${name}.again`, type: "DAG", boundaryID });
  }
  return builder;
}

describe("at first", () => {
  it("a small loop is open and a large one folded", () => {
    const small = drawnOf(fanOut(12));
    expect(names(small, openAtFirst(small))).toContain("wf.score");
    const large = drawnOf(fanOut(500));
    expect(names(large, openAtFirst(large))).toEqual(["wf"]);
  });

  it("a retry is folded, a nested template is open", () => {
    const drawn = drawnOf(nested());
    expect(names(drawn, openAtFirst(drawn)).sort()).toEqual(["wf", "wf[1]", "wf[1].check"]);
  });

  it("the first level is open whatever its size", () => {
    const drawn = drawnOf(plainDag(25, 20));
    expect(names(drawn, openAtFirst(drawn))).toEqual(["wf"]);
  });

  it("a recursion is open to a depth that can be seen", () => {
    const drawn = drawnOf(recursion(800));
    expect(openAtFirst(drawn).size).toBeLessThan(8);
    expect(openAll(drawn).size).toBe(800);
  });
});

describe("opening and folding", () => {
  it("reveals a node by opening all that holds it", () => {
    const drawn = drawnOf(nested());
    const inside = at(drawn, "wf[1].train(1)");
    const open = foldAll(drawn);
    expect(drawnFor(open, drawn, inside)).toBe(at(drawn, "wf[1]"));
    const opened = revealing(open, drawn, inside);
    expect(drawnFor(opened, drawn, inside)).toBe(inside);
    expect(revealing(opened, drawn, inside)).toBe(opened);
  });

  it("is undone by doing it again", () => {
    const open = new Set([1, 2]);
    expect(toggled(toggled(open, 2), 2)).toEqual(open);
  });
});

describe("counts", () => {
  it("are of leaves, and count a retry once in what holds it", () => {
    const drawn = drawnOf(nested());
    const counts = phaseCounts(drawn.tree);
    expect(counts[at(drawn, "wf[1].train")]).toEqual({ Failed: 2, Succeeded: 1 });
    expect(counts[at(drawn, "wf")]).toEqual({ Succeeded: 6, Skipped: 1 });
  });

  it("add up to the items of a loop", () => {
    const drawn = drawnOf(fanOut(500));
    const { Succeeded = 0, Failed = 0 } = phaseCounts(drawn.tree)[at(drawn, "wf.score")] ?? {};
    expect([Succeeded, Failed]).toEqual([494, 6]);
  });
});
