import { describe, expect, it } from "vitest";
import { outline } from "../../../renderer/charts/workflow/outline.ts";
import { holders, runTree } from "../../../renderer/charts/workflow/tree.ts";
import { fanOut, nested, plainDag, RunBuilder } from "../../renderer/screens/workflow/runs.ts";
import { at, drawnOf, names } from "./helpers.ts";

describe("what a node holds", () => {
  it("is the items of a loop, and not what follows the loop", () => {
    const drawn = drawnOf(fanOut(3));
    expect(names(drawn, drawn.inner[at(drawn, "wf.score")] ?? [])).toEqual([
      "wf.score(0:part-0)",
      "wf.score(1:part-1)",
      "wf.score(2:part-2)",
    ]);
    expect(drawn.parent[at(drawn, "wf.report")]).toBe(at(drawn, "wf"));
  });

  it("is nothing for a loop over an empty list, whose follower is its child", () => {
    const builder = new RunBuilder();
    builder.add({ name: "wf", type: "DAG" });
    builder.add({ name: "wf.loop", type: "TaskGroup", boundaryID: "wf" });
    builder.add({ name: "wf.loop-after", type: "Pod", boundaryID: "wf" });
    builder.edge("wf.loop", "wf.loop-after");
    const drawn = drawnOf(builder);
    expect(drawn.inner[at(drawn, "wf.loop")]).toEqual([]);
    expect(names(drawn, drawn.next[at(drawn, "wf.loop")] ?? [])).toEqual(["wf.loop-after"]);
  });

  it("is the attempts of a retry, and the steps of a group", () => {
    const drawn = drawnOf(nested());
    expect(drawn.inner[at(drawn, "wf[1].train")]).toHaveLength(3);
    const group = names(drawn, drawn.inner[at(drawn, "wf[1]")] ?? []);
    expect(group).toEqual(["wf[1].train", "wf[1].check"]);
  });

  it("survives boundaries that do not exist, or that come later", () => {
    const builder = new RunBuilder();
    builder.add({ name: "a", type: "Pod", boundaryID: "b" });
    builder.add({ name: "b", type: "DAG", boundaryID: "nowhere" });
    builder.edge("a", "nowhere", "b", "a");
    const tree = runTree(builder.nodes());
    expect(tree.top).toEqual([0, 1]);
    expect(holders(tree, 0)).toEqual([]);
    expect(outline(tree).next[0]).toEqual([1]);
  });
});

describe("what is drawn", () => {
  it("leaves out a step group with one step, which takes its place", () => {
    const drawn = drawnOf(nested());
    const root = names(drawn, drawn.inner[at(drawn, "wf")] ?? []);
    expect(root).toEqual(["wf[0].prepare", "wf[1]", "wf[2].deploy"]);
    expect(drawn.stands[at(drawn, "wf[0]")]).toBe(at(drawn, "wf[0].prepare"));
  });

  it("joins the nodes of one template, however deep Argo's edges end", () => {
    const drawn = drawnOf(nested());
    const next = (name: string) => names(drawn, drawn.next[at(drawn, name)] ?? []);
    expect(next("wf[0].prepare")).toEqual(["wf[1]"]);
    expect(next("wf[1]")).toEqual(["wf[2].deploy"]);
    expect(next("wf[1].check.a")).toEqual(["wf[1].check.b", "wf[1].check.c"]);
    expect(next("wf[1].train")).toEqual([]);
  });

  it("has one edge where every item of a loop has one", () => {
    const drawn = drawnOf(fanOut(200));
    expect(names(drawn, drawn.next[at(drawn, "wf.score")] ?? [])).toEqual(["wf.report"]);
    expect(names(drawn, drawn.previous[at(drawn, "wf.score")] ?? [])).toEqual(["wf.fetch"]);
  });

  it("keeps edges and their reverse alike", () => {
    const drawn = drawnOf(plainDag(6, 5));
    const forth = drawn.next.flatMap((to, from) => to.map((each) => `${from} ${each}`));
    const back = drawn.previous.flatMap((from, to) => from.map((each) => `${each} ${to}`));
    expect(back.sort()).toEqual(forth.sort());
    expect(forth).toHaveLength(5 * 5 * 2);
  });
});
