/** Let's Wait Awhile (Middleware'21), held against `expected/lwa_ZONE.json`. */
import { type Issue, problem, type Result } from "../../../core/issue.ts";
import type { Noise } from "../../../core/papers/lets-wait-awhile/forecast.ts";
import type { MlJobs } from "../../../core/papers/lets-wait-awhile/ml-jobs.ts";
import { AS_PUBLISHED } from "../../../core/papers/lets-wait-awhile/quirks.ts";
import { meanGPerKwh } from "../../../core/papers/lets-wait-awhile/setting.ts";
import { checkJson } from "../../../formats/papers/json.ts";
import { type LwaExpected, lwaExpectedSchema } from "../../../formats/papers/lets-wait-awhile.ts";
import type { Checked, Figure, PaperCheck } from "../check.ts";
import type { PaperData } from "../data.ts";
import {
  type GridYear,
  jobsTooLong,
  noiseTooShort,
  readForecastNoise,
  readGridYear,
  readJobs,
} from "./inputs.ts";
import { mlFigures } from "./ml-figures.ts";
import { nightlyFigures } from "./nightly-figures.ts";

export const letsWaitAwhileCheck: PaperCheck = {
  name: "lets-wait-awhile",
  expectedFile: /^lwa(?:_(.+))?\.json$/,
  check({ path, document }, data) {
    const expected = checkJson(document, path, lwaExpectedSchema);
    return expected.ok ? checkAll(expected.value, data) : { figures: [], issues: expected.issues };
  },
};

/** What does not depend on the zone. */
interface Shared {
  readonly noise: Noise | undefined;
  readonly jobs: MlJobs | undefined;
}

function checkAll(expected: LwaExpected, data: PaperData): Checked {
  const issues: Issue[] = [];
  const figures: Figure[] = [];
  const { inputs, nightly, ml } = expected;
  const shared: Shared = {
    noise: kept(readForecastNoise(data, inputs.noise), issues),
    jobs: ml === undefined ? undefined : kept(readJobs(data, inputs.ml_jobs), issues),
  };
  const zones = new Set([...Object.keys(nightly?.zones ?? {}), ...Object.keys(ml?.zones ?? {})]);
  if (shared.jobs !== undefined) figures.push(...jobFigures(expected, shared.jobs));
  for (const zone of zones) {
    const read = readGridYear(data, zone, AS_PUBLISHED, { named: inputs[zone] });
    const grid = kept(read, issues);
    if (grid === undefined || shared.noise === undefined) continue;
    const checked = checkZone(expected, zone, grid, shared.noise, shared.jobs);
    figures.push(...checked.figures);
    issues.push(...checked.issues);
  }
  return { figures, issues };
}

/** The value, if there is one; whatever is to be told about it goes to the issues. */
function kept<T>(result: Result<T>, issues: Issue[]): T | undefined {
  issues.push(...(result.ok ? result.warnings : result.issues));
  return result.ok ? result.value : undefined;
}

function checkZone(
  { inputs, nightly, ml }: LwaExpected,
  zone: string,
  grid: GridYear,
  noise: Noise,
  jobs: MlJobs | undefined,
): Checked {
  const { setting } = grid;
  const tooShort = noiseTooShort(grid, noise);
  if (tooShort.length > 0) return { figures: [], issues: tooShort };
  const { rows, mean } = inputs[zone] ?? {};
  const figures: Figure[] = [
    ...figure(`inputs|${zone}|rows`, setting.gPerKwh.length, rows),
    ...figure(`inputs|${zone}|mean`, meanGPerKwh(setting), mean),
  ];
  const issues: Issue[] = [];
  for (const [name, block] of Object.entries(nightly?.zones[zone] ?? {})) {
    if (Array.isArray(block)) continue;
    const config = `nightly|${zone}|${name}`;
    const error = /^err(\d{1,3}(?:\.\d+)?)$/.exec(name);
    if (error === null) issues.push(unknownError(config));
    else {
      const share = Number(error[1]) / 100;
      const steps = nightly?.window_steps ?? [];
      figures.push(...nightlyFigures(setting, config, block, steps, share, noise));
    }
  }
  const byConfig = ml?.zones[zone];
  if (byConfig === undefined || jobs === undefined) return { figures, issues };
  const tooLong = jobsTooLong(grid, jobs);
  if (tooLong.length > 0) return { figures, issues: [...issues, ...tooLong] };
  const trained = mlFigures(setting, `ml|${zone}`, byConfig, jobs, noise);
  return {
    figures: [...figures, ...trained.figures],
    issues: [...issues, ...trained.issues],
  };
}

function jobFigures({ ml }: LwaExpected, { durationSlots }: MlJobs): Figure[] {
  const total = durationSlots.reduce((sum, slots) => sum + slots, 0);
  return [
    ...figure("ml|jobs", durationSlots.length, ml?.jobs),
    ...figure("ml|job_steps_total", total, ml?.job_steps_total),
  ];
}

function figure(config: string, value: number, expected: number | undefined): Figure[] {
  return expected === undefined ? [] : [{ config, value, expected }];
}

function unknownError(config: string): Issue {
  const message = `the configuration ${config} is not known`;
  const hint = "Name it by its error in percent, as err0 or err5.";
  return problem("papers/unknown-configuration", message, hint);
}
