/** Periods and schedules: local dates and cron expressions as instants. */
import { instantOfUtc, offsetAt, type ZoneOffsets } from "../../core/clock/civil.ts";
import { cronInstants } from "../../core/cron/instants.ts";
import { parseCron } from "../../core/cron/parse.ts";
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { MAX_PERIOD_DAYS, MAX_REQUESTS } from "../../core/limits.ts";
import { DAY_MS, type InstantMs } from "../../core/units/units.ts";
import { resolveZone } from "../../formats/time-zone/resolve.ts";
import type { Path, YamlDocument } from "../../formats/yaml/read.ts";

type Locate = YamlDocument["locate"];

export interface Period {
  readonly fromMs: InstantMs;
  readonly toMs: InstantMs;
  readonly zone: ZoneOffsets;
}

/** Offsets are resolved this far beyond the period, for what looks a little ahead or behind. */
const MARGIN_MS = 2 * DAY_MS;

export function resolvePeriod(
  period: { from: string; to: string; timeZone: string },
  locate: Locate,
): Result<Period> {
  const fromUtc = utcMidnight(period.from);
  const toUtc = utcMidnight(period.to);
  const where = locate(["spec", "period"]);
  if (fromUtc === undefined || toUtc === undefined) {
    const hint = "Use a date of the calendar, such as 2024-02-29.";
    return failure([
      problem("scenario/period", "the period has a date that does not exist", hint, where),
    ]);
  }
  if (toUtc - fromUtc > MAX_PERIOD_DAYS * DAY_MS) {
    const message = `the period is longer than ${MAX_PERIOD_DAYS} days`;
    return failure([problem("scenario/period", message, "Choose a shorter period.", where)]);
  }
  const zone = zoneOver(period.timeZone, fromUtc, toUtc, locate(["spec", "period", "timeZone"]));
  if (!zone.ok) return zone;
  return success({
    fromMs: localInstant(fromUtc, zone.value),
    toMs: localInstant(toUtc, zone.value),
    zone: zone.value,
  });
}

/** Offsets of a zone over a period and a little around it. */
export function zoneOver(
  timeZone: string,
  fromMs: InstantMs,
  toMs: InstantMs,
  where: ReturnType<Locate>,
): Result<ZoneOffsets> {
  const zone = resolveZone(timeZone, fromMs - MARGIN_MS, toMs + MARGIN_MS);
  return zone.ok ? zone : failure(zone.issues.map((issue) => ({ ...issue, ...where })));
}

/** The instants of a cron schedule in a period. */
export function instantsIn(
  schedule: string,
  period: Period,
  locate: Locate,
  path: Path,
): Result<InstantMs[]> {
  const where = locate(path);
  const parsed = parseCron(schedule);
  if (!parsed.ok) return failure(parsed.issues.map((issue) => ({ ...issue, ...where })));
  if (parsed.warnings.length > 0) {
    // In a cluster a schedule that never comes is harmless; here it would be a workload without work.
    const errors = parsed.warnings.map((issue) => ({ ...issue, ...where }));
    return failure(errors.map((issue) => ({ ...issue, severity: "error" })));
  }
  const instants = cronInstants(parsed.value, period.zone, period.fromMs, period.toMs);
  if (instants.length <= MAX_REQUESTS) return success(instants);
  const message = `'${schedule}' has more than ${MAX_REQUESTS} instants in the period`;
  const hint = "Choose a rarer schedule or a shorter period.";
  return failure([problem("scenario/too-many", message, hint, where)]);
}

/** The instant at which a zone's wall clock shows what UTC shows at `utcMs`. */
export function localInstant(utcMs: InstantMs, zone: ZoneOffsets): InstantMs {
  return utcMs - offsetAt(zone, utcMs - offsetAt(zone, utcMs));
}

/** Midnight UTC of `2024-01-31`; undefined for a date that the calendar does not have. */
export function utcMidnight(date: string): InstantMs | undefined {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const instant = instantOfUtc(year, month, day);
  const exists =
    month >= 1 && month <= 12 && day >= 1 && instantOfUtc(year, month + 1, 1) > instant;
  return exists ? instant : undefined;
}
