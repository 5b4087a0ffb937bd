import { beforeAll, describe, expect, it } from "vitest";
import { openAll } from "../../../renderer/charts/workflow/fold.ts";
import { type ArrowKey, moveFrom } from "../../../renderer/charts/workflow/moves.ts";
import type { Outline } from "../../../renderer/charts/workflow/outline.ts";
import type { Picture } from "../../../renderer/charts/workflow/picture.ts";
import { fanOut, nested } from "../../renderer/screens/workflow/runs.ts";
import { at, drawnOf, plainPicture } from "./helpers.ts";

let drawn: Outline;
let picture: Picture;

function move(from: string, key: ArrowKey): string | undefined {
  const to = moveFrom(at(drawn, from), key, picture, drawn);
  return to === undefined ? undefined : drawn.tree.nodes[to]?.name;
}

describe("the arrow keys", () => {
  beforeAll(async () => {
    drawn = drawnOf(nested());
    picture = await plainPicture(drawn, openAll(drawn));
  });

  it("go along the edges and back", () => {
    expect(move("wf[0].prepare", "ArrowRight")).toBe("wf[1]");
    expect(move("wf[1]", "ArrowLeft")).toBe("wf[0].prepare");
    expect(move("wf[1].check.a", "ArrowRight")).toMatch(/check\.[bc]$/);
  });

  it("go beside, into frames and out of them", () => {
    expect(move("wf[1].check.b", "ArrowDown")).toBe("wf[1].check.c");
    expect(move("wf[1].check.c", "ArrowUp")).toBe("wf[1].check.b");
    expect(move("wf[1].check", "ArrowDown")).toBe("wf[1].check.a");
    expect(move("wf[1].check.a", "ArrowUp")).toBe("wf[1].check");
    expect(move("wf", "ArrowDown")).toBe("wf[0].prepare");
  });

  it("leave a frame at its end for what follows it", () => {
    expect(move("wf[1].check.d", "ArrowRight")).toBe("wf[2].deploy");
    expect(move("wf[1]", "ArrowRight")).toBe("wf[2].deploy");
    expect(move("wf[2].deploy", "ArrowRight")).toBeUndefined();
  });

  it("turn with the direction of the flow", async () => {
    const down = await plainPicture(drawn, openAll(drawn), "down");
    const to = moveFrom(at(drawn, "wf[0].prepare"), "ArrowDown", down, drawn);
    expect(to).toBe(at(drawn, "wf[1]"));
  });
});

describe("in the grid of a loop", () => {
  beforeAll(async () => {
    drawn = drawnOf(fanOut(40));
    picture = await plainPicture(drawn, openAll(drawn));
  });

  it("all four arrows go to the neighbour", () => {
    const start = "wf.score(0:part-0)";
    const right = move(start, "ArrowRight") ?? "";
    expect(right).toBe("wf.score(1:part-1)");
    expect(move(right, "ArrowLeft")).toBe(start);
    const below = move(start, "ArrowDown") ?? "";
    expect(move(below, "ArrowUp")).toBe(start);
    expect(move(start, "ArrowUp")).toBe("wf.score");
  });

  it("every item can be reached", () => {
    const reached = new Set<string>();
    const waiting = ["wf"];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (reached.has(name)) continue;
      reached.add(name);
      for (const key of ["ArrowRight", "ArrowDown"] as const) {
        const next = move(name, key);
        if (next !== undefined) waiting.push(next);
      }
    }
    expect(reached.size).toBe(drawn.tree.nodes.length);
  });
});
