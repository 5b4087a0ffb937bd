import { describe, expect, it } from "vitest";
import { bundledIds } from "../../engine/lab/scenario/open.ts";
import { answerOf, expected, summaryOf } from "./figures.ts";

describe.each(bundledIds())("the bundled scenario %s", (id) => {
  const answer = answerOf(id);

  it("gives the figures that are kept beside it", () => {
    const summary = `${JSON.stringify(summaryOf(answer), null, 2)}\n`;
    expect(summary).toBe(expected(id, "summary.json", summary));
  });

  it("gives the log whose hash is kept beside it", () => {
    const line = `${answer.logSha256}\n`;
    expect(line).toBe(expected(id, "log.sha256", line));
  });

  it("finishes what was asked for, without a warning", () => {
    expect(answer.warnings).toEqual([]);
    for (const each of answer.comparison.results) {
      expect(each).toMatchObject({ failed: 0, unfinished: 0 });
      expect(each.runs + each.skipped).toBe(answer.world.workload.requestedAtMs.length);
    }
  });
});
