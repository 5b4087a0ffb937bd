/** The rows of a live run's Gantt chart: states, bars, and decisions that fall together. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timeScale } from "../../../renderer/charts/intensity.ts";
import { decisionMarks } from "../../../renderer/charts/live/decisions.ts";
import { followWindow } from "../../../renderer/charts/live/follow.ts";
import {
  activeRow,
  keptRows,
  liveRows,
  rowMarks,
  rowsIn,
} from "../../../renderer/charts/live/rows.ts";
import { storyOf } from "../../fakes/live/story.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const request = (index: number, more = {}) => ({
  ...{ index, askedAtMs: index * DAY, deadlineMs: index * DAY + 8 * HOUR },
  outcome: "unfinished" as const,
  ...more,
});
const attempt = (request: number, startedAtMs: number, finishedAtMs: number | null) => ({
  ...{ id: `${request}-${startedAtMs}`, request, template: "t", displayName: "t", node: "t" },
  ...{ phase: "Running" as const, message: "", startedAtMs, finishedAtMs, usage: null },
});
const decision = (request: number, atMs: number, action: "start" | "wait" | "skip") => ({
  ...{ request, atMs, action, reason: "", inputs: { intensityGPerKwh: 1 } },
  differs: null as string | null,
});
const none = { attempts: [], expected: [], decisions: [] };

describe("the state of a request", () => {
  it.each([
    ["before it is asked for", request(1), none, 0, false, "later"],
    ["while the policy waits", request(0), none, HOUR, false, "waiting"],
    [
      "once the policy skips it",
      request(0),
      { ...none, decisions: [decision(0, 1, "skip")] },
      2,
      false,
      "skipped",
    ],
    ["from its submission on", request(0, { startedAtMs: 5 }), none, HOUR, false, "running"],
    [
      "with a program of it",
      request(0),
      { ...none, attempts: [attempt(0, 5, null)] },
      HOUR,
      false,
      "running",
    ],
    ["at its end", request(0, { outcome: "failed" }), none, HOUR, false, "failed"],
    ["when the run ended first", request(0), none, HOUR, true, "cut"],
    ["when the run ended before the asking", request(1), none, HOUR, true, "later"],
  ] as const)("%s", (_, asked, parts, nowMs, ended, state) => {
    const [row] = liveRows({ requests: [asked], ...parts }, nowMs, ended);
    expect(row?.state).toBe(state);
  });
});

describe("the bars", () => {
  it("reach from the first start to the last end of a request's attempts, whatever their order", () => {
    const span = fc.tuple(fc.nat(1_000), fc.integer({ min: 1, max: 1_000 }));
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 12 }), (spans) => {
        const attempts = spans.map(([from, length]) => attempt(0, from, from + length));
        const [row] = liveRows({ requests: [request(0)], ...none, attempts }, 5_000, false);
        expect(row?.actual).toEqual({
          fromMs: Math.min(...spans.map(([from]) => from)),
          toMs: Math.max(...spans.map(([from, length]) => from + length)),
        });
      }),
    );
  });

  it("reach to now while a program runs, in whatever order attempts come", () => {
    const x = timeScale(0, 100, 100);
    for (const attempts of [
      [attempt(0, 10, 20), attempt(0, 20, null)],
      [attempt(0, 20, null), attempt(0, 10, 20)],
    ]) {
      const [row] = liveRows({ requests: [request(0)], ...none, attempts }, 60, false);
      expect(row?.actual?.toMs).toBeNull();
      expect(rowMarks(row as never, x, 60)).toMatchObject({
        actual: { x: 10, width: 50 },
        wait: { x: 0, width: 10 },
      });
    }
  });

  it("wait to now until the first program starts, and not after a skip", () => {
    const x = timeScale(0, 100, 100);
    const [waiting] = liveRows({ requests: [request(0)], ...none }, 40, false);
    expect(rowMarks(waiting as never, x, 40).wait).toEqual({ x: 0, width: 40 });
    const decisions = [decision(0, 10, "skip")];
    const [skipped] = liveRows({ requests: [request(0)], ...none, decisions }, 40, false);
    expect(rowMarks(skipped as never, x, 40).wait).toBeNull();
  });
});

describe("marks of decisions", () => {
  it("join where they cannot be told apart: the last shape, every difference, the count", () => {
    const x = timeScale(0, 128, 128);
    const made = [
      { ...decision(0, 10, "wait"), differs: "otherwise" },
      decision(0, 12, "wait"),
      decision(0, 14, "start"),
      decision(0, 60, "start"),
    ];
    expect(decisionMarks(made, x)).toEqual([
      { x: 14, shape: "start", differs: true, count: 3 },
      { x: 60, shape: "start", differs: false, count: 1 },
    ]);
  });

  it("keep all decisions and never lie nearer than they can be drawn", () => {
    const x = timeScale(0, 1_000, 400);
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 40 }), (instants) => {
        const made = instants.toSorted((a, b) => a - b).map((at) => decision(0, at, "wait"));
        const marks = decisionMarks(made, x);
        expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(made.length);
      }),
    );
  });
});

describe("a real run", () => {
  const story = storyOf("nightly-retrain", "threshold");
  const { fromMs, toMs } = story.world.period;
  const rowsAt = (nowMs: number) =>
    liveRows(story.viewAt({ fromMs, toMs, nowMs } as never), nowMs, false);

  it("changes only the rows in which something happened", () => {
    const nowMs = fromMs + 100 * DAY + 7 * HOUR;
    const before = rowsAt(nowMs);
    expect(keptRows(before, rowsAt(nowMs))).toBe(before);
    const after = keptRows(before, rowsAt(nowMs + 2 * HOUR));
    const changed = after.filter((row, at) => row !== before[at]);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.length).toBeLessThan(4);
  });

  it("happens in the row of the newest request that has begun", () => {
    const nowMs = fromMs + 100 * DAY + 7 * HOUR;
    const row = rowsAt(nowMs)[activeRow(rowsAt(nowMs))];
    expect(nowMs - (row?.askedAtMs ?? 0)).toBeLessThan(DAY);
    expect(activeRow(rowsAt(fromMs))).toBe(0);
  });

  it("shows in a week only what has a part in it", () => {
    const rows = rowsAt(toMs);
    const week = { fromMs: fromMs + 70 * DAY, toMs: fromMs + 77 * DAY };
    const shown = rowsIn(rows, week);
    expect(shown.length).toBeGreaterThanOrEqual(7);
    expect(shown.length).toBeLessThanOrEqual(8);
    expect(rowsIn(rows, { fromMs, toMs })).toBe(rows);
  });
});

describe("the window that follows", () => {
  it("holds now, lies in the period, and moves by whole days", () => {
    const period = { fromMs: 3 * HOUR, toMs: 3 * HOUR + 366 * DAY };
    fc.assert(
      fc.property(fc.integer({ min: period.fromMs, max: period.toMs }), (nowMs) => {
        const window = followWindow(period, nowMs);
        expect(window.toMs - window.fromMs).toBe(7 * DAY);
        expect(window.fromMs).toBeGreaterThanOrEqual(period.fromMs);
        expect(window.toMs).toBeLessThanOrEqual(period.toMs);
        expect(nowMs).toBeGreaterThanOrEqual(window.fromMs);
        expect(nowMs).toBeLessThanOrEqual(window.toMs);
        expect((window.fromMs - period.fromMs) % DAY).toBe(0);
      }),
    );
  });

  it("is the whole of a short period", () => {
    const period = { fromMs: 0, toMs: 7 * DAY };
    expect(followWindow(period, DAY)).toBe(period);
  });
});
