/** The methods of Go's times and durations that expressions may call; names of months are not among them. */
import { instantOfUtc } from "../clock/civil.ts";
import { SECOND_MS } from "../units/units.ts";
import { toGoString } from "./go/text.ts";
import { inUtc, timeFields, unixSeconds, ZERO_TIME } from "./go/time.ts";
import { formatGoTime } from "./go/time-format.ts";
import {
  BOOL,
  DURATION,
  FLOAT,
  INT,
  STRING,
  type StaticType,
  TIME,
  typeOf,
} from "./static-type.ts";
import {
  type Callable,
  ExpressionError,
  type GoDuration,
  type GoTime,
  int64,
  typeName,
  type Value,
} from "./value.ts";

interface Method<Receiver> {
  readonly parameters: readonly StaticType[];
  readonly result: StaticType;
  run(receiver: Receiver, args: readonly never[]): Value;
}

const NS_PER_MS = 1_000_000n;

function method<Receiver, Args extends readonly Value[]>(
  parameters: { [K in keyof Args]: StaticType },
  result: StaticType,
  run: (receiver: Receiver, args: Args) => Value,
): Method<Receiver> {
  return { parameters, result, run: (receiver, args) => run(receiver, args as unknown as Args) };
}

function field(name: "year" | "day" | "hour" | "minute" | "second" | "nanosecond" | "dayOfYear") {
  return method<GoTime, []>([], INT, (time) => BigInt(timeFields(time)[name]));
}

const duration = (ns: bigint): GoDuration => ({ kind: "duration", ns: int64(ns) });

const TIME_METHODS: ReadonlyMap<string, Method<GoTime>> = new Map<string, Method<GoTime>>([
  ["Year", field("year")],
  ["Day", field("day")],
  ["Hour", field("hour")],
  ["Minute", field("minute")],
  ["Second", field("second")],
  ["Nanosecond", field("nanosecond")],
  ["YearDay", field("dayOfYear")],
  ["Unix", method([], INT, (time: GoTime) => unixSeconds(time))],
  ["UnixMilli", method([], INT, (time: GoTime) => floored(time.unixNs, NS_PER_MS))],
  ["UnixMicro", method([], INT, (time: GoTime) => floored(time.unixNs, 1_000n))],
  ["UnixNano", method([], INT, (time: GoTime) => int64(time.unixNs))],
  ["Add", method([DURATION], TIME, (time: GoTime, [by]: [GoDuration]) => later(time, by.ns))],
  [
    "Sub",
    method([TIME], DURATION, (time: GoTime, [from]: [GoTime]) =>
      duration(time.unixNs - from.unixNs),
    ),
  ],
  ["AddDate", method([INT, INT, INT], TIME, addDate)],
  ["Before", method([TIME], BOOL, (time: GoTime, [other]: [GoTime]) => time.unixNs < other.unixNs)],
  ["After", method([TIME], BOOL, (time: GoTime, [other]: [GoTime]) => time.unixNs > other.unixNs)],
  [
    "Equal",
    method([TIME], BOOL, (time: GoTime, [other]: [GoTime]) => time.unixNs === other.unixNs),
  ],
  ["IsZero", method([], BOOL, (time: GoTime) => time.unixNs === ZERO_TIME.unixNs)],
  ["UTC", method([], TIME, (time: GoTime) => inUtc(time.unixNs))],
  [
    "Format",
    method([STRING], STRING, (time: GoTime, [layout]: [string]) => formatGoTime(time, layout)),
  ],
  ["String", method([], STRING, (time: GoTime) => toGoString(time))],
]);

const DURATION_METHODS: ReadonlyMap<string, Method<GoDuration>> = new Map<
  string,
  Method<GoDuration>
>([
  ["Hours", method([], FLOAT, (span: GoDuration) => inUnits(span.ns, 3_600_000_000_000n))],
  ["Minutes", method([], FLOAT, (span: GoDuration) => inUnits(span.ns, 60_000_000_000n))],
  ["Seconds", method([], FLOAT, (span: GoDuration) => inUnits(span.ns, 1_000_000_000n))],
  ["Milliseconds", method([], INT, (span: GoDuration) => span.ns / NS_PER_MS)],
  ["Microseconds", method([], INT, (span: GoDuration) => span.ns / 1_000n)],
  ["Nanoseconds", method([], INT, (span: GoDuration) => span.ns)],
  ["Abs", method([], DURATION, (span: GoDuration) => duration(span.ns < 0n ? -span.ns : span.ns))],
  ["Round", method([DURATION], DURATION, (span, [to]: [GoDuration]) => rounded(span, to.ns))],
  ["Truncate", method([DURATION], DURATION, (span, [to]: [GoDuration]) => truncated(span, to.ns))],
  ["String", method([], STRING, (span: GoDuration) => toGoString(span))],
]);

/** Parameters and result of a method, undefined where there is none of that name. */
export function methodType(
  receiver: "time" | "duration",
  name: string,
): Pick<Method<never>, "parameters" | "result"> | undefined {
  return (receiver === "time" ? TIME_METHODS : DURATION_METHODS).get(name);
}

/** The method bound to its receiver. */
export function timeMethod(receiver: GoTime | GoDuration, name: string): Callable | undefined {
  const found =
    receiver.kind === "time"
      ? bound(TIME_METHODS.get(name), receiver)
      : bound(DURATION_METHODS.get(name), receiver);
  if (found === undefined) return undefined;
  return { kind: "function", name, call: found };
}

function bound<Receiver>(found: Method<Receiver> | undefined, receiver: Receiver) {
  if (found === undefined) return undefined;
  return (args: readonly Value[]): Value => {
    const fits = found.parameters.every((type, i) => typeOf(args[i] ?? null).kind === type.kind);
    if (!fits || args.length !== found.parameters.length) {
      const given = args.map(typeName).join(", ");
      throw new ExpressionError(`the method does not take the arguments (${given})`);
    }
    return found.run(receiver, args as readonly never[]);
  };
}

function later(time: GoTime, ns: bigint): GoTime {
  return { ...time, unixNs: time.unixNs + ns };
}

/** Calendar addition: days past the end of a month run on into the next one. */
function addDate(time: GoTime, [years, months, days]: [bigint, bigint, bigint]): Value {
  const at = timeFields(time);
  const month = at.month - 1 + Number(months);
  const year = at.year + Number(years) + Math.floor(month / 12);
  const day = at.day + Number(days);
  if (!(Math.abs(year) < 100_000 && Math.abs(day) < 10_000_000)) {
    throw new ExpressionError("the date is out of range");
  }
  const before = instantOfUtc(at.year, at.month, at.day);
  const after =
    instantOfUtc(year, (((month % 12) + 12) % 12) + 1, 1) + (day - 1) * 86_400 * SECOND_MS;
  return later(time, BigInt(after - before) * NS_PER_MS);
}

function inUnits(ns: bigint, unit: bigint): number {
  return Number(ns / unit) + Number(ns % unit) / Number(unit);
}

function floored(value: bigint, by: bigint): bigint {
  return (value - (((value % by) + by) % by)) / by;
}

function truncated(span: GoDuration, to: bigint): GoDuration {
  return to <= 0n ? span : duration(span.ns - (span.ns % to));
}

/** Half away from zero. */
function rounded(span: GoDuration, to: bigint): GoDuration {
  if (to <= 0n) return span;
  const size = span.ns < 0n ? -span.ns : span.ns;
  const rest = size % to;
  const result = rest + rest < to ? size - rest : size - rest + to;
  return duration(span.ns < 0n ? -result : result);
}
