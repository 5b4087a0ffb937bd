/** Handles and windows stay inside their bounds, whatever is done to them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyValue, snap } from "../../renderer/charts/handle.ts";
import { moveWindow, resizeWindow } from "../../renderer/charts/visible-window.ts";

const range = { min: 0, max: 800, step: 5, bigStep: 50 };

describe("handle", () => {
  it("snaps to steps and stays in range", () => {
    expect([-3, 2, 3, 799, 900].map((each) => snap(each, range))).toEqual([0, 0, 5, 800, 800]);
  });

  it.each([
    ["ArrowUp", false, 205],
    ["ArrowRight", true, 250],
    ["ArrowDown", false, 195],
    ["ArrowLeft", true, 150],
    ["PageUp", false, 250],
    ["PageDown", false, 150],
    ["Home", false, 0],
    ["End", false, 800],
    ["a", false, undefined],
  ])("%s with shift %s gives %s", (key, shift, expected) => {
    expect(keyValue(key, shift, 200, range)).toBe(expected);
  });
});

describe("visible window", () => {
  const period = { fromMs: 1_000, toMs: 9_000 };

  it("keeps its length and stays inside when moved", () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (byMs) => {
        const moved = moveWindow({ fromMs: 2_000, toMs: 4_500 }, byMs, period);
        expect(moved.toMs - moved.fromMs).toBe(2_500);
        expect(moved.fromMs).toBeGreaterThanOrEqual(period.fromMs);
        expect(moved.toMs).toBeLessThanOrEqual(period.toMs);
      }),
    );
  });

  it("keeps a least length and stays inside when resized", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("from", "to"),
        fc.integer({ min: -9_999, max: 19_999 }),
        (edge, atMs) => {
          const sized = resizeWindow({ fromMs: 2_000, toMs: 4_500 }, edge, atMs, period, 500);
          expect(sized.toMs - sized.fromMs).toBeGreaterThanOrEqual(500);
          expect(sized.fromMs).toBeGreaterThanOrEqual(period.fromMs);
          expect(sized.toMs).toBeLessThanOrEqual(period.toMs);
        },
      ),
    );
  });
});
