/** Times and durations; of zones only UTC, because core carries no zone data. */
import { parseGoDuration } from "../go/duration.ts";
import { utcTime } from "../go/time.ts";
import { parseGoTime } from "../go/time-parse.ts";
import { ExpressionError, type Value } from "../value.ts";
import type { Arguments, BuiltinFunction } from "./arguments.ts";

/** What `date` tries when no layout is given, in this order. */
const LAYOUTS = [
  "2006-01-02",
  "15:04:05",
  "2006-01-02 15:04:05",
  "2006-01-02T15:04:05Z07:00",
  "02 Jan 06 15:04 MST",
  "Monday, 02-Jan-06 15:04:05 MST",
  "Mon, 02 Jan 2006 15:04:05 MST",
];

function duration(args: Arguments): Value {
  const ns = parseGoDuration(args.text(0));
  if (ns === undefined) throw new ExpressionError(`time: invalid duration "${args.text(0)}"`);
  return { kind: "duration", ns };
}

function date(args: Arguments): Value {
  const text = args.text(0);
  const layouts = args.length > 1 ? [args.text(1)] : LAYOUTS;
  if (args.length > 2) requireUtc(args.text(2));
  for (const layout of layouts) {
    const time = parseGoTime(layout, text);
    if (time !== undefined) return time;
  }
  throw new ExpressionError(`invalid date ${text}`);
}

function requireUtc(zone: string): void {
  if (zone === "UTC" || zone === "") return;
  throw new ExpressionError(`the time zone '${zone}' is not known here: only UTC is`);
}

function timezone(args: Arguments): never {
  requireUtc(args.text(0));
  throw new ExpressionError("timezone() is not supported: give times in UTC");
}

export const TIMES: readonly (readonly [string, BuiltinFunction])[] = [
  ["now", (_, context) => utcTime(context.nowMs)],
  ["duration", duration],
  ["date", date],
  ["timezone", timezone],
];
