/** Reads times by a layout as Go's `time.Parse` does, in a machine whose local zone is UTC. */
import { instantOfUtc } from "../../clock/civil.ts";
import { DAY_MS } from "../../units/units.ts";
import type { GoTime } from "../value.ts";
import { SECOND_NS } from "./time.ts";
import { isFraction, layoutParts, MONTHS, WEEKDAYS } from "./time-layout.ts";
import { offsetName, readZone, type Zone } from "./time-zone.ts";

/** What has been read so far, and the text that is left. */
interface Reading {
  rest: string;
  year: number;
  month: number;
  day: number;
  dayOfYear: number;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  half: "" | "AM" | "PM";
  zone: Zone;
}

/** Not a value of this layout. */
class Mismatch extends Error {}

/** The time, or undefined when the text does not fit the layout or names no real date. */
export function parseGoTime(layout: string, text: string): GoTime | undefined {
  const parts = layoutParts(layout);
  const reading: Reading = {
    rest: text,
    year: 0,
    month: 0,
    day: 0,
    dayOfYear: 0,
    hour: 0,
    minute: 0,
    second: 0,
    nanosecond: 0,
    half: "",
    zone: {},
  };
  try {
    parts.forEach(({ literal, field }, index) => {
      skip(reading, literal);
      if (field !== undefined) readField(reading, field, parts[index + 1]);
    });
    if (reading.rest !== "") return undefined;
    return assemble(reading);
  } catch (error) {
    if (error instanceof Mismatch) return undefined;
    throw error;
  }
}

/** A run of spaces in the layout stands for any run of spaces in the text. */
function skip(reading: Reading, literal: string): void {
  for (const piece of literal.match(/ +|[^ ]+/g) ?? []) {
    if (piece[0] === " ") {
      if (reading.rest !== "" && reading.rest[0] !== " ") throw new Mismatch();
      reading.rest = reading.rest.replace(/^ +/, "");
    } else {
      take(reading, piece);
    }
  }
}

function take(reading: Reading, text: string): void {
  if (!reading.rest.startsWith(text)) throw new Mismatch();
  reading.rest = reading.rest.slice(text.length);
}

function readField(
  reading: Reading,
  field: string,
  next: { field: string | undefined } | undefined,
) {
  if (/^[-Z]0|^MST$/.test(field)) {
    const found = readZone(field, reading.rest);
    if (found === undefined) throw new Mismatch();
    reading.zone = { ...reading.zone, ...found.zone };
    reading.rest = reading.rest.slice(found.length);
    return;
  }
  if (isFraction(field)) return readFraction(reading, field);
  Object.assign(reading, READERS[field]?.(reading));
  // A fraction of a second is read even where the layout has none.
  if (/^0?5$/.test(field) && !isFraction(next?.field)) readOptionalFraction(reading);
}

const READERS: Readonly<Record<string, (reading: Reading) => Partial<Reading>>> = {
  January: (r) => ({ month: readName(r, MONTHS, false) + 1 }),
  Jan: (r) => ({ month: readName(r, MONTHS, true) + 1 }),
  Monday: (r) => readWeekday(r, false),
  Mon: (r) => readWeekday(r, true),
  "2006": (r) => ({ year: digits(r, /^\d{4}/) }),
  "06": (r) => {
    const year = digits(r, /^\d{2}/);
    return { year: year + (year >= 69 ? 1_900 : 2_000) };
  },
  "01": (r) => ({ month: within(digits(r, /^\d{2}/), 1, 12) }),
  "1": (r) => ({ month: within(digits(r, /^\d{1,2}/), 1, 12) }),
  "02": (r) => ({ day: within(digits(r, /^\d{2}/), 1, 31) }),
  _2: (r) => ({ day: within(digits(r, /^ ?\d{1,2}/), 1, 31) }),
  "2": (r) => ({ day: within(digits(r, /^\d{1,2}/), 1, 31) }),
  "002": (r) => ({ dayOfYear: within(digits(r, /^\d{3}/), 1, 366) }),
  __2: (r) => ({ dayOfYear: within(digits(r, /^ {0,2}\d{1,3}/), 1, 366) }),
  "15": (r) => ({ hour: within(digits(r, /^\d{1,2}/), 0, 23) }),
  "03": (r) => ({ hour: within(digits(r, /^\d{2}/), 0, 12) }),
  "3": (r) => ({ hour: within(digits(r, /^\d{1,2}/), 0, 12) }),
  "04": (r) => ({ minute: within(digits(r, /^\d{2}/), 0, 59) }),
  "4": (r) => ({ minute: within(digits(r, /^\d{1,2}/), 0, 59) }),
  "05": (r) => ({ second: within(digits(r, /^\d{2}/), 0, 59) }),
  "5": (r) => ({ second: within(digits(r, /^\d{1,2}/), 0, 59) }),
  PM: (r) => readHalf(r, ["AM", "PM"]),
  pm: (r) => readHalf(r, ["am", "pm"]),
};

function digits(reading: Reading, pattern: RegExp): number {
  const found = pattern.exec(reading.rest)?.[0];
  if (found === undefined) throw new Mismatch();
  reading.rest = reading.rest.slice(found.length);
  return Number(found);
}

function within(value: number, least: number, most: number): number {
  if (value < least || value > most) throw new Mismatch();
  return value;
}

/** Names count in any case; the index of the name. */
function readName(reading: Reading, names: readonly string[], short: boolean): number {
  const known = names.map((name) => (short ? name.slice(0, 3) : name).toLowerCase());
  const start = reading.rest.slice(0, 10).toLowerCase();
  const index = known.findIndex((name) => start.startsWith(name));
  if (index < 0) throw new Mismatch();
  reading.rest = reading.rest.slice((known[index] as string).length);
  return index;
}

/** The day of the week is read and not checked, as in Go. */
function readWeekday(reading: Reading, short: boolean): Partial<Reading> {
  readName(reading, WEEKDAYS, short);
  return {};
}

function readHalf(reading: Reading, names: readonly string[]): Partial<Reading> {
  const index = names.findIndex((name) => reading.rest.startsWith(name));
  if (index < 0) throw new Mismatch();
  reading.rest = reading.rest.slice(2);
  return { half: index === 0 ? "AM" : "PM" };
}

/** `.000` wants as many digits as it has; `.999` takes what there is, or nothing. */
function readFraction(reading: Reading, field: string): void {
  if (field[1] === "9") return readOptionalFraction(reading);
  const found = new RegExp(`^[.,]\\d{${field.length - 1}}`).exec(reading.rest)?.[0];
  if (found === undefined) throw new Mismatch();
  takeFraction(reading, found);
}

function readOptionalFraction(reading: Reading): void {
  const found = /^[.,]\d+/.exec(reading.rest)?.[0];
  if (found !== undefined) takeFraction(reading, found);
}

function takeFraction(reading: Reading, text: string): void {
  reading.nanosecond = Number(text.slice(1, 10).padEnd(9, "0"));
  reading.rest = reading.rest.slice(text.length);
}

function assemble(reading: Reading): GoTime {
  const { year, minute, second, nanosecond, zone } = reading;
  const { month, day } = dateOf(reading);
  const hour = reading.hour + halfDayHours(reading);
  const localMs = instantOfUtc(year, month, day, hour, minute);
  const counted = zone.offsetSeconds ?? 0;
  const unixNs = BigInt(localMs / 1_000 + second - counted) * SECOND_NS + BigInt(nanosecond);
  const offsetSeconds = zone.offsetSeconds ?? zone.shownOffsetSeconds ?? 0;
  return { kind: "time", unixNs, offsetSeconds, zone: zone.name ?? offsetName(counted) };
}

function halfDayHours({ half, hour }: Reading): number {
  if (half === "PM" && hour < 12) return 12;
  return half === "AM" && hour === 12 ? -12 : 0;
}

/** Month and day, from the day of the year if that was given; both must then agree. */
function dateOf(reading: Reading): { month: number; day: number } {
  const { year, dayOfYear } = reading;
  const month = reading.month || 1;
  const day = reading.day || 1;
  if (dayOfYear === 0) {
    if (day > daysIn(year, month)) throw new Mismatch();
    return { month, day };
  }
  let found = 1;
  let left = dayOfYear;
  while (found <= 12 && left > daysIn(year, found)) {
    left -= daysIn(year, found);
    found += 1;
  }
  const agrees =
    (reading.month === 0 || reading.month === found) && (reading.day === 0 || day === left);
  if (found > 12 || !agrees) throw new Mismatch();
  return { month: found, day: left };
}

function daysIn(year: number, month: number): number {
  const next = month === 12 ? instantOfUtc(year + 1, 1, 1) : instantOfUtc(year, month + 1, 1);
  return (next - instantOfUtc(year, month, 1)) / DAY_MS;
}
