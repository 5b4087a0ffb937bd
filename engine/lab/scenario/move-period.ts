/** Moves the period of a scenario: to another start, another year, another length. */
import { isoInstant } from "../../core/clock/civil.ts";
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { parseDuration } from "../../core/units/duration.ts";
import { DAY_MS } from "../../core/units/units.ts";
import { utcMidnight } from "./period.ts";

export interface PeriodMove {
  /** `FROM..TO` */
  readonly period?: string;
  /** A duration of whole days. */
  readonly length?: string;
  readonly year?: number;
  /** A date; the period keeps its length in days. */
  readonly start?: string;
}

interface Dates {
  readonly from: string;
  readonly to: string;
}

const SPAN = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

/** In this order: period, length, year, start. The dates themselves are checked with the document. */
export function movePeriod(dates: Dates, move: PeriodMove): Result<Dates> {
  let { from, to } = dates;
  if (move.period !== undefined) {
    const [, first, last] = SPAN.exec(move.period) ?? [];
    if (first === undefined || last === undefined) return refused("period", move.period);
    [from, to] = [first, last];
  }
  if (move.length !== undefined) {
    const days = (parseDuration(move.length) ?? 0) / DAY_MS;
    if (!Number.isInteger(days) || days < 1) return refused("length", move.length);
    to = daysLater(from, days);
  }
  if (move.year !== undefined) {
    const years = move.year - Number(from.slice(0, 4));
    [from, to] = [yearsLater(from, years), yearsLater(to, years)];
  }
  if (move.start !== undefined) {
    const days = ((utcMidnight(to) ?? 0) - (utcMidnight(from) ?? 0)) / DAY_MS;
    if (utcMidnight(move.start) === undefined) return refused("start", move.start);
    [from, to] = [move.start, daysLater(move.start, days)];
  }
  return success({ from, to });
}

function daysLater(date: string, days: number): string {
  const utcMs = utcMidnight(date);
  return utcMs === undefined ? date : isoInstant(utcMs + days * DAY_MS).slice(0, 10);
}

function yearsLater(date: string, years: number): string {
  return `${String(Number(date.slice(0, 4)) + years).padStart(4, "0")}${date.slice(4)}`;
}

function refused(parameter: keyof PeriodMove, value: string): Result<never> {
  const wanted = {
    period: "Write two dates of the calendar, such as 2024-01-01..2024-07-01.",
    length: "Write whole days, such as 28d.",
    year: "Write a year, such as 2023.",
    start: "Write a date of the calendar, such as 2024-02-29.",
  } as const;
  const message = `'${value}' is not a value of '${parameter}'`;
  return failure([problem("sweep/value", message, wanted[parameter], { path: "spec.period" })]);
}
