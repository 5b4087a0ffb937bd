/** Reads what Let's Wait Awhile is computed from: a half-hourly grid year, trainings, noise. */
import { isoInstant } from "../../../core/clock/civil.ts";
import { failure, type Issue, problem, type Result, success } from "../../../core/issue.ts";
import type { Noise } from "../../../core/papers/lets-wait-awhile/forecast.ts";
import { type MlJobs, slotsNeeded } from "../../../core/papers/lets-wait-awhile/ml-jobs.ts";
import type { Quirks } from "../../../core/papers/lets-wait-awhile/quirks.ts";
import {
  daysOfYear,
  type Setting,
  SLOT_MS,
  SLOTS_PER_DAY,
} from "../../../core/papers/lets-wait-awhile/setting.ts";
import { DAY_MS, MINUTE_MS } from "../../../core/units/units.ts";
import { readMlJobs } from "../../../formats/papers/ml-jobs.ts";
import { readNoise } from "../../../formats/papers/noise.ts";
import { resolveZone } from "../../../formats/time-zone/resolve.ts";
import type { NamedInput, PaperData } from "../data.ts";

export interface GridYear {
  readonly setting: Setting;
  /** Where it comes from, for messages. */
  readonly file: string;
}

interface GridYearOptions {
  readonly named?: NamedInput | undefined;
  /** IANA name of the local time, UTC when it does not matter. */
  readonly timeZone?: string;
}

/** The grid year of a zone from its first slot on; it must begin at midnight UTC. */
export function readGridYear(
  data: PaperData,
  zone: string,
  quirks: Quirks,
  { named, timeZone = "UTC" }: GridYearOptions,
): Result<GridYear> {
  const grid = data.grid(zone, "30min", named);
  if (!grid.ok) return grid;
  const { file, content } = grid.value;
  const { startMs, stepMs, gPerKwh } = content;
  if (stepMs !== SLOT_MS || startMs % DAY_MS !== 0) {
    const step = stepMs / MINUTE_MS;
    const message = `the values begin at ${isoInstant(startMs)}, one every ${step} min`;
    const hint = "Give one value every 30 minutes, the first at midnight UTC.";
    return failure([problem("papers/grid", message, hint, { file })]);
  }
  const offsets = resolveZone(timeZone, startMs, startMs + stepMs * gPerKwh.length);
  if (!offsets.ok) return offsets;
  const setting = { startMs, gPerKwh: Float64Array.from(gPerKwh), zone: offsets.value, quirks };
  const needed = daysOfYear(setting) * SLOTS_PER_DAY;
  if (gPerKwh.length < needed) return failure([tooShort(gPerKwh.length, needed, "the year", file)]);
  return success({ setting, file }, grid.warnings);
}

export function readJobs(data: PaperData, named?: NamedInput): Result<MlJobs> {
  const text = data.text("jobs/lwa_ml_jobs.csv", named);
  if (!text.ok) return text;
  const jobs = readMlJobs(text.value.content, text.value.file);
  return jobs.ok ? success(jobs.value, text.warnings) : jobs;
}

export function readForecastNoise(data: PaperData, named?: NamedInput): Result<Noise> {
  const bytes = data.bytes("jobs/lwa_noise_*.f64", named);
  if (!bytes.ok) return bytes;
  const noise = readNoise(bytes.value.content, bytes.value.file);
  return noise.ok ? success(noise.value, bytes.warnings) : noise;
}

/** Why the trainings do not fit into the grid year, if so. */
export function jobsTooLong({ setting, file }: GridYear, jobs: MlJobs): Issue[] {
  const needed = slotsNeeded(setting, jobs);
  const { length } = setting.gPerKwh;
  return length >= needed ? [] : [tooShort(length, needed, "the trainings", file)];
}

/** Why the noise does not reach to the end of the grid year, if so. */
export function noiseTooShort({ setting, file }: GridYear, noise: Noise): Issue[] {
  const needed = setting.gPerKwh.length;
  if (noise.length >= needed) return [];
  const found = `${noise.length} normal numbers for each seed`;
  const message = `${found} are too few for a grid of ${needed} half hours`;
  const hint = "Give more of them in jobs/lwa_noise_*.f64, or a shorter grid.";
  return [problem("papers/too-short", message, hint, { file })];
}

function tooShort(found: number, needed: number, what: string, file: string): Issue {
  const message = `${found} half hours are too few for ${what}, which takes ${needed}`;
  return problem("papers/too-short", message, "Give a longer series.", { file });
}
