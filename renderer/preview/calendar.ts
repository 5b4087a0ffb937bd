/** Days and clock times in a scenario's own zone, from offsets that the scenario carries. */
import {
  type CivilTime,
  civilTime,
  offsetAt,
  type ZoneOffsets,
} from "../../engine/core/clock/civil.ts";
import { DAY_MS, HOUR_MS } from "../../engine/core/units/units.ts";

export type { ZoneOffsets };
export { DAY_MS, HOUR_MS };

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const MONTHS = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;

/** Midnight, in the zone, at or before an instant. */
export function dayStart(instantMs: number, zone: ZoneOffsets): number {
  const localMs = Math.floor((instantMs + offsetAt(zone, instantMs)) / DAY_MS) * DAY_MS;
  const guess = localMs - offsetAt(zone, instantMs);
  return localMs - offsetAt(zone, guess);
}

/** The midnight after an instant's own, across daylight-saving changes. */
export function nextDay(instantMs: number, zone: ZoneOffsets, days = 1): number {
  return dayStart(dayStart(instantMs, zone) + days * DAY_MS + 6 * HOUR_MS, zone);
}

/** Monday's midnight at or before an instant. */
export function weekStart(instantMs: number, zone: ZoneOffsets): number {
  const start = dayStart(instantMs, zone);
  const sinceMonday = (civilTime(start, zone).weekday + 6) % 7;
  return dayStart(start - sinceMonday * DAY_MS + 6 * HOUR_MS, zone);
}

export interface CalendarDay {
  readonly fromMs: number;
  readonly toMs: number;
  readonly time: CivilTime;
}

/** The days that overlap [fromMs, toMs), whole. */
export function daysBetween(fromMs: number, toMs: number, zone: ZoneOffsets): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let at = dayStart(fromMs, zone); at < toMs; ) {
    const end = nextDay(at, zone);
    days.push({ fromMs: at, toMs: end, time: civilTime(at, zone) });
    at = end;
  }
  return days;
}

/** `Mon 15`. */
export function dayText(time: CivilTime): string {
  return `${WEEKDAYS[time.weekday]} ${time.day}`;
}

export function monthText(time: CivilTime): string {
  return MONTHS[time.month - 1] as string;
}

/** `02:00`. */
export function clockText(instantMs: number, zone: ZoneOffsets): string {
  const { hour, minute } = civilTime(instantMs, zone);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** `Mon 15 Apr`. */
export function dateText(instantMs: number, zone: ZoneOffsets): string {
  const time = civilTime(instantMs, zone);
  return `${dayText(time)} ${monthText(time)}`;
}

/** `Mon 15 Apr, 02:00`. */
export function momentText(instantMs: number, zone: ZoneOffsets): string {
  return `${dateText(instantMs, zone)}, ${clockText(instantMs, zone)}`;
}

/** `1 Apr – 7 Apr 2024`; the end is exclusive. */
export function rangeText(fromMs: number, toMs: number, zone: ZoneOffsets): string {
  const from = civilTime(fromMs, zone);
  const to = civilTime(toMs - 1, zone);
  const head = `${from.day} ${monthText(from)}`;
  const tail = `${to.day} ${monthText(to)} ${to.year}`;
  if (from.year !== to.year) return `${head} ${from.year} – ${tail}`;
  return from.month === to.month ? `${from.day}–${tail}` : `${head} – ${tail}`;
}

/** The wall clock's reading at an instant. */
export function civilMoment(instantMs: number, zone: ZoneOffsets): CivilTime {
  return civilTime(instantMs, zone);
}
