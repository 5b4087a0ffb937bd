import elkBundle from "elkjs/lib/elk.bundled.js";
import { describe, expect, it } from "vitest";
import { arrange, type LayOut } from "../../../renderer/charts/workflow/arrange.ts";
import { compose } from "../../../renderer/charts/workflow/compose.ts";
import {
  type ElkGraph,
  elkGraph,
  readElkGraph,
} from "../../../renderer/charts/workflow/elk-graph.ts";
import { openAll, openAtFirst } from "../../../renderer/charts/workflow/fold.ts";
import { grid } from "../../../renderer/charts/workflow/grid.ts";
import { layers } from "../../../renderer/charts/workflow/layers.ts";
import type { Outline } from "../../../renderer/charts/workflow/outline.ts";
import {
  type Box,
  CARD,
  type Picture,
  type Rectangle,
} from "../../../renderer/charts/workflow/picture.ts";
import { remembering } from "../../../renderer/charts/workflow/remember.ts";
import { overlaps } from "../../../renderer/charts/workflow/viewport.ts";
import { fanOut, nested, plainDag } from "../../renderer/screens/workflow/runs.ts";
import { at, drawnOf, plainPicture } from "./helpers.ts";

const elk = new elkBundle.default();

const carefully: LayOut = async (level) => {
  const graph = elkGraph(level) as unknown as Parameters<typeof elk.layout>[0];
  return readElkGraph((await elk.layout(graph)) as unknown as ElkGraph);
};

/** Boxes with the same holder never cover each other, and lie within their holder. */
function expectTidy(picture: Picture, drawn: Outline): void {
  const inside = (box: Box, frame: Rectangle) =>
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width + 0.5 &&
    box.y + box.height <= frame.y + frame.height + 0.5;
  for (const box of picture.boxes) {
    const holder = drawn.parent[box.node] ?? -1;
    const frame = picture.boxOf.get(holder) ?? { x: 0, y: 0, ...picture };
    expect(inside(box, frame), `${box.node} in ${holder}`).toBe(true);
    const siblings = picture.boxes.filter((each) => drawn.parent[each.node] === holder);
    const covered = siblings.filter((each) => each !== box && overlaps(each, box));
    expect(covered).toEqual([]);
  }
}

describe.each([
  ["the careful layout", carefully],
  ["the plain layout", async (level) => layers(level)],
] as readonly (readonly [string, LayOut])[])("%s", (_, layOut) => {
  it.each([
    ["a loop", fanOut(20)],
    ["steps with retries and a DAG", nested()],
    ["a DAG without loops", plainDag(6, 7)],
  ])("puts %s side by side and inside each other", async (_name, builder) => {
    const drawn = drawnOf(builder);
    for (const direction of ["right", "down"] as const) {
      const whole = await arrange(drawn, openAll(drawn), direction, layOut);
      expectTidy(compose(whole, direction), drawn);
    }
  });

  it.each(["right", "down"] as const)("lets every edge point %s", async (direction) => {
    const drawn = drawnOf(plainDag(5, 6));
    const picture = compose(await arrange(drawn, openAll(drawn), direction, layOut), direction);
    expect(picture.routes).toHaveLength(4 * 6 * 2);
    for (const { points } of picture.routes) {
      const along = points.map(({ x, y }) => (direction === "right" ? x : y));
      expect(along).toEqual(along.toSorted((a, b) => a - b));
    }
  });
});

describe("what is drawn", () => {
  it("is a folded node for a large loop, and chips when it is opened", async () => {
    const drawn = drawnOf(fanOut(500));
    const folded = await plainPicture(drawn, openAtFirst(drawn));
    expect(folded.boxes).toHaveLength(4);
    expect(folded.boxOf.get(at(drawn, "wf.score"))?.kind).toBe("folded");
    const opened = await plainPicture(drawn, openAll(drawn));
    expect(opened.boxes).toHaveLength(504);
    expect(opened.boxOf.get(at(drawn, "wf.score(7:part-7)"))?.kind).toBe("chip");
    expect(opened.width / opened.height).toBeLessThan(4);
  });

  it("lays out what looks the same once", async () => {
    let asked = 0;
    const layOut = remembering(async (level) => {
      asked += 1;
      return layers(level);
    });
    const level = { sizes: [CARD, CARD], edges: [[0, 1]], direction: "right" } as const;
    await layOut(level);
    await layOut({ ...level });
    expect(asked).toBe(1);
    await layOut({ ...level, direction: "down" });
    expect(asked).toBe(2);
  });
});

describe("a grid", () => {
  it("is one line while it is short, in the direction across the flow", () => {
    const sizes = [CARD, CARD, CARD];
    expect(grid(sizes, "right").places.map(({ x }) => x)).toEqual([0, 0, 0]);
    expect(grid(sizes, "down").places.map(({ y }) => y)).toEqual([0, 0, 0]);
  });

  it("keeps the order of reading and makes room for the tallest of a row", () => {
    const tall = { width: 100, height: 300 };
    const sizes = Array.from({ length: 12 }, (_, each) => (each === 1 ? tall : CARD));
    const { places, width, height } = grid(sizes, "right");
    for (const [each, place] of places.entries()) {
      const before = places[each - 1];
      if (before !== undefined) expect(place.y > before.y || place.x > before.x).toBe(true);
      expect(place.x + (sizes[each]?.width ?? 0)).toBeLessThanOrEqual(width);
      expect(place.y + (sizes[each]?.height ?? 0)).toBeLessThanOrEqual(height);
    }
  });

  it("of nothing is nothing", () => {
    expect(grid([], "right")).toEqual({ places: [], width: 0, height: 0 });
  });
});

it("ends with a circle of edges, which no valid workflow has", () => {
  const edges = [
    [0, 1],
    [1, 0],
  ] as const;
  expect(layers({ sizes: [CARD, CARD], edges, direction: "right" }).places).toHaveLength(2);
});
