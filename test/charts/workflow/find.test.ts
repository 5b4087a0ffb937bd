import { describe, expect, it } from "vitest";
import { fitted, middleEllipsis } from "../../../renderer/charts/workflow/ellipsis.ts";
import { findNodes, stepHit } from "../../../renderer/charts/workflow/find.ts";
import { fanOut } from "../../renderer/screens/workflow/runs.ts";

describe("search", () => {
  const nodes = fanOut(120).nodes();
  const found = (text: string) => findNodes(nodes, text).map((each) => nodes[each]?.displayName);

  it("finds by name, template and phase, all words together", () => {
    expect(found("report")).toEqual(["report"]);
    expect(found("FAILED score")).toEqual(["score(13:part-13)", "score(110:part-110)"]);
    expect(found("skipped")).toEqual([]);
    expect(found("  ")).toEqual([]);
  });

  it("goes through the hits and round", () => {
    expect(stepHit([4, 9], null, 1)).toBe(4);
    expect(stepHit([4, 9], null, -1)).toBe(9);
    expect(stepHit([4, 9], 9, 1)).toBe(4);
    expect(stepHit([4, 9], 4, -1)).toBe(9);
    expect(stepHit([], 4, 1)).toBeNull();
  });
});

describe("long names", () => {
  it("are cut in the middle, so that both ends can be told apart", () => {
    expect(middleEllipsis("score(107:part-107)", 11)).toBe("score…-107)");
    expect(middleEllipsis("short", 5)).toBe("short");
    expect(middleEllipsis("abcdef", 2)).toBe("ab");
  });

  it("fill the room that there is", () => {
    const widthOf = (text: string) => text.length * 7;
    for (const room of [20, 55, 90, 133, 500]) {
      const text = fitted("a-name-with-exactly-34-characters", room, widthOf);
      expect(widthOf(text)).toBeLessThanOrEqual(Math.max(room, 7));
      if (text.includes("…")) expect(widthOf(text) + 7).toBeGreaterThan(room);
    }
  });
});
