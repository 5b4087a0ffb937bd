/** Pods of a request, foreseen and real, over one span. */
import { describe, expect, it } from "vitest";
import { podRows, podSpan, shiftOf } from "../../../renderer/charts/live/pods.ts";

const ran = (displayName: string, startedAtMs: number, finishedAtMs: number | null) => ({
  ...{ id: `${displayName}-${startedAtMs}`, request: 0, template: displayName, displayName },
  ...{ node: displayName, phase: "Succeeded" as const, message: "", usage: null },
  ...{ startedAtMs, finishedAtMs },
});
const said = (displayName: string, startedAtMs: number, finishedAtMs: number) => ({
  ...{ request: 0, displayName, startedAtMs, finishedAtMs },
});

describe("pods", () => {
  const attempts = [
    ran("a", 1_000_000, 1_000_100),
    ran("b", 1_000_100, 1_000_200),
    ran("b", 1_000_300, null),
  ];
  const expected = [said("a", 10, 90), said("b", 90, 200), said("c", 200, 300)];
  const rows = podRows(attempts, expected);

  it("are one row a name, with all attempts and what was foreseen", () => {
    const shape = rows.map(({ displayName, attempts, expected }) => [
      displayName,
      attempts.length,
      expected.length,
    ]);
    expect(shape.toSorted()).toEqual([
      ["a", 1, 1],
      ["b", 2, 1],
      ["c", 0, 1],
    ]);
  });

  it("compare lengths from one start, however far apart the starts were", () => {
    const shiftMs = shiftOf(rows);
    expect(shiftMs).toBe(1_000_000 - 10);
    expect(podSpan(rows, shiftMs, 1_000_500)).toEqual({ fromMs: 1_000_000, toMs: 1_001_000 });
    expect(podSpan(rows, shiftMs, 1_009_000)).toEqual({ fromMs: 1_000_000, toMs: 1_009_000 });
  });

  it("stay where the replay had them before anything ran", () => {
    const waiting = podRows([], expected);
    expect(shiftOf(waiting)).toBe(0);
    expect(podSpan(waiting, 0, 5).fromMs).toBe(10);
    expect(podSpan([], 0, 5)).toEqual({ fromMs: 5, toMs: 60_005 });
  });
});
