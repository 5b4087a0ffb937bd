/**
 * Finds the next start of a schedule, by the walk of robfig/cron v3: field by field, from the month
 * to the minute, each step in absolute time or in the calendar exactly as there. What the walk does
 * when clocks change is Argo's behaviour, so it is kept, its slips included: times that spring-forward
 * leaves out are skipped, those that fall-back repeats run twice, and where clocks change by half an
 * hour or at midnight it can miss the first start after the change.
 */
import {
  type CivilTime,
  civilTime,
  instantOfUtc,
  offsetAt,
  type ZoneOffsets,
} from "../clock/civil.ts";
import { DAY_MS, HOUR_MS, type InstantMs, MINUTE_MS, SECOND_MS } from "../units/units.ts";
import type { CalendarSchedule, CronSchedule } from "./schedule.ts";

/** A schedule that is not due in this many years has no next start. */
const YEARS_AHEAD = 5;
/** Bounds the walk where a zone leaves out a whole day; ordinary walks take less than a thousand. */
const MAX_STEPS = 20_000;

/**
 * The first start later than `afterMs`, on a whole second; undefined when there is none within five
 * years.
 *
 * @param zone offsets that cover the time up to the answer; beyond them the last one holds
 */
export function nextStart(
  schedule: CronSchedule,
  zone: ZoneOffsets,
  afterMs: InstantMs,
): InstantMs | undefined {
  const secondMs = Math.floor(afterMs / SECOND_MS) * SECOND_MS;
  if (schedule.kind === "interval") return secondMs + schedule.everyMs;
  if (schedule.minutes.size === 0 || schedule.hours.size === 0) return undefined;
  return new Walk(schedule, zone, secondMs + SECOND_MS).run();
}

class Walk {
  private readonly schedule: CalendarSchedule;
  private readonly zone: ZoneOffsets;
  private atMs: InstantMs;
  /** Smaller fields have been set to zero, which is done once, at the first field that moves. */
  private rounded = false;
  private stepsLeft = MAX_STEPS;

  constructor(schedule: CalendarSchedule, zone: ZoneOffsets, atMs: InstantMs) {
    this.schedule = schedule;
    this.zone = zone;
    this.atMs = atMs;
  }

  run(): InstantMs | undefined {
    const lastYear = this.local().year + YEARS_AHEAD;
    while (this.local().year <= lastYear && this.stepsLeft > 0) {
      const due = this.toMonth() && this.toDay() && this.toHour() && this.toMinute();
      if (due && this.stepsLeft > 0) return this.atMs;
    }
    return undefined;
  }

  /** As the following three: false when the next greater field has moved and all begins again. */
  private toMonth(): boolean {
    while (!this.schedule.months.has(this.local().month) && this.stepsLeft-- > 0) {
      const { year, month } = this.local();
      this.round(() => this.instantOf({ year, month, day: 1, hour: 0, minute: 0 }));
      const at = this.local();
      this.atMs = this.instantOf({ ...at, month: at.month + 1 });
      if (this.local().month === 1) return false;
    }
    return true;
  }

  private toDay(): boolean {
    while (!isDueOn(this.schedule, this.local()) && this.stepsLeft-- > 0) {
      const date = this.local();
      this.round(() => this.instantOf({ ...date, hour: 0, minute: 0 }));
      const at = this.local();
      this.atMs = this.instantOf({ ...at, day: at.day + 1 });
      // A midnight that does not exist became 23:00 or 01:00.
      const { hour } = this.local();
      this.atMs += (hour > 12 ? 24 - hour : -hour) * HOUR_MS;
      if (this.local().day === 1) return false;
    }
    return true;
  }

  private toHour(): boolean {
    while (!this.schedule.hours.has(this.local().hour) && this.stepsLeft-- > 0) {
      const hour = this.local();
      this.round(() => this.instantOf({ ...hour, minute: 0 }));
      this.atMs += HOUR_MS;
      if (this.local().hour === 0) return false;
    }
    return true;
  }

  private toMinute(): boolean {
    const minuteMs = Math.floor(this.atMs / MINUTE_MS) * MINUTE_MS;
    while (!this.schedule.minutes.has(this.local().minute) && this.stepsLeft-- > 0) {
      this.round(() => minuteMs);
      this.atMs += MINUTE_MS;
      if (this.local().minute === 0) return false;
    }
    if (this.rounded || this.atMs === minuteMs) return true;
    this.round(() => minuteMs + MINUTE_MS);
    return false;
  }

  private round(toMs: () => InstantMs): void {
    if (!this.rounded) this.atMs = toMs();
    this.rounded = true;
  }

  private local(): CivilTime {
    return civilTime(this.atMs, this.zone);
  }

  /** As Go's `time.Date`: of two readings the offset before decides, of none the one after. */
  private instantOf(time: Omit<CivilTime, "weekday">): InstantMs {
    const { year, month, day, hour, minute } = time;
    const localMs = instantOfUtc(year, month, 1, hour, minute) + (day - 1) * DAY_MS;
    return localMs - offsetAt(this.zone, localMs - offsetAt(this.zone, localMs));
  }
}

function isDueOn(schedule: CalendarSchedule, date: CivilTime): boolean {
  const byDate = schedule.daysOfMonth.has(date.day);
  const byWeekday = schedule.weekdays.has(date.weekday);
  return schedule.eitherDay ? byDate || byWeekday : byDate && byWeekday;
}
