/** GAIA from a folder: one job on a made-up grid year, by hand. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { instantOfUtc, isoInstant } from "../../../engine/core/clock/civil.ts";
import { unwrap } from "../../../engine/core/issue.ts";
import { HOUR_MS } from "../../../engine/core/units/units.ts";
import { DataFolder } from "../../../engine/lab/papers/data-folder.ts";
import { gaiaCheck } from "../../../engine/lab/papers/gaia/check.ts";
import { gaiaExperiment } from "../../../engine/lab/papers/gaia/experiment.ts";
import { checkPapers } from "../../../engine/lab/papers/run-checks.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const root = tempFolder();
let count = 0;

/** 100 g/kWh, but 50 in the third hour of the published month, and of the year. */
const GRID = Array.from({ length: 8_800 }, (_, hour) => {
  const value = hour === 7_002 || hour === 2 ? 50 : 100;
  return `${isoInstant(instantOfUtc(2020, 1, 1) + hour * HOUR_MS)},${value}`;
});
const JOBS = "id,arrival_step,length_step,cpus,le_2h\n0,0,720,2,1\n";
const FIGURES = { carbon_g: 0.2, cost: 0.1248, wait_nb_h: 0, segments: 1, max_start_step: 0 };
const CLEAN = { ...FIGURES, carbon_g: 0.1, ncarbon: 0.5, wait_nb_h: 2, max_start_step: 1_440 };
const MONTH = {
  inputs: { carbon: { XX: { first_hour_index: 7_000, hours: 720 } } },
  results: {
    XX: {
      "NJW|r0": { engine_stable: FIGURES, shipped: { carbon: 3 } },
      "Lowest-Slot|r0": { engine_stable: CLEAN },
    },
  },
};
const YEAR = { results: { "tiny|NJW|r0": FIGURES, "tiny|Wait-Awhile|r0": CLEAN } };

function folderOf(month: unknown, { jobs = JOBS, trace = "tiny" } = {}): string {
  const folder = join(root, String(count++));
  for (const name of ["grid", "jobs", "expected"]) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  writeFileSync(
    join(folder, "grid/XX_hourly_2020.csv"),
    `timestamp,gco2_per_kwh\n${GRID.join("\n")}\n`,
  );
  writeFileSync(join(folder, `jobs/gaia_jobs_${trace}.csv`), jobs);
  writeFileSync(join(folder, "expected/gaia_tiny_XX.json"), JSON.stringify(month));
  writeFileSync(join(folder, "expected/gaia_tiny_fullyear_XX.json"), JSON.stringify(YEAR));
  return folder;
}

const report = (...args: Parameters<typeof folderOf>) =>
  unwrap(checkPapers(folderOf(...args), 1e-9, [gaiaCheck]));

describe("the check of GAIA", () => {
  it("recomputes the month and the year", () => {
    const { checks, failed, issues } = report(MONTH);
    expect(issues).toEqual([]);
    expect(failed).toBe(0);
    expect(checks).toHaveLength(2 * (5 + 6));
    expect(checks.map(({ config }) => config)).toContain("XX|Lowest-Slot|r0|ncarbon");
    expect(checks.map(({ config }) => config)).toContain("XX|tiny|Wait-Awhile|r0|carbon_g");
  });

  it("counts what differs", () => {
    const month = structuredClone(MONTH);
    month.results.XX["NJW|r0"].engine_stable.carbon_g = 0.2001;
    expect(report(month)).toMatchObject({ failed: 1 });
  });

  it("tells an unknown configuration, and checks the others", () => {
    const XX = { ...MONTH.results.XX, "Carbon-Tim|r0": { engine_stable: FIGURES } };
    const { checks, issues } = report({ ...MONTH, results: { XX } });
    expect(issues.map(({ code }) => code)).toEqual(["papers/unknown-configuration"]);
    expect(checks).toHaveLength(2 * (5 + 6));
  });

  it.each([
    ["jobs that are not there", {}, { trace: "other" }, "papers/missing-input"],
    ["a mark that is neither 0 nor 1", {}, { jobs: JOBS.replace(",1\n", ",2\n") }, "jobs/value"],
    ["a job without length", {}, { jobs: JOBS.replace("720", "0") }, "jobs/value"],
    ["a window beyond the grid", { XX: { first_hour_index: 8_700 } }, {}, "papers/grid"],
  ])("tells %s", (_, carbon, parts, code) => {
    const inputs = { carbon: { ...MONTH.inputs.carbon, ...carbon } };
    const { issues } = report({ ...MONTH, inputs }, parts);
    expect(issues.map((issue) => issue.code)).toContain(code);
    for (const issue of issues) expect(issue.file).toContain(".csv");
  });

  it("tells results that it cannot read, with the path", () => {
    const { issues } = report({ results: { XX: { "NJW|r0": { engine_stable: {} } } } });
    expect(issues[0]?.path).toContain("NJW|r0.engine_stable.carbon_g");
  });
});

describe("the experiment of GAIA", () => {
  const tables = (corrected: readonly string[] = []) => {
    const data = unwrap(DataFolder.open(folderOf(MONTH, { trace: "pai_1k" })));
    return unwrap(gaiaExperiment.run(data, { zone: "XX", corrected: new Set(corrected) }));
  };

  it("has a row a configuration, and the bar as it was drawn", () => {
    const [month, starts] = tables();
    for (const { columns, rows } of tables()) {
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }
    expect(month?.rows).toHaveLength(28);
    expect(month?.rows.at(-1)?.slice(0, 2)).toEqual(["Wait-Awhile|r0, as drawn", 1]);
    expect(tables(["single-run-at-once"])[0]?.rows).toHaveLength(27);
    const slot = starts?.rows.find(([name]) => name === "Lowest-Slot|r0");
    expect(slot).toEqual(["Lowest-Slot|r0", 1, 0.5, 1, 0.5, 1, "17"]);
  });
});
