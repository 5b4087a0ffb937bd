/** Calendar arithmetic on plain numbers: proleptic Gregorian dates, and zone offsets given as data. */
import { DAY_MS, type DurationMs, HOUR_MS, type InstantMs, MINUTE_MS } from "../units/units.ts";

/** A wall-clock reading. */
export interface CivilTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** 0 is Sunday, as in cron. */
  readonly weekday: number;
}

/**
 * The offsets of a time zone over a period, resolved outside core because zone data differs between
 * runtimes. Before `fromMs[0]` the first offset holds.
 */
export interface ZoneOffsets {
  readonly timeZone: string;
  /** Instants at which an offset begins, ascending. */
  readonly fromMs: readonly InstantMs[];
  /** Local time minus UTC, one for each entry of `fromMs`. */
  readonly offsetMs: readonly DurationMs[];
}

export const UTC: ZoneOffsets = { timeZone: "UTC", fromMs: [0], offsetMs: [0] };

/** Local time minus UTC at an instant. */
export function offsetAt(zone: ZoneOffsets, instantMs: InstantMs): DurationMs {
  let offset = zone.offsetMs[0] ?? 0;
  for (let i = 1; i < zone.fromMs.length; i++) {
    if ((zone.fromMs[i] as number) > instantMs) break;
    offset = zone.offsetMs[i] as number;
  }
  return offset;
}

/** The wall clock in a zone at an instant. */
export function civilTime(instantMs: InstantMs, zone: ZoneOffsets = UTC): CivilTime {
  const localMs = instantMs + offsetAt(zone, instantMs);
  const days = Math.floor(localMs / DAY_MS);
  const ofDayMs = localMs - days * DAY_MS;
  return {
    ...dateOfDay(days),
    hour: Math.floor(ofDayMs / HOUR_MS),
    minute: Math.floor((ofDayMs % HOUR_MS) / MINUTE_MS),
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

/**
 * The instant of a wall-clock reading, given as if it were UTC. A reading that the clocks skip in spring
 * is taken as the one an hour later, one that they repeat in autumn as its first.
 */
export function instantOfWall(wallMs: number, zone: ZoneOffsets): InstantMs {
  const before = offsetAt(zone, wallMs - DAY_MS);
  const after = offsetAt(zone, wallMs + DAY_MS);
  const early = wallMs - Math.max(before, after);
  return early + offsetAt(zone, early) === wallMs ? early : wallMs - Math.min(before, after);
}

/** Instant of a UTC wall-clock reading. */
export function instantOfUtc(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
): InstantMs {
  return dayOfDate(year, month, day) * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS;
}

/** `2024-03-31T01:00:00Z`; milliseconds appear only when there are any. */
export function isoInstant(instantMs: InstantMs): string {
  const time = civilTime(instantMs);
  const restMs = ((instantMs % MINUTE_MS) + MINUTE_MS) % MINUTE_MS;
  const seconds = pad(Math.floor(restMs / 1_000), 2);
  const fraction = restMs % 1_000 === 0 ? "" : `.${pad(restMs % 1_000, 3)}`;
  const date = `${pad(time.year, 4)}-${pad(time.month, 2)}-${pad(time.day, 2)}`;
  return `${date}T${pad(time.hour, 2)}:${pad(time.minute, 2)}:${seconds}${fraction}Z`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** Days since 1970-01-01 (algorithm: H. Hinnant, "chrono-compatible low-level date algorithms"). */
function dayOfDate(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dateOfDay(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex + (monthIndex < 10 ? 3 : -9);
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}
