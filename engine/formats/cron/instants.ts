/** Lists the instants of a cron schedule in a time zone, by Argo's daylight-saving rules. */
import { assert } from "../../core/assert.ts";
import { civilTime, type ZoneOffsets } from "../../core/clock/civil.ts";
import { MAX_PERIOD_DAYS, MAX_REQUESTS } from "../../core/limits.ts";
import { DAY_MS, HOUR_MS, type InstantMs, MINUTE_MS } from "../../core/units/units.ts";
import type { CronExpression } from "./parse.ts";

/**
 * Ascending instants in `[fromMs, toMs)` at which the schedule starts a run.
 *
 * As documented for Argo's CronWorkflow: a wall-clock time that spring-forward leaves out is
 * skipped, one that fall-back repeats runs twice. The list ends after `limit` instants; a caller
 * that must know asks for one more than it accepts.
 *
 * @param zone offsets that cover the period, from `resolveZone`
 */
export function cronInstants(
  expression: CronExpression,
  zone: ZoneOffsets,
  fromMs: InstantMs,
  toMs: InstantMs,
  limit: number = MAX_REQUESTS + 1,
): InstantMs[] {
  assert(toMs - fromMs <= MAX_PERIOD_DAYS * DAY_MS, "a cron period has a maximum length");
  const instants: InstantMs[] = [];
  for (const segment of segments(zone, fromMs, toMs)) {
    if (!collect(expression, segment, limit, instants)) break;
  }
  return instants;
}

/** A stretch of time with one offset: inside it wall-clock time and instants run in step. */
interface Segment {
  readonly fromMs: InstantMs;
  readonly toMs: InstantMs;
  readonly offsetMs: number;
}

/**
 * Cutting at the transitions is the whole daylight rule: local times between two segments that do
 * not touch never occur, and those in two overlapping ones occur once in each.
 */
function* segments(zone: ZoneOffsets, fromMs: InstantMs, toMs: InstantMs): Generator<Segment> {
  for (let i = 0; i < zone.fromMs.length; i++) {
    const starts = i === 0 ? Number.NEGATIVE_INFINITY : (zone.fromMs[i] as number);
    const ends = zone.fromMs[i + 1] ?? Number.POSITIVE_INFINITY;
    const start = Math.max(starts, fromMs);
    const end = Math.min(ends, toMs);
    if (start < end) yield { fromMs: start, toMs: end, offsetMs: zone.offsetMs[i] as number };
  }
}

/** Adds the instants of one segment; false when the list is full. */
function collect(
  expression: CronExpression,
  segment: Segment,
  limit: number,
  instants: InstantMs[],
): boolean {
  const { fromMs, toMs, offsetMs } = segment;
  const firstDay = Math.floor((fromMs + offsetMs) / DAY_MS) * DAY_MS;
  for (let dayMs = firstDay; dayMs < toMs + offsetMs; dayMs += DAY_MS) {
    if (!runsOnDay(expression, dayMs)) continue;
    for (const hour of expression.hours) {
      for (const minute of expression.minutes) {
        const at = dayMs + hour * HOUR_MS + minute * MINUTE_MS - offsetMs;
        if (at < fromMs) continue;
        if (at >= toMs) return true;
        if (instants.length >= limit) return false;
        instants.push(at);
      }
    }
  }
  return true;
}

/** @param localDayMs local midnight, written as if it were UTC */
function runsOnDay(expression: CronExpression, localDayMs: number): boolean {
  const { month, day, weekday } = civilTime(localDayMs);
  if (!expression.months.has(month)) return false;
  const byDate = expression.daysOfMonth.has(day);
  const byWeekday = expression.weekdays.has(weekday);
  return expression.eitherDay ? byDate || byWeekday : byDate && byWeekday;
}
