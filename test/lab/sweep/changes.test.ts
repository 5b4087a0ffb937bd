/** What of a scenario can vary, and what a change does to it. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Result, unwrap } from "../../../engine/core/issue.ts";
import type { Change } from "../../../engine/core/sweep/axes.ts";
import { bundledIds, findScenario } from "../../../engine/lab/scenario/open.ts";
import { type Simulation, simulate } from "../../../engine/lab/simulate.ts";
import { describeParameters } from "../../../engine/lab/sweep/describe-parameters.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { smallScenario, writeHistory } from "./small-scenario.ts";

const folder = tempFolder();
const scenario = smallScenario(folder);
const found = unwrap(findScenario(scenario));

function changed(changes: Record<string, string | number>, data?: string): Result<Simulation> {
  const list: Change[] = Object.entries(changes).map(([parameter, value]) => ({
    parameter,
    value,
  }));
  return simulate(found, { changes: list, policies: ["threshold"], ...(data && { data }) });
}

const periodOf = ({ world }: Simulation) =>
  [world.period.fromMs, world.period.toMs].map((ms) => new Date(ms).toISOString());

const codesOf = (result: Result<unknown>) =>
  result.ok ? [] : result.issues.map(({ code, path }) => [code, path]);

describe("the parameters of a scenario", () => {
  const { parameters } = unwrap(describeParameters(found));
  const named = new Map(parameters.map((each) => [each.parameter, each]));

  it("are the fields of its document, policies and profiles included, with bounds and kinds", () => {
    expect(named.get("threshold.limitGPerKwh")).toMatchObject({
      policy: "threshold",
      kind: "number",
      unit: "g/kWh",
      minimum: 0,
      maximum: 3_000,
      current: 240,
      uncertain: false,
    });
    expect(named.get("workload.deadline")).toMatchObject({ kind: "duration", current: "8h" });
    expect(named.get("profiles.train.duration")).toMatchObject({
      kind: "duration",
      current: "2h30m",
    });
    expect(named.get("cluster.nodePool.maxNodes")).toMatchObject({ kind: "integer", current: 2 });
    expect(named.get("grid.forecast")?.choices).toContain("oracle");
    expect(named.get("seed")).toMatchObject({ uncertain: true, minimum: 0, current: 7 });
    expect(named.get("start")).toMatchObject({
      kind: "date",
      current: "2024-01-01",
      uncertain: true,
    });
    expect(named.size).toBe(parameters.length);
    expect([...named.keys()].filter((name) => /title|name$|currency/.test(name))).toEqual([]);
  });

  it("take every value that is suggested, and their own current one", () => {
    for (const { parameter, current, suggested, kind } of parameters) {
      if (current === null || kind === "file" || ["zone", "year", "start"].includes(parameter))
        continue;
      const own = codesOf(changed({ [parameter]: current }));
      expect(own, parameter).toEqual([]);
      for (const value of suggested) {
        // A value may contradict another field, but never the field's own form.
        const codes = codesOf(changed({ [parameter]: value })).map(([code]) => code);
        expect(codes, `${parameter}=${value}`).not.toContain("document/invalid");
        expect(codes, `${parameter}=${value}`).not.toContain("sweep/value");
      }
    }
  }, 60_000);

  it.each(bundledIds())("are found for %s", (id) => {
    const own = unwrap(describeParameters(unwrap(findScenario(id))));
    expect(own.parameters.length).toBeGreaterThan(20);
  });
});

describe("a change", () => {
  it("does what the same edit of the document does", () => {
    const edited = smallScenario(tempFolder(), (text) =>
      text
        .replace("limitGPerKwh: 240 }", "limitGPerKwh: 200 }")
        .replace("deadline: 8h", "deadline: 6h"),
    );
    const byHand = unwrap(simulate(unwrap(findScenario(edited)), { policies: ["threshold"] }));
    const bySweep = unwrap(changed({ "threshold.limitGPerKwh": 200, "workload.deadline": "6h" }));
    expect(bySweep.logSha256).toBe(byHand.logSha256);
  });

  it("of a name or a value that the scenario does not know is an issue with its place", () => {
    const unknown = changed({ "treshold.limitGPerKwh": 200 });
    expect(codesOf(unknown)).toEqual([["sweep/unknown-parameter", "changes[0]"]]);
    expect(unknown).toMatchObject({ issues: [{ hint: "Did you mean 'threshold.limitGPerKwh'?" }] });
    expect(codesOf(changed({ "threshold.limitGPerKwh": "much" }))).toEqual([
      ["sweep/value", "changes[0]"],
    ]);
    expect(codesOf(changed({ "threshold.limitGPerKwh": -1 }))).toEqual([
      ["document/invalid", "spec.policies[2].limitGPerKwh"],
    ]);
    expect(codesOf(changed({ start: "2024-02-30" }))).toEqual([["sweep/value", "spec.period"]]);
    expect(codesOf(changed({ length: "12h" }))).toEqual([["sweep/value", "spec.period"]]);
    expect(codesOf(changed({ period: "2024" }))).toEqual([["sweep/value", "spec.period"]]);
    expect(codesOf(changed({ zone: "NL" }))).toEqual([["sweep/no-zone", "spec.grid.zone"]]);
  });

  it("to a deadline before the earliest end is an issue at the deadline", () => {
    const late = changed({ "workload.deadline": "2h" });
    expect(codesOf(late)).toEqual([["scenario/deadline", "spec.workload.deadline"]]);
  });

  it("moves the period by local dates", () => {
    const from = ["2024-06-30T22:00:00.000Z", "2024-07-07T22:00:00.000Z"];
    expect(periodOf(unwrap(changed({ start: "2024-07-01" })))).toEqual(from);
    const year = ["2022-12-31T23:00:00.000Z", "2023-01-07T23:00:00.000Z"];
    expect(periodOf(unwrap(changed({ year: 2023 })))).toEqual(year);
    const span = ["2024-03-29T23:00:00.000Z", "2024-04-01T22:00:00.000Z"];
    expect(periodOf(unwrap(changed({ period: "2024-03-30..2024-04-02" })))).toEqual(span);
    expect(periodOf(unwrap(changed({ length: "3d", start: "2024-03-30" })))).toEqual(span);
  });
});

describe("a moved period on a synthetic grid", () => {
  it("sees the weather that those days have in the unmoved year", () => {
    const whole = smallScenario(tempFolder(), (text) => text.replace("2024-01-08", "2025-01-01"));
    const year = unwrap(simulate(unwrap(findScenario(whole)), { policies: ["immediate"] }));
    const moved = unwrap(changed({ start: "2024-05-06" }));
    const at = (simulation: Simulation, atMs: number) => {
      const { startMs, stepMs, gPerKwh } = simulation.world.grid.trace;
      return gPerKwh[(atMs - startMs) / stepMs];
    };
    const { fromMs, toMs } = moved.world.period;
    for (let atMs = fromMs; atMs < toMs; atMs += 3_600_000) {
      expect(at(moved, atMs)).toBe(at(year, atMs));
    }
  });

  it("sees another weather in another year, and covers a period that crosses into it", () => {
    const values = (simulation: Simulation) => simulation.world.grid.trace.gPerKwh.slice(0, 168);
    const [one, two] = [2022, 2023].map((year) => unwrap(changed({ year })));
    expect(values(one as Simulation)).not.toEqual(values(two as Simulation));
    const across = unwrap(changed({ start: "2024-12-29", length: "7d" }));
    const { startMs, stepMs, gPerKwh, about } = across.world.grid.trace;
    expect(startMs + stepMs * gPerKwh.length).toBeGreaterThanOrEqual(across.world.period.toMs);
    expect(about.synthetic).toBe(true);
  });
});

describe("histories of zones", () => {
  const data = tempFolder();
  mkdirSync(join(data, "grid"));
  writeHistory(
    join(data, "grid/AA_hourly_2024.csv"),
    "2023-12-25",
    24 * 40,
    (hour) => 100 + (hour % 24),
  );
  writeHistory(
    join(data, "grid/BB_2024_hourly.csv"),
    "2023-12-25",
    24 * 40,
    (hour) => 300 - (hour % 24),
  );

  it("are found by zone, and by year where there is one file for each", () => {
    const aa = unwrap(changed({ zone: "AA" }, data)).world.grid.trace;
    const bb = unwrap(changed({ zone: "BB" }, data)).world.grid.trace;
    expect([aa.gPerKwh[0], bb.gPerKwh[0]]).toEqual([100, 300]);
    expect([aa.about.zone, aa.about.synthetic]).toEqual(["AA", false]);
  });

  it("that are missing or too short are issues; the period is not moved to where there is one", () => {
    expect(codesOf(changed({ zone: "AB" }, data))).toEqual([["sweep/no-zone", "spec.grid.zone"]]);
    expect(codesOf(changed({ zone: "BB", year: 2023 }, data))).toEqual([
      ["sweep/no-zone", "spec.grid.zone"],
    ]);
    expect(codesOf(changed({ zone: "AA", start: "2024-03-01" }, data))).toEqual([
      ["grid/too-short", "spec.period"],
    ]);
    const grid = join(data, "grid/AA_hourly_2024.csv");
    expect(codesOf(changed({ grid, start: "2024-03-01" }))).toEqual([
      ["grid/too-short", "spec.period"],
    ]);
    expect(unwrap(changed({ grid })).world.grid.trace.gPerKwh[0]).toBe(100);
  });
});
