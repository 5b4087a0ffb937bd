/** One field of a cron expression: lists, ranges, steps and names, by the rules of robfig/cron v3. */
import { type Issue, problem } from "../issue.ts";

export interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names of the values from `min` on. */
  readonly names?: readonly string[];
}

export interface FieldValues {
  readonly values: ReadonlySet<number>;
  /** Has a bare `*` or `?`; with a step above 1 it is a restriction. */
  readonly star: boolean;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** In the order in which they are written. */
export const CRON_FIELDS: readonly CronField[] = [
  { name: "minute", min: 0, max: 59 },
  { name: "hour", min: 0, max: 23 },
  { name: "day of month", min: 1, max: 31 },
  { name: "month", min: 1, max: 12, names: MONTHS },
  { name: "day of week", min: 0, max: 6, names: WEEKDAYS },
];

/** The values of a field; what is wrong with it goes to `issues` as `cron/syntax`. */
export function readField(text: string, field: CronField, issues: Issue[]): FieldValues {
  const values = new Set<number>();
  let star = false;
  // Empty items are passed over, so `1,,2` is `1,2`, and `,` is a field that nothing matches.
  for (const item of text.split(",").filter((item) => item !== "")) {
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

function fieldIssue(text: string, field: CronField, reason: string): Issue {
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
function readItem(item: string, field: CronField): ItemRange | string {
  const [span = "", stepText, ...moreSteps] = item.split("/");
  if (moreSteps.length > 0) return `"${item}" has more than one slash`;
  const step = stepText === undefined ? 1 : wholeNumber(stepText);
  if (step === undefined) return `the step "${stepText}" is not a whole number`;
  if (step === 0) return "a step of 0 never advances";
  const [fromText = "", toText, ...moreEnds] = span.split("-");
  // What follows `*-` is not read upstream either.
  if (fromText === "*" || fromText === "?") {
    return { from: field.min, to: field.max, step, star: step === 1 };
  }
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

function fieldValue(text: string, field: CronField): number | string {
  const named = field.names?.indexOf(text.toLowerCase()) ?? -1;
  const value = named >= 0 ? named + field.min : wholeNumber(text);
  if (value === undefined) return text === "" ? "a value is missing" : `"${text}" is not a value`;
  if (value < field.min || value > field.max) {
    const sunday = field.name === "day of week" && value === 7 ? " (Sunday is 0)" : "";
    return `${value} lies outside ${field.min} to ${field.max}${sunday}`;
  }
  return value;
}

/** As Go's `Atoi` reads it: a plus sign and leading zeros are fine. */
function wholeNumber(text: string): number | undefined {
  return /^\+?0*\d{1,18}$/.test(text) ? Number(text) : undefined;
}
