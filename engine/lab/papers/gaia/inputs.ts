/** Reads what GAIA is computed from: a trace of jobs, and a zone's hourly intensity. */
import type { Result } from "../../../core/issue.ts";
import type { GaiaExperiment } from "../../../core/papers/gaia/experiment.ts";
import { prepareGaia } from "../../../core/papers/gaia/experiment.ts";
import type { GaiaJobs } from "../../../core/papers/gaia/jobs.ts";
import type { QueueLengths } from "../../../core/papers/gaia/queues.ts";
import type { Quirks } from "../../../core/papers/gaia/quirks.ts";
import { readGaiaJobs } from "../../../formats/papers/gaia-jobs.ts";
import type { NamedInput, PaperData } from "../data.ts";

export function readJobs(data: PaperData, trace: string, named?: NamedInput): Result<GaiaJobs> {
  const text = data.text(`jobs/gaia_jobs_${trace}.csv`, named);
  if (!text.ok) return text;
  const jobs = readGaiaJobs(text.value.content, text.value.file);
  return jobs.ok ? { ...jobs, warnings: [...text.warnings, ...jobs.warnings] } : jobs;
}

export interface GaiaPlace {
  readonly zone: string;
  readonly firstHour: number;
  /** To the end of the history when it is left out. */
  readonly hours?: number | undefined;
  readonly named?: NamedInput | undefined;
  readonly lengths?: QueueLengths | undefined;
}

export function readExperiment(
  data: PaperData,
  jobs: GaiaJobs,
  place: GaiaPlace,
  quirks: Quirks,
): Result<GaiaExperiment> {
  const grid = data.grid(place.zone, "hourly", place.named);
  if (!grid.ok) return grid;
  const { file, content: trace } = grid.value;
  const { firstHour, lengths } = place;
  const hours = place.hours ?? trace.gPerKwh.length - firstHour;
  const known = lengths === undefined ? {} : { lengths };
  const prepared = prepareGaia({ jobs, trace, firstHour, hours, quirks, ...known });
  if (prepared.ok) return { ...prepared, warnings: grid.warnings };
  return { ok: false, issues: prepared.issues.map((issue) => ({ ...issue, file })) };
}
