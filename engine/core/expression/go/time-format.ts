/** Formats times as Go's `Time.Format` does. */
import type { GoTime } from "../value.ts";
import { type TimeFields, timeFields } from "./time.ts";
import { layoutParts, MONTHS, WEEKDAYS } from "./time-layout.ts";

/** A time by a Go layout such as `2006-01-02T15:04:05Z07:00`. */
export function formatGoTime(time: GoTime, layout: string): string {
  const fields = timeFields(time);
  return layoutParts(layout)
    .map(({ literal, field }) => literal + (field === undefined ? "" : text(field, fields, time)))
    .join("");
}

function text(field: string, of: TimeFields, time: GoTime): string {
  if (field[0] === "." || field[0] === ",") return fraction(field, of.nanosecond);
  if (/^[-Z]0/.test(field)) return offset(field, time.offsetSeconds);
  const writer = WRITERS[field];
  return writer === undefined ? field : writer(of, time);
}

const WRITERS: Readonly<Record<string, (of: TimeFields, time: GoTime) => string>> = {
  January: (of) => MONTHS[of.month - 1] as string,
  Jan: (of) => (MONTHS[of.month - 1] as string).slice(0, 3),
  Monday: (of) => WEEKDAYS[of.weekday] as string,
  Mon: (of) => (WEEKDAYS[of.weekday] as string).slice(0, 3),
  MST: (_, time) => time.zone,
  PM: (of) => (of.hour >= 12 ? "PM" : "AM"),
  pm: (of) => (of.hour >= 12 ? "pm" : "am"),
  "2006": (of) => (of.year < 0 ? `-${pad(-of.year, 4)}` : pad(of.year, 4)),
  "06": (of) => pad(((of.year % 100) + 100) % 100, 2),
  "01": (of) => pad(of.month, 2),
  "1": (of) => String(of.month),
  "02": (of) => pad(of.day, 2),
  _2: (of) => String(of.day).padStart(2),
  "2": (of) => String(of.day),
  "002": (of) => pad(of.dayOfYear, 3),
  __2: (of) => String(of.dayOfYear).padStart(3),
  "15": (of) => pad(of.hour, 2),
  "03": (of) => pad(hour12(of), 2),
  "3": (of) => String(hour12(of)),
  "04": (of) => pad(of.minute, 2),
  "4": (of) => String(of.minute),
  "05": (of) => pad(of.second, 2),
  "5": (of) => String(of.second),
};

function hour12(of: TimeFields): number {
  return of.hour % 12 === 0 ? 12 : of.hour % 12;
}

/** `.000` keeps its digits, `.999` drops trailing zeros; digits below a nanosecond are zeros. */
function fraction(field: string, nanosecond: number): string {
  const digits = pad(nanosecond, 9)
    .padEnd(field.length - 1, "0")
    .slice(0, field.length - 1);
  if (field[1] === "0") return (field[0] as string) + digits;
  const trimmed = digits.replace(/0+$/, "");
  return trimmed === "" ? "" : (field[0] as string) + trimmed;
}

function offset(field: string, offsetSeconds: number): string {
  if (field[0] === "Z" && offsetSeconds === 0) return "Z";
  const size = Math.abs(offsetSeconds);
  const parts = [Math.floor(size / 3_600), Math.floor(size / 60) % 60, size % 60];
  const shown = parts.slice(0, Math.ceil((field.replaceAll(":", "").length - 1) / 2));
  const sign = offsetSeconds < 0 ? "-" : "+";
  return sign + shown.map((part) => pad(part, 2)).join(field.includes(":") ? ":" : "");
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
