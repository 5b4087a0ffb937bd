/** GAIA on the published traces when their folder is given: `LOWTIDE_DATA=FOLDER npm test`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { unwrap } from "../../../../engine/core/issue.ts";
import { parseConfiguration } from "../../../../engine/core/papers/gaia/configuration.ts";
import {
  PUBLISHED_FIRST_HOUR,
  PUBLISHED_HOURS,
} from "../../../../engine/core/papers/gaia/constants.ts";
import { prepareGaia } from "../../../../engine/core/papers/gaia/experiment.ts";
import { AS_PUBLISHED } from "../../../../engine/core/papers/gaia/quirks.ts";
import { carbonByStart } from "../../../../engine/core/papers/gaia/starts.ts";
import { spreadOf } from "../../../../engine/core/sweep/quantile.ts";
import { winsOf } from "../../../../engine/core/sweep/wins.ts";
import { readGrid } from "../../../../engine/formats/grid/read.ts";
import { readGaiaJobs } from "../../../../engine/formats/papers/gaia-jobs.ts";
import { gaiaCheck } from "../../../../engine/lab/papers/gaia/check.ts";
import { checkPapers } from "../../../../engine/lab/papers/run-checks.ts";
import { startsOf } from "./small-setup.ts";

const folder = process.env.LOWTIDE_DATA;
if (folder === undefined) console.log("LOWTIDE_DATA is not set: GAIA's traces not tried.");

const TOLERANCE = 1e-9;

/** Mean, standard deviation, least and most over 17 start hours, as computed elsewhere (4 digits). */
const BY_START = [
  ["Lowest-Slot|r0", 0.9055, 0.0272, 0.8343, 0.9452],
  ["Lowest-Window|r0", 0.8765, 0.028, 0.8101, 0.9074],
  ["Carbon-Time|r0", 0.8884, 0.0257, 0.8316, 0.9214],
  ["Ecovisor|r0", 0.8806, 0.0291, 0.8399, 0.9234],
  ["Lowest-Window-oracle|r0", 0.8524, 0.0303, 0.7915, 0.8999],
  ["Carbon-Time-oracle|r0", 0.8639, 0.0277, 0.811, 0.9098],
  ["Wait-Awhile|r0", 0.8295, 0.0351, 0.7748, 0.8899],
  ["AJW-T|r0", 0.9845, 0.0469, 0.8986, 1.0706],
] as const;

describe.runIf(folder !== undefined)("GAIA's published traces", () => {
  const text = (path: string) => readFileSync(join(folder as string, path), "utf8");
  const jobs = () => unwrap(readGaiaJobs(text("jobs/gaia_jobs_pai_1k.csv"), "pai_1k"));
  const trace = () => {
    const file = "grid/DE_hourly_20200101-20210109.csv";
    return unwrap(readGrid({ text: text(file), file }));
  };

  it("give every expected figure, of the month and of the year", () => {
    const report = unwrap(checkPapers(folder as string, TOLERANCE, [gaiaCheck]));
    expect(report.issues).toEqual([]);
    expect(report.checks.length).toBeGreaterThanOrEqual(440);
    expect(report.checks.filter((each) => each.relativeDifference > TOLERANCE)).toEqual([]);
  });

  it("start every job of every configuration at its step", () => {
    const [header = "", ...lines] = text("expected/gaia_pai_1k_DE_first_start_step.csv")
      .trim()
      .split(/\r?\n/);
    const names = header.split(",").slice(1);
    const cells = lines.map((line) => line.split(",").slice(1).map(Number));
    const window = { firstHour: PUBLISHED_FIRST_HOUR, hours: PUBLISHED_HOURS };
    const setup = { jobs: jobs(), trace: trace(), ...window, quirks: AS_PUBLISHED };
    const experiment = unwrap(prepareGaia(setup));
    expect(names.length).toBe(27);
    for (const [column, name] of names.entries()) {
      expect(startsOf(experiment, name), name).toEqual(cells.map((row) => row[column]));
    }
  });

  it("spread over start hours, and the best policy changes with them", () => {
    const configurations = BY_START.map(([name]) => unwrap(parseConfiguration(name)));
    const setup = { jobs: jobs(), trace: trace(), quirks: AS_PUBLISHED };
    const rows = unwrap(carbonByStart(setup, configurations));
    for (const [index, [name, mean, deviation, min, max]] of BY_START.entries()) {
      const values = rows[index] ?? [];
      const ownMean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const squares = values.reduce((sum, value) => sum + (value - ownMean) ** 2, 0);
      expect(ownMean, name).toBeCloseTo(mean, 4);
      expect(Math.sqrt(squares / (values.length - 1)), name).toBeCloseTo(deviation, 4);
      expect(spreadOf(values)?.min, name).toBeCloseTo(min, 4);
      expect(spreadOf(values)?.max, name).toBeCloseTo(max, 4);
    }
    expect(winsOf(rows.slice(0, 4)).wins).toEqual([0, 10, 0, 7]);
  });
});
