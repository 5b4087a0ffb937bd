/** Reads a five-field cron expression as Argo does (robfig/cron v3, standard parser). */
import type { Issue, Result } from "../../core/issue.ts";
import { failure, problem, success } from "../../core/issue.ts";

/** When to run, as sets of wall-clock fields. */
export interface CronExpression {
  /** As written, for messages. */
  readonly text: string;
  /** 0 to 59, ascending. */
  readonly minutes: readonly number[];
  /** 0 to 23, ascending. */
  readonly hours: readonly number[];
  /** 1 to 31. */
  readonly daysOfMonth: ReadonlySet<number>;
  /** 1 to 12. */
  readonly months: ReadonlySet<number>;
  /** 0 to 6; 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>;
  /** Both day fields are restricted: a day that matches either runs. Else it must match both. */
  readonly eitherDay: boolean;
}

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const FIELDS: readonly Field[] = [
  { name: "minute", min: 0, max: 59 },
  { name: "hour", min: 0, max: 23 },
  { name: "day of month", min: 1, max: 31 },
  { name: "month", min: 1, max: 12, names: MONTHS },
  { name: "day of week", min: 0, max: 6, names: WEEKDAYS },
];

const SHORTHANDS: ReadonlyMap<string, string> = new Map([
  ["@yearly", "0 0 1 1 *"],
  ["@annually", "0 0 1 1 *"],
  ["@monthly", "0 0 1 * *"],
  ["@weekly", "0 0 * * 0"],
  ["@daily", "0 0 * * *"],
  ["@midnight", "0 0 * * *"],
  ["@hourly", "0 * * * *"],
]);

const MAX_EXPRESSION_LENGTH = 1_000;
const EXAMPLE = "Five fields: minute hour day-of-month month day-of-week, for example `0 2 * * *`.";

/**
 * Parses lists, ranges, steps, month and weekday names, `*`, `?` and the `@daily` family.
 *
 * Fails with `cron/syntax`, one issue for each wrong field.
 */
export function parseCron(text: string): Result<CronExpression> {
  if (text.length > MAX_EXPRESSION_LENGTH) {
    return failure([problem("cron/syntax", "the cron expression is too long", EXAMPLE)]);
  }
  const written = text.trim();
  const plain = written.startsWith("@") ? SHORTHANDS.get(written) : written;
  if (plain === undefined) {
    const known = [...SHORTHANDS.keys()].join(", ");
    const hint = `Use one of ${known}, or five fields.`;
    return failure([problem("cron/syntax", `"${written}" is not a known shorthand`, hint)]);
  }
  const words = plain === "" ? [] : plain.split(/\s+/);
  if (words.length !== FIELDS.length) {
    return failure([wrongFieldCount(written, words)]);
  }
  const issues: Issue[] = [];
  const sets = FIELDS.map((field, i) => readField(words[i] as string, field, issues));
  if (issues.length > 0) return failure(issues);
  const [minutes, hours, daysOfMonth, months, weekdays] = sets as [
    ParsedField,
    ParsedField,
    ParsedField,
    ParsedField,
    ParsedField,
  ];
  const eitherDay = !daysOfMonth.star && !weekdays.star;
  if (!eitherDay && !dateExists(daysOfMonth.values, months.values)) {
    const hint = "Choose a day of the month that occurs in the months given.";
    return failure([problem("cron/never", `"${written}" names a date that never occurs`, hint)]);
  }
  return success({
    text: written,
    minutes: [...minutes.values].sort((a, b) => a - b),
    hours: [...hours.values].sort((a, b) => a - b),
    daysOfMonth: daysOfMonth.values,
    months: months.values,
    weekdays: weekdays.values,
    eitherDay,
  });
}

function dateExists(days: ReadonlySet<number>, months: ReadonlySet<number>): boolean {
  const firstDay = Math.min(...days);
  return [...months].some((month) => firstDay <= (LONGEST_MONTH[month - 1] as number));
}

interface ParsedField {
  readonly values: Set<number>;
  /** Has a bare `*` or `?`; with a step above 1 it is a restriction, as in robfig/cron v3. */
  readonly star: boolean;
}

function wrongFieldCount(text: string, words: readonly string[]): Issue {
  const message = `the cron expression "${text}" has ${words.length} fields, not 5`;
  const first = words[0] ?? "";
  if (/^(CRON_)?TZ=/.test(first)) {
    const hint = "State the zone in the time zone field of the schedule, not in the expression.";
    return problem("cron/syntax", message, hint);
  }
  const seconds =
    words.length === 6 ? " Seconds are not supported: leave the first field out." : "";
  return problem("cron/syntax", message, `${EXAMPLE}${seconds}`);
}

function readField(text: string, field: Field, issues: Issue[]): ParsedField {
  const values = new Set<number>();
  let star = false;
  const items = text.split(",").filter((item) => item !== "");
  if (items.length === 0) issues.push(fieldIssue(text, field, "it has no value"));
  for (const item of items) {
    const range = readItem(item, field);
    if (typeof range === "string") {
      issues.push(fieldIssue(text, field, range));
      break;
    }
    star ||= range.star;
    for (let value = range.from; value <= range.to; value += range.step) values.add(value);
  }
  return { values, star };
}

function fieldIssue(text: string, field: Field, reason: string): Issue {
  const names = field.names === undefined ? "" : ` or ${field.names.join(", ")}`;
  return problem(
    "cron/syntax",
    `the ${field.name} field "${text}" is wrong: ${reason}`,
    `Allowed: ${field.min} to ${field.max}${names}; \`*\`, lists 1,2, ranges 1-5 and steps */10.`,
    { path: field.name },
  );
}

interface ItemRange {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly star: boolean;
}

/** One item of a list: `*`, `a`, `a-b`, each with an optional `/step`; a sentence when wrong. */
function readItem(item: string, field: Field): ItemRange | string {
  const [span = "", stepText, ...moreSteps] = item.split("/");
  if (moreSteps.length > 0) return `"${item}" has more than one slash`;
  const step = stepText === undefined ? 1 : wholeNumber(stepText);
  if (step === undefined) return `the step "${stepText}" is not a whole number`;
  if (step === 0) return "a step of 0 never advances";
  if (span === "*" || span === "?")
    return { from: field.min, to: field.max, step, star: step === 1 };
  const [fromText = "", toText, ...moreEnds] = span.split("-");
  if (moreEnds.length > 0) return `"${item}" has more than one hyphen`;
  const from = fieldValue(fromText, field);
  if (typeof from === "string") return from;
  // `5/15` means from 5 to the end in steps of 15.
  const open = stepText === undefined ? from : field.max;
  const to = toText === undefined ? open : fieldValue(toText, field);
  if (typeof to === "string") return to;
  if (from > to) return `the range ${span} runs backwards`;
  return { from, to, step, star: false };
}

function fieldValue(text: string, field: Field): number | string {
  const named = field.names?.indexOf(text.toLowerCase()) ?? -1;
  const value = named >= 0 ? named + field.min : wholeNumber(text);
  if (value === undefined) return text === "" ? "a value is missing" : `"${text}" is not a value`;
  if (value < field.min || value > field.max) {
    const sunday = field.name === "day of week" && value === 7 ? " (Sunday is 0)" : "";
    return `${value} lies outside ${field.min} to ${field.max}${sunday}`;
  }
  return value;
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}
