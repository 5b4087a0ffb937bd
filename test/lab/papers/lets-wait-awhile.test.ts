/** Let's Wait Awhile as a whole: quirks by name, and the published data when its folder is given. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { unwrap } from "../../../engine/core/issue.ts";
import { QUIRKS } from "../../../engine/core/papers/lets-wait-awhile/quirks.ts";
import { letsWaitAwhileCheck } from "../../../engine/lab/papers/lets-wait-awhile/check.ts";
import { checkPapers } from "../../../engine/lab/papers/run-checks.ts";
import { runExperiment } from "../../../engine/lab/papers/run-experiment.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { writePaperFolder } from "./paper-folder.ts";

const published = process.env.LOWTIDE_DATA;
if (published === undefined) console.log("LOWTIDE_DATA is not set: published papers not tried.");

const folder = writePaperFolder(join(tempFolder(), "data"));

function run(without: readonly string[] | "all", rest: { zone?: string; timeZone?: string } = {}) {
  return runExperiment({ paper: "lets-wait-awhile", folder, zone: "XX", without, ...rest });
}

describe("runExperiment", () => {
  const cell = (without: readonly string[] | "all", table: number, row: number, column: number) =>
    unwrap(run(without, { timeZone: "Europe/Berlin" })).tables[table]?.rows[row]?.[column];

  it("gives the tables of the paper", () => {
    const { tables, quirks, corrected } = unwrap(run([]));
    expect(tables.map(({ rows }) => rows.length)).toEqual([17, 5]);
    for (const { columns, rows } of tables) {
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }
    expect(quirks).toEqual(Object.keys(QUIRKS));
    expect(corrected).toEqual([]);
  });

  it("corrects one quirk, or all of them", () => {
    expect(cell([], 0, 3, 1)).toBeCloseTo((364 * 50) / 365, 9);
    expect(cell(["divided-by-365"], 0, 3, 1)).toBeCloseTo(50, 9);
    expect(cell(["utc"], 0, 1, 1)).toBeGreaterThan(50);
    expect(unwrap(run("all", { timeZone: "UTC" })).quirks).toEqual([]);
  });

  it.each([
    ["an unknown quirk", ["utcc"], {}, "papers/unknown-quirk"],
    ["an unknown zone", [], { zone: "YY" }, "papers/missing-input"],
    ["no time zone for local time", ["utc"], {}, "papers/no-time-zone"],
    ["a wrong time zone", ["utc"], { timeZone: "Europe/Berlyn" }, "scenario/time-zone"],
  ])("refuses %s", (_name, without, rest, code) => {
    const result = run(without, rest);
    expect(result.ok ? [] : result.issues.map((issue) => issue.code)).toEqual([code]);
  });

  it("names the papers that it knows", () => {
    const result = runExperiment({ paper: "lets-wait", folder, zone: "XX", without: [] });
    expect(result.ok ? "" : result.issues[0]?.hint).toContain("lets-wait-awhile");
  });
});

describe.runIf(published !== undefined)("the published experiment", () => {
  it("is reproduced in every figure of every zone", () => {
    const report = unwrap(checkPapers(published as string, 1e-9, [letsWaitAwhileCheck]));
    expect(report.issues).toEqual([]);
    expect(report.checks.length).toBeGreaterThan(400);
    expect(report.checks.filter((each) => each.relativeDifference > 1e-11)).toEqual([]);
  });
});
