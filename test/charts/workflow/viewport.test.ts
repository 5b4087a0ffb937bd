import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Box, Picture } from "../../../renderer/charts/workflow/picture.ts";
import {
  bringIn,
  centre,
  firstView,
  fitAll,
  near,
  overlaps,
  seen,
} from "../../../renderer/charts/workflow/viewport.ts";

const SCREEN = { width: 800, height: 500 };

function pictureOf(width: number, height: number, boxes: readonly Box[] = []): Picture {
  return { direction: "right", plain: false, width, height, boxes, routes: [], boxOf: new Map() };
}

const sides = fc.double({ min: 50, max: 20_000, noNaN: true });

describe("the viewport", () => {
  it("fits everything on the screen", () => {
    fc.assert(
      fc.property(sides, sides, (width, height) => {
        const view = fitAll({ width, height }, SCREEN);
        expect(view.x).toBeGreaterThanOrEqual(0);
        expect(view.y).toBeGreaterThanOrEqual(0);
        expect(view.x + width * view.k).toBeLessThanOrEqual(SCREEN.width + 1e-6);
        expect(view.y + height * view.k).toBeLessThanOrEqual(SCREEN.height + 1e-6);
      }),
    );
  });

  it("begins at a scale that can be read", () => {
    expect(firstView(pictureOf(20_000, 300), SCREEN)).toMatchObject({ k: 0.8, x: 24 });
    expect(firstView(pictureOf(300, 200), SCREEN).k).toBe(1);
  });

  it("moves only as far as is needed to show a box", () => {
    const box = { x: 1_000, y: 10, width: 100, height: 40 };
    const view = { k: 1, x: 0, y: 0 };
    const moved = bringIn(view, box, SCREEN);
    expect(moved.y).toBe(14);
    expect(moved.x).toBe(SCREEN.width - 24 - 1_100);
    expect(bringIn(moved, box, SCREEN)).toEqual(moved);
  });

  it("brings a box to the middle, near enough to be read", () => {
    const view = centre({ k: 0.1, x: 0, y: 0 }, { x: 500, y: 500, width: 100, height: 40 }, SCREEN);
    expect(view.k).toBe(0.8);
    expect(550 * view.k + view.x).toBeCloseTo(400);
  });
});

describe("what is in reach", () => {
  const boxes = Array.from({ length: 5_000 }, (_, each): Box => {
    const place = { x: (each % 100) * 200, y: Math.floor(each / 100) * 50 };
    return { node: each, kind: "card", depth: 0, ...place, width: 190, height: 40 };
  });
  const picture = pictureOf(20_000, 2_500, boxes);

  it("is everything on the screen and little else", () => {
    const view = { k: 1, x: -4_321, y: -777 };
    const reach = new Set(near(picture, view, SCREEN));
    const visible = boxes.filter((box) => overlaps(box, seen(view, SCREEN)));
    expect(visible.every((box) => reach.has(box))).toBe(true);
    expect(reach.size).toBeLessThan(200);
  });

  it("stays the same while the picture moves a little", () => {
    const before = near(picture, { k: 1, x: -4_321, y: -777 }, SCREEN);
    const after = near(picture, { k: 1, x: -4_330, y: -780 }, SCREEN);
    expect(after).toEqual(before);
  });
});
