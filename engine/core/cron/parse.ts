/** Reads a cron schedule as Argo does: the standard parser of robfig/cron v3. */
import { parseGoDuration } from "../expression/go/duration.ts";
import { caution, failure, type Issue, problem, type Result, success } from "../issue.ts";
import { SECOND_MS } from "../units/units.ts";
import { CRON_FIELDS, type FieldValues, readField } from "./field.ts";
import type { CalendarSchedule, CronSchedule, IntervalSchedule } from "./schedule.ts";

const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const SHORTHANDS: ReadonlyMap<string, string> = new Map([
  ["@yearly", "0 0 1 1 *"],
  ["@annually", "0 0 1 1 *"],
  ["@monthly", "0 0 1 * *"],
  ["@weekly", "0 0 * * 0"],
  ["@daily", "0 0 * * *"],
  ["@midnight", "0 0 * * *"],
  ["@hourly", "0 * * * *"],
]);

const EVERY = "@every ";
const SECOND_NS = 1_000_000_000n;

const MAX_SCHEDULE_LENGTH = 1_000;
const EXAMPLE = "Five fields: minute hour day-of-month month day-of-week, for example `0 2 * * *`.";

/** What Go's `strings.Fields` splits at; JavaScript's `\s` has one more and one less. */
const SPACES = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/**
 * Five fields with lists, ranges, steps, month and weekday names, `*` and `?`; the `@daily` family;
 * `@every 1h30m`.
 *
 * Fails with `cron/syntax`, one issue for each wrong field. Warns with `cron/never` of a schedule
 * that is never due: Argo accepts it, and starts nothing.
 */
export function parseCron(text: string): Result<CronSchedule> {
  if (text.length > MAX_SCHEDULE_LENGTH) {
    return failure([problem("cron/syntax", "the cron expression is too long", EXAMPLE)]);
  }
  if (text.startsWith(EVERY)) return parseInterval(text);
  const fields = text.startsWith("@") ? SHORTHANDS.get(text) : text;
  if (fields === undefined) {
    const known = [...SHORTHANDS.keys()].join(", ");
    const hint = `Use one of ${known}, \`@every 1h30m\`, or five fields.`;
    return failure([problem("cron/syntax", `"${text}" is not a known shorthand`, hint)]);
  }
  return parseFields(text, fields);
}

/** Below a second, and negative, upstream makes one second of it; fractions of a second go. */
function parseInterval(text: string): Result<IntervalSchedule> {
  const written = text.slice(EVERY.length);
  const ns = parseGoDuration(written);
  if (ns === undefined) {
    const hint = "Write hours, minutes and seconds: `@every 1h30m`, `@every 45s`.";
    return failure([problem("cron/syntax", `"${written}" is not a duration`, hint)]);
  }
  const seconds = ns < SECOND_NS ? 1 : Number(ns / SECOND_NS);
  return success({ kind: "interval", text, everyMs: seconds * SECOND_MS });
}

function parseFields(text: string, fields: string): Result<CalendarSchedule> {
  const words = fields.split(SPACES).filter((word) => word !== "");
  if (words.length !== CRON_FIELDS.length) return failure([wrongFieldCount(text, words)]);
  const issues: Issue[] = [];
  const sets = CRON_FIELDS.map((field, i) => readField(words[i] as string, field, issues));
  if (issues.length > 0) return failure(issues);
  const [minutes, hours, daysOfMonth, months, weekdays] = sets as [
    FieldValues,
    FieldValues,
    FieldValues,
    FieldValues,
    FieldValues,
  ];
  const schedule: CalendarSchedule = {
    kind: "calendar",
    text,
    minutes: minutes.values,
    hours: hours.values,
    daysOfMonth: daysOfMonth.values,
    months: months.values,
    weekdays: weekdays.values,
    eitherDay: !daysOfMonth.star && !weekdays.star,
  };
  if (isEverDue(schedule)) return success(schedule);
  const hint = "Choose a day of the month that occurs in the months given.";
  return success(schedule, [
    caution("cron/never", `"${text}" names a time that never occurs`, hint),
  ]);
}

function isEverDue(schedule: CalendarSchedule): boolean {
  const { minutes, hours, daysOfMonth, months, weekdays } = schedule;
  if (minutes.size === 0 || hours.size === 0 || months.size === 0) return false;
  const firstDay = Math.min(...daysOfMonth);
  const hasDate = [...months].some((month) => firstDay <= (LONGEST_MONTH[month - 1] as number));
  return schedule.eitherDay ? hasDate || weekdays.size > 0 : hasDate && weekdays.size > 0;
}

function wrongFieldCount(text: string, words: readonly string[]): Issue {
  const message = `the cron expression "${text}" has ${words.length} fields, not 5`;
  if (/^(CRON_)?TZ=/.test(words[0] ?? "")) {
    const hint = "State the zone in the time zone field of the schedule, not in the expression.";
    return problem("cron/syntax", message, hint);
  }
  const seconds =
    words.length === 6 ? " Seconds are not supported: leave the first field out." : "";
  return problem("cron/syntax", message, `${EXAMPLE}${seconds}`);
}
