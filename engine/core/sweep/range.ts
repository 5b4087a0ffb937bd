/** Ranges of numbers, durations and dates as lists of values. */
import { civilTime, instantOfUtc, isoInstant } from "../clock/civil.ts";
import { failure, problem, type Result, success } from "../issue.ts";
import { MAX_AXIS_VALUES } from "../limits.ts";
import { parseDuration } from "../units/duration.ts";
import { DAY_MS, type DurationMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "../units/units.ts";
import type { ParameterValue } from "./axes.ts";

/** From-to, both included where the steps meet the end. */
export type Range = { readonly from: ParameterValue; readonly to: ParameterValue } & (
  | { readonly step: ParameterValue }
  | { readonly count: number }
);

/** What is left when decimal steps are added up; far below any step that a person writes. */
const ROUNDING = 1e-9;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const CALENDAR_STEP = /^(\d+)(d|w|mo|y)$/;

/** Fails with `sweep/range` when the ends and the step do not belong together. */
export function valuesOfRange(range: Range): Result<ParameterValue[]> {
  const { from, to } = range;
  const [first, last] = [Number(from), Number(to)];
  if (from !== "" && to !== "" && Number.isFinite(first) && Number.isFinite(last)) {
    return evenly(first, last, range, Number, (value) => Number(value.toPrecision(12)));
  }
  if (typeof from === "string" && typeof to === "string") {
    if (DATE.test(from) && DATE.test(to)) return dates(from, to, range);
    const [firstMs, lastMs] = [parseDuration(from), parseDuration(to)];
    if (firstMs !== undefined && lastMs !== undefined) {
      return evenly(firstMs, lastMs, range, durationOf, (value) => durationText(Math.round(value)));
    }
  }
  return refused(range, "the ends are neither two numbers, two durations nor two dates");
}

function evenly(
  first: number,
  last: number,
  range: Range,
  toNumber: (step: ParameterValue) => number,
  toValue: (value: number) => ParameterValue,
): Result<ParameterValue[]> {
  const step = "step" in range ? toNumber(range.step) : (last - first) / (range.count - 1);
  if (first === last) return success([toValue(first)]);
  if (!(step * (last - first) > 0)) return refused(range, "the step does not lead to the end");
  const count = Math.floor((last - first) / step + ROUNDING) + 1;
  if (count > MAX_AXIS_VALUES) return tooMany(range);
  return success(Array.from({ length: count }, (_, index) => toValue(first + index * step)));
}

function durationOf(step: ParameterValue): DurationMs {
  return (typeof step === "string" ? parseDuration(step) : undefined) ?? Number.NaN;
}

/** `1d2h30m`: a text that reads as exactly this duration. */
export function durationText(durationMs: DurationMs): string {
  const units = [
    [DAY_MS, "d"],
    [HOUR_MS, "h"],
    [MINUTE_MS, "m"],
    [SECOND_MS, "s"],
    [1, "ms"],
  ] as const;
  let rest = durationMs;
  let text = "";
  for (const [unitMs, name] of units) {
    const whole = Math.floor(rest / unitMs);
    if (whole > 0) text += `${whole}${name}`;
    rest -= whole * unitMs;
  }
  return text === "" ? "0s" : text;
}

function dates(from: string, to: string, range: Range): Result<ParameterValue[]> {
  const [firstMs, lastMs] = [utcOf(from), utcOf(to)];
  if (firstMs > lastMs) return refused(range, "the last date is before the first");
  const next =
    "step" in range ? stepper(firstMs, range.step) : spacer(firstMs, lastMs, range.count);
  if (next === undefined) return refused(range, "a step of dates is one such as 1d, 2w, 1mo or 1y");
  const values: string[] = [];
  for (let index = 0; ; index++) {
    const atMs = next(index);
    if (atMs > lastMs) break;
    if (values.length >= MAX_AXIS_VALUES) return tooMany(range);
    values.push(isoInstant(atMs).slice(0, 10));
  }
  return success(values);
}

function stepper(firstMs: number, step: ParameterValue): ((index: number) => number) | undefined {
  const [, amount, unit] = CALENDAR_STEP.exec(String(step)) ?? [];
  const count = Number(amount);
  if (!(count > 0)) return undefined;
  if (unit === "d" || unit === "w") {
    const days = unit === "w" ? 7 * count : count;
    return (index) => firstMs + index * days * DAY_MS;
  }
  const months = unit === "y" ? 12 * count : count;
  return (index) => monthsLater(firstMs, index * months);
}

/** Whole days, spread as evenly as whole days can be. */
function spacer(firstMs: number, lastMs: number, count: number): (index: number) => number {
  const days = (lastMs - firstMs) / DAY_MS;
  return (index) =>
    index < count
      ? firstMs + Math.round((index * days) / (count - 1)) * DAY_MS
      : Number.POSITIVE_INFINITY;
}

/** The same day of a later month; the last day of a month that is shorter. */
function monthsLater(fromMs: number, months: number): number {
  const { year, month, day } = civilTime(fromMs);
  const sameDay = instantOfUtc(year, month, day);
  const first = (offset: number) => {
    const index = month - 1 + offset;
    return instantOfUtc(year + Math.floor(index / 12), (index % 12) + 1, 1);
  };
  if (months === 0) return sameDay;
  return Math.min(first(months) + (day - 1) * DAY_MS, first(months + 1) - DAY_MS);
}

function utcOf(date: string): number {
  const [, year, month, day] = DATE.exec(date) as unknown as [string, string, string, string];
  return instantOfUtc(Number(year), Number(month), Number(day));
}

function textOf(range: Range): string {
  const by = "step" in range ? `in steps of ${range.step}` : `in ${range.count} values`;
  return `${range.from} to ${range.to} ${by}`;
}

function refused(range: Range, why: string): Result<never> {
  const hint =
    "Write numbers (100:400:20), durations (1h:8h:1h) or dates (2024-01-01..2024-12-01/1mo).";
  return failure([problem("sweep/range", `${textOf(range)}: ${why}`, hint)]);
}

function tooMany(range: Range): Result<never> {
  const message = `${textOf(range)} is more than ${MAX_AXIS_VALUES} values`;
  return failure([problem("sweep/range", message, "Choose a larger step.")]);
}
