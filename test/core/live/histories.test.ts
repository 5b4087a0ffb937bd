import { globSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { HISTORIES, readHistory, toldHistory } from "../../helpers/history.ts";

const names = globSync("*.jsonl", { cwd: HISTORIES })
  .map((file) => basename(file, ".jsonl"))
  .sort();

describe("live runs of earlier versions", () => {
  it("are kept", () => {
    expect(names).toEqual([
      "storm-lost-attempts",
      "storm-people",
      "three-days-lowest-window",
      "three-days-now",
      "three-days-threshold",
    ]);
  });

  it.each(names)("lead to the timeline that they led to: %s", (name) => {
    const { history, records } = readHistory(name);
    const { summary, timelineSha256 } = toldHistory(history.question, records);
    expect(summary).toEqual(history.summary);
    expect(timelineSha256).toBe(history.timelineSha256);
  });

  it.each(names)("are not taken when an entry is missing: %s", (name) => {
    const { history, records } = readHistory(name);
    const byTime = records.findIndex((record) => record.byTime);
    const torn = records.filter((_, index) => index !== byTime);
    expect(() => toldHistory(history.question, torn)).toThrow(/does not fit/);
  });

  it("tell of what was lost, tried again, terminated and cancelled", () => {
    const lost = readHistory("storm-lost-attempts").history.summary;
    expect(
      lost.attempts.filter((attempt) => attempt.endsWith("Error pod deleted")).length,
    ).toBeGreaterThan(3);
    expect(lost.requests).toEqual(["succeeded", "succeeded"]);
    const people = readHistory("storm-people");
    const asked = people.records.flatMap(({ event }) =>
      event.type === "workflow" ? [event.event.type] : [],
    );
    expect(asked).toEqual(["terminate", "retry"]);
    expect(
      people.history.summary.attempts.filter((attempt) => attempt.endsWith("stopped")),
    ).not.toEqual([]);
  });
});
