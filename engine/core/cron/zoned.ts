/** A cron schedule that may name its own time zone: `CRON_TZ=Asia/Tokyo 0 9 * * *`. */
import { failure, problem, type Result, success } from "../issue.ts";
import { parseCron } from "./parse.ts";
import type { CronSchedule } from "./schedule.ts";

export interface NamedZoneSchedule {
  readonly schedule: CronSchedule;
  /** As written; whether it exists is for the caller to find out. */
  readonly timeZone: string;
}

const PREFIX = /^(?:CRON_)?TZ=([^ ]*)(.*)$/s;
const DEFAULT_ZONE = "UTC";

/**
 * Reads a schedule as Argo's controller does. A `timezone` field is put before the schedule as a
 * prefix, so a schedule that has a prefix too is refused.
 *
 * Without any zone Argo takes its controller's, which in a cluster is UTC.
 */
export function parseZonedCron(text: string, timezone?: string): Result<NamedZoneSchedule> {
  if (timezone !== undefined && timezone !== "") return inZone(text, timezone);
  const prefixed = PREFIX.exec(text);
  if (prefixed === null) return inZone(text, DEFAULT_ZONE);
  const [, zone = "", rest = ""] = prefixed;
  if (rest === "") {
    const hint = "Write the schedule after the time zone: `CRON_TZ=Asia/Tokyo 0 9 * * *`.";
    return failure([problem("cron/syntax", `"${text}" has no schedule`, hint)]);
  }
  return inZone(rest.trim(), zone === "" || zone === "Local" ? DEFAULT_ZONE : zone);
}

function inZone(text: string, timeZone: string): Result<NamedZoneSchedule> {
  const parsed = parseCron(text);
  return parsed.ok ? success({ schedule: parsed.value, timeZone }, parsed.warnings) : parsed;
}
