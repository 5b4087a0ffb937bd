/** GAIA (ASPLOS'24), held against `expected/gaia_TRACE_ZONE.json` and its full-year companion. */
import type { Issue, Result } from "../../../core/issue.ts";
import { parseConfiguration } from "../../../core/papers/gaia/configuration.ts";
import {
  PUBLISHED_FIRST_HOUR,
  PUBLISHED_HOURS,
  STEP_MS,
} from "../../../core/papers/gaia/constants.ts";
import { BASELINE, type GaiaExperiment, runGaia } from "../../../core/papers/gaia/experiment.ts";
import type { QueueLengths } from "../../../core/papers/gaia/queues.ts";
import { AS_PUBLISHED } from "../../../core/papers/gaia/quirks.ts";
import {
  type GaiaFigures,
  type GaiaMonth,
  type GaiaYear,
  readGaiaMonth,
  readGaiaYear,
} from "../../../formats/papers/gaia-expected.ts";
import type { Checked, Figure, PaperCheck } from "../check.ts";
import type { PaperData } from "../data.ts";
import { gaiaFigures } from "./figures.ts";
import { type GaiaPlace, readExperiment, readJobs } from "./inputs.ts";

export const gaiaCheck: PaperCheck = {
  name: "gaia",
  expectedFile: /^gaia_(.+?)(?:_(fullyear))?_([^_]+)\.json$/,
  check({ file, groups, document }, data) {
    const [trace = "", year, zone = ""] = groups;
    if (year !== undefined) return checkYear(readGaiaYear(document, file), trace, zone, data);
    return checkMonth(readGaiaMonth(document, file), trace, data);
  },
};

function checkMonth(read: Result<GaiaMonth>, trace: string, data: PaperData): Checked {
  if (!read.ok) return { figures: [], issues: read.issues };
  const { inputs, params, results } = read.value;
  const lengths = lengthsOf(params?.avg_length_steps);
  const checked = Object.entries(results).map(([zone, byConfig]) => {
    const named = inputs?.carbon?.[zone];
    const firstHour = named?.first_hour_index ?? PUBLISHED_FIRST_HOUR;
    const place = { zone, firstHour, hours: named?.hours ?? PUBLISHED_HOURS, named, lengths };
    const cases = Object.entries(byConfig).map(([name, { engine_stable }]) => ({
      config: `${zone}|${name}`,
      name,
      expected: engine_stable,
    }));
    return checkCases(data, trace, inputs?.jobs, place, cases);
  });
  return joined(checked);
}

function checkYear(read: Result<GaiaYear>, trace: string, zone: string, data: PaperData): Checked {
  if (!read.ok) return { figures: [], issues: read.issues };
  const { inputs, results } = read.value;
  const named = inputs?.carbon;
  const checked = byTrace(results, trace).map(([name, cases]) => {
    const place: GaiaPlace = {
      zone,
      firstHour: named?.first_hour_index ?? 0,
      hours: named?.hours,
      named,
      lengths: lengthsOf(cases[0]?.expected.avg_len_steps),
    };
    const labelled = cases.map((each) => ({ ...each, config: `${zone}|${name}|${each.name}` }));
    return checkCases(data, name, inputs?.[name], place, labelled);
  });
  return joined(checked);
}

function joined(checked: readonly Checked[]): Checked {
  return {
    figures: checked.flatMap((each) => each.figures),
    issues: checked.flatMap((each) => each.issues),
  };
}

/** Splits `pai-100k|NJW|r0`; without a trace it is that of the file. */
function byTrace(results: GaiaYear["results"], usual: string) {
  const traces = new Map<string, Omit<Case, "config">[]>();
  for (const [key, expected] of Object.entries(results)) {
    const [, trace = usual, name = key] = /^(?:(.+)\|)?([^|]+\|r\d+)$/.exec(key) ?? [];
    const cases = traces.get(trace) ?? [];
    cases.push({ name, expected });
    traces.set(trace, cases);
  }
  return [...traces];
}

interface Case {
  /** For the report. */
  readonly config: string;
  /** `ResFirst-Carbon-Time|r9`. */
  readonly name: string;
  readonly expected: GaiaFigures;
}

function checkCases(
  data: PaperData,
  trace: string,
  namedJobs: Parameters<typeof readJobs>[2],
  place: GaiaPlace,
  cases: readonly Case[],
): Checked {
  const jobs = readJobs(data, trace, namedJobs);
  if (!jobs.ok) return { figures: [], issues: jobs.issues };
  const experiment = readExperiment(data, jobs.value, place, AS_PUBLISHED);
  if (!experiment.ok) return { figures: [], issues: [...jobs.warnings, ...experiment.issues] };
  const baseline = runGaia(experiment.value, BASELINE);
  if (!baseline.ok) return { figures: [], issues: baseline.issues };
  const issues: Issue[] = [...jobs.warnings, ...experiment.warnings];
  const figures: Figure[] = [];
  for (const { config, name, expected } of cases) {
    const records = runNamed(experiment.value, name);
    if (!records.ok) {
      issues.push(...records.issues);
      continue;
    }
    const { totals } = records.value;
    figures.push(...gaiaFigures(config, totals, baseline.value.totals, AS_PUBLISHED, expected));
  }
  return { figures, issues };
}

function runNamed(experiment: GaiaExperiment, name: string) {
  const configuration = parseConfiguration(name);
  return configuration.ok ? runGaia(experiment, configuration.value) : configuration;
}

/** The published means are of seconds, which a trace in whole steps has lost. */
function lengthsOf(steps: readonly [number, number] | undefined): QueueLengths | undefined {
  if (steps === undefined) return undefined;
  return { shortMs: steps[0] * STEP_MS, longMs: steps[1] * STEP_MS };
}
