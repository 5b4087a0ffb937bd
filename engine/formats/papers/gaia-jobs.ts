/** Reads GAIA's traces of jobs in steps of 5 s: `id,arrival_step,length_step,cpus,le_2h`. */
import type { Result } from "../../core/issue.ts";
import { type GaiaJobs, gaiaJobs } from "../../core/papers/gaia/jobs.ts";
import { readIntegerTable } from "./integer-table.ts";

/** The jobs in the order of their arrival, as the paper takes them. */
export function readGaiaJobs(text: string, file: string): Result<GaiaJobs> {
  const table = readIntegerTable(text, file, ["arrival_step", "length_step", "cpus", "le_2h"]);
  if (!table.ok) return table;
  const { arrival_step, length_step, cpus, le_2h } = table.value;
  const jobs = gaiaJobs({
    arrivalStep: arrival_step,
    lengthStep: length_step,
    cpus,
    upToTwoHours: le_2h,
  });
  if (jobs.ok) return jobs;
  return { ok: false, issues: jobs.issues.map((issue) => ({ ...issue, file })) };
}
