/** Reads what Let's Wait Awhile is computed from: a half-hourly grid year, trainings, noise. */
import type { ZoneOffsets } from "../../../core/clock/civil.ts";
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
import { DAY_MS } from "../../../core/units/units.ts";
import { readMlJobs } from "../../../formats/papers/ml-jobs.ts";
import { readNoise } from "../../../formats/papers/noise.ts";
import type { NamedInput, PaperData } from "../data.ts";

/** The grid year of a zone from its first slot on; it must begin at midnight UTC. */
export function readSetting(
  data: PaperData,
  zone: string,
  named: NamedInput | undefined,
  clock: (trace: { startMs: number; endMs: number }) => Result<ZoneOffsets>,
  quirks: Quirks,
): Result<Setting> {
  const grid = data.grid(zone, "30min", named);
  if (!grid.ok) return grid;
  const { file, content } = grid.value;
  const { startMs, stepMs, gPerKwh } = content;
  if (stepMs !== SLOT_MS || startMs % DAY_MS !== 0) {
    const message = `the values begin at ${isoInstant(startMs)}, one every ${stepMs / 60_000} min`;
    const hint = "Give one value every 30 minutes, the first at midnight UTC.";
    return failure([problem("papers/grid", message, hint, { file })]);
  }
  const offsets = clock({ startMs, endMs: startMs + stepMs * gPerKwh.length });
  if (!offsets.ok) return offsets;
  const values = Float64Array.from(gPerKwh);
  const setting = { startMs, gPerKwh: values, zone: offsets.value, quirks };
  const needed = daysOfYear(setting) * SLOTS_PER_DAY;
  if (values.length < needed) return failure([tooShort(values.length, needed, "the year", file)]);
  return success(setting, grid.warnings);
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
export function jobsTooLong(setting: Setting, jobs: MlJobs, zone: string): Issue[] {
  const needed = slotsNeeded(setting, jobs);
  const { length } = setting.gPerKwh;
  return length >= needed ? [] : [tooShort(length, needed, "the trainings", `grid of ${zone}`)];
}

/** Why the noise does not reach to the end of the grid year, if so. */
export function noiseTooShort(setting: Setting, noise: Noise, zone: string): Issue[] {
  const needed = setting.gPerKwh.length;
  if (noise.length >= needed) return [];
  return [tooShort(noise.length, needed, `the grid of ${zone}`, "jobs/lwa_noise_*.f64")];
}

function tooShort(found: number, needed: number, what: string, file: string): Issue {
  const message = `${found} half hours are too few for ${what}, which takes ${needed}`;
  return problem("papers/too-short", message, "Give a longer series.", { file });
}
