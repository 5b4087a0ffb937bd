/** Runs GAIA's experiment with any of its quirks corrected: the published month, and other months. */
import { type Result, success, unwrap } from "../../../core/issue.ts";
import {
  type GaiaConfiguration,
  parseConfiguration,
} from "../../../core/papers/gaia/configuration.ts";
import { PUBLISHED_FIRST_HOUR, PUBLISHED_HOURS } from "../../../core/papers/gaia/constants.ts";
import { BASELINE, type GaiaExperiment, runGaia } from "../../../core/papers/gaia/experiment.ts";
import type { GaiaJobs } from "../../../core/papers/gaia/jobs.ts";
import { publishedWithout, QUIRKS, type Quirks } from "../../../core/papers/gaia/quirks.ts";
import { gaiaResult } from "../../../core/papers/gaia/results.ts";
import { carbonByStart } from "../../../core/papers/gaia/starts.ts";
import { type Spread, spreadOf } from "../../../core/sweep/quantile.ts";
import { winsOf } from "../../../core/sweep/wins.ts";
import type { PaperData } from "../data.ts";
import type { ExperimentTable, PaperExperiment } from "../experiment.ts";
import { readExperiment, readJobs } from "./inputs.ts";

const TRACE = "pai_1k";
const DRAWN = "single-run-at-once";
const PLAIN = [
  "AJW-T|r0",
  "Lowest-Slot|r0",
  "Lowest-Window|r0",
  "Carbon-Time|r0",
  "Lowest-Window-oracle|r0",
  "Carbon-Time-oracle|r0",
  "Ecovisor|r0",
  "Wait-Awhile|r0",
];
/** What can be run without knowing how long a job is: those among which the paper chooses. */
const BLIND = ["Lowest-Slot|r0", "Lowest-Window|r0", "Carbon-Time|r0", "Ecovisor|r0"];
const BOUGHT = [
  "SpotFirst-Carbon-Time|r0",
  "SpotFirst-Ecovisor|r0",
  "NJW|r9",
  "AJW-T|r9",
  "Carbon-Time|r9",
  "Ecovisor|r9",
  "Wait-Awhile|r9",
  "ResFirst-Lowest-Window|r9",
  "SpotRes-Carbon-Time|r6",
  "SpotRes-Carbon-Time|r9",
  ...[3, 6, 9, 12, 15, 18, 21, 24].map((cpus) => `ResFirst-Carbon-Time|r${cpus}`),
];

export const gaiaExperiment: PaperExperiment = {
  name: "gaia",
  quirks: QUIRKS,
  run(data, { zone, corrected }): Result<readonly ExperimentTable[]> {
    const jobs = readJobs(data, TRACE);
    if (!jobs.ok) return jobs;
    const quirks = publishedWithout(corrected);
    const month = monthTable(data, jobs.value, zone, quirks, !corrected.has(DRAWN));
    if (!month.ok) return month;
    const starts = startTable(data, jobs.value, zone, quirks);
    if (!starts.ok) return starts;
    const warnings = [...jobs.warnings, ...month.warnings];
    return success([month.value, starts.value], warnings);
  },
};

function monthTable(
  data: PaperData,
  jobs: GaiaJobs,
  zone: string,
  quirks: Quirks,
  withDrawn: boolean,
): Result<ExperimentTable> {
  const place = { zone, firstHour: PUBLISHED_FIRST_HOUR, hours: PUBLISHED_HOURS };
  const read = readExperiment(data, jobs, place, quirks);
  if (!read.ok) return read;
  const experiment = read.value;
  const baseline = runGaia(experiment, BASELINE);
  if (!baseline.ok) return baseline;
  const rowOf = (name: string, under: GaiaExperiment, label = name): (string | number)[] => {
    const { totals } = unwrap(runGaia(under, configurationOf(name)));
    const result = gaiaResult(totals, baseline.value.totals, quirks);
    const { normalisedCarbon, normalisedCost, waitHours, runs } = result;
    return [label, normalisedCarbon, normalisedCost, waitHours, String(runs)];
  };
  const names = ["NJW|r0", ...PLAIN, ...BOUGHT];
  const rows = names.map((name) => rowOf(name, experiment));
  const drawn = { ...experiment, quirks: new Set([...quirks, DRAWN] as const) };
  if (withDrawn) rows.push(rowOf("Wait-Awhile|r0", drawn, "Wait-Awhile|r0, as drawn"));
  const wait = quirks.has("wait-per-run") ? "mean wait of runs, h" : "mean delay of jobs, h";
  const columns = ["policy | reserved CPUs", "carbon / NJW", "cost / NJW", wait, "runs"];
  const title = `${jobs.count} jobs of ${TRACE} in ${zone}, from hour ${PUBLISHED_FIRST_HOUR}`;
  return success({ title, columns, rows }, read.warnings);
}

function startTable(
  data: PaperData,
  jobs: GaiaJobs,
  zone: string,
  quirks: Quirks,
): Result<ExperimentTable> {
  const grid = data.grid(zone, "hourly");
  if (!grid.ok) return grid;
  const setup = { jobs, trace: grid.value.content, quirks };
  const byStart = carbonByStart(setup, PLAIN.map(configurationOf));
  if (!byStart.ok) return byStart;
  const rivals = PLAIN.map((name, index) => ({ name, values: byStart.value[index] ?? [] }));
  const blind = rivals.filter(({ name }) => BLIND.includes(name));
  const { wins } = winsOf(blind.map(({ values }) => values));
  const won = new Map(blind.map(({ name }, index) => [name, wins[index]]));
  const rows = rivals.flatMap(({ name, values }) => {
    const spread = spreadOf(values);
    return spread === null ? [] : [startRow(name, spread, won.get(name))];
  });
  return success({
    title: `The same from ${byStart.value[0]?.length ?? 0} start hours of the year: carbon / NJW`,
    columns: ["policy | reserved CPUs", "median", "5 %", "95 %", "min", "max", "least of four"],
    rows,
  });
}

function startRow(
  name: string,
  { median, low, high, min, max }: Spread,
  won: number | undefined,
): (string | number)[] {
  return [name, median, low, high, min, max, String(won ?? "")];
}

function configurationOf(name: string): GaiaConfiguration {
  return unwrap(parseConfiguration(name));
}
