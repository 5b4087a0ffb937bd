/** What the lanes draw says what happened. */
import { describe, expect, it } from "vitest";
import { timeScale } from "../../renderer/charts/intensity.ts";
import {
  type LaneRequest,
  MIN_BAR_PX,
  meanOf,
  rasterMarks,
  requestMarks,
} from "../../renderer/charts/lanes.ts";

const HOUR = 3_600_000;
const x = timeScale(0, 24 * HOUR, 240);
const bin = (from: number, to: number, mean: number) => ({
  fromMs: from * HOUR,
  toMs: to * HOUR,
  mean,
  min: mean,
  max: mean,
});

const ran: LaneRequest = {
  index: 3,
  askedAtMs: HOUR,
  deadlineMs: 9 * HOUR,
  startedAtMs: 5 * HOUR,
  finishedAtMs: 7 * HOUR,
  skipped: false,
  missed: false,
  used: [bin(5, 6, 100), bin(6, 7, 300)],
  ghost: { startedAtMs: HOUR, finishedAtMs: 3 * HOUR },
};

function only<T>(items: readonly T[]): T {
  expect(items).toHaveLength(1);
  return items[0] as T;
}

describe("lanes over time", () => {
  it("places run, wait and ghost by time", () => {
    const mark = only(requestMarks([ran], x));
    expect(mark.run).toEqual({ x: 50, width: 20 });
    expect(mark.wait).toEqual({ x: 10, width: 40 });
    expect(mark.ghost).toEqual({ x: 10, width: 20 });
    expect(mark.strip.map((each) => [each.x, each.width, each.gPerKwh])).toEqual([
      [50, 10, 100],
      [60, 10, 300],
    ]);
  });

  it("draws a short run at the least width, its hours stretched with it", () => {
    const short = { ...ran, finishedAtMs: 5 * HOUR + 60_000, used: [bin(5, 5 + 1 / 60, 100)] };
    const mark = only(requestMarks([short], x));
    expect(mark.run?.width).toBe(MIN_BAR_PX);
    expect(mark.strip[0]?.width).toBeCloseTo(MIN_BAR_PX, 6);
  });

  it("can be hit all along a run that began before it was asked for, and no column leaves its lane", () => {
    const early = { ...ran, askedAtMs: 8 * HOUR };
    const mark = only(requestMarks([early], x));
    expect(mark.wait).toBeNull();
    expect(mark.target.x).toBeLessThanOrEqual(50);
    expect(mark.target.x + mark.target.width).toBeGreaterThanOrEqual(70);
    const { top, height } = only(rasterMarks([early], x, 40));
    expect(top).toBe(0);
    expect(height).toBeGreaterThan(0);
  });

  it("draws no wait where there was none, and no bar for a skipped request", () => {
    expect(only(requestMarks([{ ...ran, startedAtMs: HOUR }], x)).wait).toBeNull();
    const { startedAtMs: _start, finishedAtMs: _finish, ...rest } = ran;
    const mark = only(requestMarks([{ ...rest, skipped: true, used: [] }], x));
    expect(mark.run).toBeNull();
    expect(mark.skipX).toBe(20);
  });

  it("gives everything a target that a finger can hit", () => {
    for (const mark of requestMarks([ran, { ...ran, startedAtMs: HOUR, finishedAtMs: HOUR }], x))
      expect(mark.target.width).toBeGreaterThanOrEqual(14);
  });
});

describe("lanes as columns", () => {
  it("shows the share of the allowed time that had passed", () => {
    const mark = only(rasterMarks([ran], x, 40));
    expect(mark.top).toBe(20);
    expect(mark.height).toBe(10);
    expect(mark.gPerKwh).toBe(200);
  });

  it("keeps late runs inside the lane", () => {
    const late = { ...ran, startedAtMs: 20 * HOUR, finishedAtMs: 22 * HOUR };
    const mark = only(rasterMarks([late], x, 40));
    expect(mark.top + mark.height).toBeLessThanOrEqual(40);
  });

  it("shares a column among teams that ask at one instant", () => {
    const at = (askedAtMs: number) => ({ ...ran, askedAtMs });
    const all = [at(HOUR), at(HOUR), at(HOUR), at(HOUR), at(9 * HOUR), at(9 * HOUR)];
    const marks = rasterMarks(all, x, 40).map(({ column }) => column);
    expect(marks.map((column) => column.x)).toEqual([10, 30, 50, 70, 90, 130]);
    for (const [index, { x: left, width }] of marks.entries()) {
      expect(left + width).toBeLessThanOrEqual(marks[index + 1]?.x ?? 240);
    }
  });
});

it("weights the mean of the hours used by time", () => {
  expect(meanOf([bin(0, 1, 100), bin(1, 4, 300)])).toBe(250);
  expect(meanOf([])).toBe(0);
});
