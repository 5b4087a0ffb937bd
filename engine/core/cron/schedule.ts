/** When a cron schedule is due, as data: what the parser makes and the walk over the calendar reads. */
import type { DurationMs } from "../units/units.ts";

export type CronSchedule = CalendarSchedule | IntervalSchedule;

/** Five fields of wall-clock time. */
export interface CalendarSchedule {
  readonly kind: "calendar";
  /** As written, for messages. */
  readonly text: string;
  /** 0 to 59. */
  readonly minutes: ReadonlySet<number>;
  /** 0 to 23. */
  readonly hours: ReadonlySet<number>;
  /** 1 to 31. */
  readonly daysOfMonth: ReadonlySet<number>;
  /** 1 to 12. */
  readonly months: ReadonlySet<number>;
  /** 0 to 6; 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>;
  /** Both day fields are restricted: a day that matches either is due. Else it must match both. */
  readonly eitherDay: boolean;
}

/** `@every`: a distance to the start before, whatever the clock shows. */
export interface IntervalSchedule {
  readonly kind: "interval";
  readonly text: string;
  /** Whole seconds, at least one. */
  readonly everyMs: DurationMs;
}
