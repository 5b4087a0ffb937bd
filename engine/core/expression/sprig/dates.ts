/** sprig's dates and durations. The local zone is UTC, as on most controllers. */
import { durationText } from "../duration-text.ts";
import { parseGoDuration } from "../go/duration.ts";
import { SECOND_NS, unixSeconds, utcSeconds, utcTime, ZERO_TIME } from "../go/time.ts";
import { formatGoTime } from "../go/time-format.ts";
import { parseGoTime } from "../go/time-parse.ts";
import {
  type Callable,
  type EvaluationContext,
  ExpressionError,
  type GoTime,
  int64,
  isTime,
  type Value,
} from "../value.ts";
import { define } from "./define.ts";

const HTML_DATE = "2006-01-02";

export const DATES: readonly Callable[] = [
  define("now", [], (_, context) => utcTime(context.nowMs)),
  define("date", ["string", "any"], ([layout, date], context) => format(layout, date, "", context)),
  ...["dateInZone", "date_in_zone"].map((name) =>
    define(name, ["string", "any", "string"], ([layout, date, zone], context) =>
      format(layout, date, zone, context),
    ),
  ),
  define("htmlDate", ["any"], ([date], context) => format(HTML_DATE, date, "", context)),
  define("htmlDateInZone", ["any", "string"], ([date, zone], context) =>
    format(HTML_DATE, date, zone, context),
  ),
  ...["dateModify", "date_modify"].map((name) =>
    define(name, ["string", "time"], ([change, date]) => moved(date, change) ?? date),
  ),
  ...["mustDateModify", "must_date_modify"].map((name) =>
    define(name, ["string", "time"], ([change, date]) => {
      const time = moved(date, change);
      if (time === undefined) throw new ExpressionError(`'${change}' is not a duration`);
      return time;
    }),
  ),
  define(
    "toDate",
    ["string", "string"],
    ([layout, text]) => parseGoTime(layout, text) ?? ZERO_TIME,
  ),
  define("mustToDate", ["string", "string"], ([layout, text]) => {
    const time = parseGoTime(layout, text);
    if (time === undefined) throw new ExpressionError(`'${text}' is not a date like '${layout}'`);
    return time;
  }),
  define("unixEpoch", ["time"], ([date]) => String(unixSeconds(date))),
  define("ago", ["any"], ([date], context) => {
    const ns = utcTime(context.nowMs).unixNs - timeOf(date, context).unixNs;
    return durationText(toSecond(ns));
  }),
  define("duration", ["any"], ([seconds]) => durationText(int64(secondsOf(seconds) * SECOND_NS))),
  define("durationRound", ["any"], ([duration], context) => largestUnit(nsOf(duration, context))),
];

/** A time, or Unix seconds; anything else is now. */
function timeOf(date: Value, context: EvaluationContext): GoTime {
  if (isTime(date)) return date;
  return typeof date === "bigint" ? utcSeconds(date) : utcTime(context.nowMs);
}

function format(layout: string, date: Value, zone: string, context: EvaluationContext): string {
  if (zone !== "" && zone !== "UTC" && zone !== "Local") {
    throw new ExpressionError(`the time zone '${zone}' is not known in an expression, only UTC is`);
  }
  return formatGoTime({ ...timeOf(date, context), offsetSeconds: 0, zone: "UTC" }, layout);
}

function moved(date: GoTime, change: string): GoTime | undefined {
  const ns = parseGoDuration(change);
  return ns === undefined ? undefined : { ...date, unixNs: date.unixNs + ns };
}

/** Half a second and more counts as one. */
function toSecond(ns: bigint): bigint {
  const size = ns < 0n ? -ns : ns;
  const rounded = ((size + SECOND_NS / 2n) / SECOND_NS) * SECOND_NS;
  return ns < 0n ? -rounded : rounded;
}

/** sprig takes int64 and texts, and 0 for an int; here every integer is taken as an int64. */
function secondsOf(seconds: Value): bigint {
  if (typeof seconds === "bigint") return seconds;
  if (typeof seconds !== "string" || !/^[-+]?\d{1,18}$/.test(seconds)) return 0n;
  return BigInt(seconds.replace("+", ""));
}

function nsOf(duration: Value, context: EvaluationContext): bigint {
  if (typeof duration === "bigint") return duration;
  if (typeof duration === "string") return parseGoDuration(duration) ?? 0n;
  return isTime(duration) ? utcTime(context.nowMs).unixNs - duration.unixNs : 0n;
}

/** Years of 365 and months of 30 days; the largest unit that is exceeded, in whole numbers. */
const UNITS: readonly (readonly [string, bigint])[] = [
  ["y", 31_536_000n * SECOND_NS],
  ["mo", 2_592_000n * SECOND_NS],
  ["d", 86_400n * SECOND_NS],
  ["h", 3_600n * SECOND_NS],
  ["m", 60n * SECOND_NS],
  ["s", SECOND_NS],
];

function largestUnit(ns: bigint): string {
  const size = ns < 0n ? -ns : ns;
  const unit = UNITS.find(([, length]) => size > length);
  return unit === undefined ? "0s" : `${size / unit[1]}${unit[0]}`;
}
