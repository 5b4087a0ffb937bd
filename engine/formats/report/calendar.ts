/** Instants as people of the scenario's time zone read them. */
import { civilTime, instantOfUtc, offsetAt, type ZoneOffsets } from "../../core/clock/civil.ts";
import { DAY_MS, type InstantMs } from "../../core/units/units.ts";
import { NBSP } from "./number.ts";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const DAYS = "Sun Mon Tue Wed Thu Fri Sat".split(" ");

/** `14 Nov 2023` */
export function dateText(atMs: InstantMs, zone: ZoneOffsets): string {
  const { year, month, day } = civilTime(atMs, zone);
  return `${day}${NBSP}${MONTHS[month - 1]}${NBSP}${year}`;
}

/** `14 Nov 2023 00:00` */
export function instantText(atMs: InstantMs, zone: ZoneOffsets): string {
  return `${dateText(atMs, zone)}${NBSP}${clockText(atMs, zone)}`;
}

/** `Tue 14 Nov 04:30` */
export function dayAndClockText(atMs: InstantMs, zone: ZoneOffsets): string {
  const { month } = civilTime(atMs, zone);
  return `${dayText(atMs, zone)} ${MONTHS[month - 1]} ${clockText(atMs, zone)}`;
}

/** `Tue 14` */
export function dayText(atMs: InstantMs, zone: ZoneOffsets): string {
  const { day, weekday } = civilTime(atMs, zone);
  return `${DAYS[weekday]} ${day}`;
}

/** `Jan` */
export function monthText(atMs: InstantMs, zone: ZoneOffsets): string {
  return MONTHS[civilTime(atMs, zone).month - 1] as string;
}

/** `04:30` */
export function clockText(atMs: InstantMs, zone: ZoneOffsets): string {
  const { hour, minute } = civilTime(atMs, zone);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** The local midnights in [fromMs, toMs), ascending; a day of 23 or 25 hours counts as one. */
export function midnights(fromMs: InstantMs, toMs: InstantMs, zone: ZoneOffsets): InstantMs[] {
  const first = civilTime(fromMs, zone);
  const starts: InstantMs[] = [];
  for (let utcMs = instantOfUtc(first.year, first.month, first.day); ; utcMs += DAY_MS) {
    const atMs = utcMs - offsetAt(zone, utcMs - offsetAt(zone, utcMs));
    if (atMs >= toMs) return starts;
    if (atMs >= fromMs) starts.push(atMs);
  }
}

/** 0 is Sunday. */
export function weekdayOf(atMs: InstantMs, zone: ZoneOffsets): number {
  return civilTime(atMs, zone).weekday;
}

export function isFirstOfMonth(atMs: InstantMs, zone: ZoneOffsets): boolean {
  return civilTime(atMs, zone).day === 1;
}
