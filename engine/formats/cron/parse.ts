/** Reads a cron schedule with the time zone that it may name, for whoever only wants to check it. */
import { type NamedZoneSchedule, parseZonedCron } from "../../core/cron/zoned.ts";
import type { Result } from "../../core/issue.ts";
import { resolveZone } from "../time-zone/resolve.ts";

/**
 * As `parseZonedCron`, and the time zone must exist.
 *
 * Fails with `cron/syntax` and `scenario/time-zone`, warns with `cron/never`.
 */
export function parseCron(text: string, timezone?: string): Result<NamedZoneSchedule> {
  const parsed = parseZonedCron(text, timezone);
  if (!parsed.ok) return parsed;
  const zone = resolveZone(parsed.value.timeZone, 0, 1);
  return zone.ok ? parsed : zone;
}
