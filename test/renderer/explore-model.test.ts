/** The screen says what the engine found. */
import { describe, expect, it } from "vitest";
import { compare } from "../../engine/core/compare/compare.ts";
import { DAY_MS, HOUR_MS } from "../../engine/core/units/units.ts";
import { NO_EDITS } from "../../renderer/preview/edits.ts";
import { explain } from "../../renderer/preview/explain.ts";
import type { PreviewAnswer } from "../../renderer/preview/protocol.ts";
import { weeklySavings } from "../../renderer/preview/weekly.ts";
import { announcement } from "../../renderer/screens/explore/announcement.ts";
import { defaultWindow } from "../../renderer/screens/explore/default-window.ts";
import { originBadge, scenarioFacts } from "../../renderer/screens/explore/facts.ts";
import { firstPolicy, longestDeadlineMs, picture } from "../../renderer/screens/explore/model.ts";
import { runFacts } from "../../renderer/screens/explore/run-facts.ts";
import { pictureTables } from "../../renderer/screens/explore/table-rows.ts";
import { START_MS, smallWorld } from "./small-world.ts";

function answerOf(days?: number): PreviewAnswer {
  const world = smallWorld(days);
  return { base: world, world, edits: NO_EDITS, forecastReaders: [], ...compare(world) };
}

const answer = answerOf();
const whole = { fromMs: START_MS, toMs: START_MS + 3 * DAY_MS };

describe("picture", () => {
  const { lanes, accuracy, ghostAccuracy, lanesAs, binned } = picture(answer, whole, "gated");

  it("has a lane for each policy, with the baseline's runs as ghosts elsewhere only", () => {
    expect(lanes.map((lane) => [lane.policy, lane.baseline])).toEqual([
      ["now", true],
      ["threshold", false],
      ["gated", false],
    ]);
    expect(lanes[0]?.requests.every((each) => each.ghost === undefined)).toBe(true);
    expect(lanes[1]?.requests.every((each) => each.ghost !== undefined)).toBe(true);
  });

  it("shows when a run started and on which hours", () => {
    const first = lanes[1]?.requests[0];
    expect(first?.startedAtMs).toBe(START_MS + 4 * HOUR_MS);
    expect(first?.used.map((bin) => bin.mean)).toEqual([100]);
  });

  it("shows what was skipped", () => {
    expect(lanes[2]?.requests.map((each) => each.skipped)).toContain(true);
  });

  it("marks the batches on which a new model came", () => {
    const row = answer.timelines.find((each) => each.policy === "gated")?.quality ?? [];
    const changes = row.filter((each, i) => i > 0 && each.trainedOn !== row[i - 1]?.trainedOn);
    expect(accuracy.filter((point) => point.trained)).toHaveLength(changes.length);
    expect(ghostAccuracy).toHaveLength(3);
  });

  it("leaves out requests outside the window", () => {
    const second = { fromMs: START_MS + DAY_MS, toMs: START_MS + 2 * DAY_MS };
    const near = picture(answer, second, "now");
    expect(near.lanes[0]?.requests.map((each) => each.index)).toEqual([1]);
    expect([near.lanesAs, lanesAs, binned]).toEqual(["time", "time", "step"]);
  });

  it("turns to columns and days when far away", () => {
    const long = answerOf(80);
    const far = picture(long, { fromMs: START_MS, toMs: START_MS + 80 * DAY_MS }, "now");
    expect([far.lanesAs, far.binned, far.bins.length]).toEqual(["raster", "day", 80]);
  });
});

describe("first look", () => {
  it("selects a policy that can be dragged", () => {
    expect(["threshold", "gated"]).toContain(firstPolicy(answer));
  });

  it("shows a short period whole, and one calendar week of a long one", () => {
    expect(defaultWindow(answer)).toEqual(whole);
    const week = defaultWindow(answerOf(30));
    expect(week.toMs - week.fromMs).toBe(7 * DAY_MS);
    expect((week.fromMs - START_MS) % (7 * DAY_MS)).toBe(0);
  });

  it("does not let the deadline pass the end of the trace", () => {
    expect(longestDeadlineMs(answer.world)).toBe(2 * DAY_MS);
    const { trace } = answer.world.grid;
    const short = { ...trace, gPerKwh: trace.gPerKwh.slice(0, 2 * 24 + 10) };
    const world = { ...answer.world, grid: { ...answer.world.grid, trace: short } };
    expect(longestDeadlineMs(world)).toBe(10 * HOUR_MS);
  });
});

describe("words", () => {
  it("never hides that a trace is synthetic", () => {
    expect(originBadge(answer.world).text).toBe("Synthetic");
    const about = { ...answer.world.grid.trace.about, synthetic: false };
    const trace = { ...answer.world.grid.trace, about };
    const world = { ...answer.world, grid: { ...answer.world.grid, trace } };
    expect(originBadge(world).text).toBe("Real history");
  });

  it("states period, zone, kind, resolution, edition and seed", () => {
    expect(scenarioFacts(answer.world).join(" · ")).toBe(
      "3–5 Jun 2024 · grid XX · life-cycle average · hourly · edition: first · seed 1 · " +
        "forecast: oracle (rests on the truth)",
    );
  });

  it("announces the selected run with its times", () => {
    const said = announcement(answer, "threshold", 0);
    expect(said).toContain("Asked for Mon 3 Jun, 00:00, ran Mon 3 Jun, 04:00 for 1\u00a0h.");
    expect(announcement(answer, "nobody", 0)).toBe("");
  });

  it("explains a run: asked, decided, what came true, what it would have been", () => {
    const explanation = explain(answer, "threshold", 0);
    if (explanation === undefined) throw new Error("there is an explanation");
    const facts = new Map(
      runFacts(answer.world, explanation).facts.map((fact) => [fact.name, fact]),
    );
    expect(facts.get("Asked for")?.more).toBe("done by Mon 3 Jun, 08:00");
    expect(facts.get("Decided")?.value).toBe("Start 04:00");
    expect(facts.get("Came true")?.value).toBe("100 g/kWh");
    expect(facts.get("The baseline's run had")?.value).toBe("400 g/kWh");
    expect(facts.get("Carbon of its steps")?.more).toContain("−75.0\u00a0%");
    expect(explain(answer, "threshold", 99)).toBeUndefined();
  });

  it("puts every run and every step of the trace into tables", () => {
    const tables = pictureTables(answer.world, picture(answer, whole, "gated"), "Gated");
    expect(tables.map((table) => table.rows.length)).toEqual([9, 72, 3]);
    for (const table of tables)
      for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });
});

describe("weeks", () => {
  it("add up to what the steps saved over the whole period", () => {
    const long = answerOf(30);
    const weeks = weeklySavings(long, "threshold");
    const steps = long.results.map((each) => each.byStep.train?.operationalG ?? 0);
    const sum = weeks.reduce((total, week) => total + week.savedG, 0);
    expect(weeks).toHaveLength(5);
    expect(sum).toBeCloseTo((steps[0] ?? 0) - (steps[1] ?? 0), 9);
  });
});
