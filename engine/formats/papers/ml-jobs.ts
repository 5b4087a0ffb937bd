/** Reads the trainings of Let's Wait Awhile: `id,start_step_30min,duration_min`. */
import { failure, problem, type Result, success } from "../../core/issue.ts";
import type { MlJobs } from "../../core/papers/lets-wait-awhile/ml-jobs.ts";
import { readIntegerTable } from "./integer-table.ts";

const SLOT_MINUTES = 30;
/** The longest training: a week. */
const MAX_DURATION_MINUTES = 7 * 24 * 60;
/** The last half hour of a leap year. */
const MAX_START_SLOT = 366 * 48 - 1;

/** Durations must be whole half hours, starts must lie within one year. */
export function readMlJobs(text: string, file: string): Result<MlJobs> {
  const table = readIntegerTable(text, file, ["start_step_30min", "duration_min"]);
  if (!table.ok) return table;
  const { start_step_30min: startSlot, duration_min: minutes } = table.value;
  const odd = minutes.findIndex(
    (value) => value === 0 || value % SLOT_MINUTES !== 0 || value > MAX_DURATION_MINUTES,
  );
  if (odd >= 0) {
    const message = `a duration of ${minutes[odd]} minutes`;
    const hint = `Durations are multiples of 30 minutes, up to ${MAX_DURATION_MINUTES}.`;
    return failure([problem("papers/number", message, hint, { file, line: odd + 2 })]);
  }
  const late = startSlot.findIndex((value) => value > MAX_START_SLOT);
  if (late >= 0) {
    const message = `a start at half hour ${startSlot[late]} of the year`;
    const hint = `Starts are half hours of the year, from 0 to ${MAX_START_SLOT}.`;
    return failure([problem("papers/number", message, hint, { file, line: late + 2 })]);
  }
  return success({ startSlot, durationSlots: minutes.map((value) => value / SLOT_MINUTES) });
}
