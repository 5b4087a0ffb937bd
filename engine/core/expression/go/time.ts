/** Makes Go times, and reads their calendar fields. */
import { civilTime, instantOfUtc } from "../../clock/civil.ts";
import { type InstantMs, SECOND_MS } from "../../units/units.ts";
import type { GoTime } from "../value.ts";

export const SECOND_NS = 1_000_000_000n;
const MS_NS = 1_000_000n;

/** Go's zero time: midnight of the first day of year 1. */
export const ZERO_TIME: GoTime = utcSeconds(-62_135_596_800n);

export interface TimeFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** 1 to 366. */
  readonly dayOfYear: number;
}

export function utcTime(instantMs: InstantMs): GoTime {
  return inUtc(BigInt(Math.floor(instantMs)) * MS_NS);
}

export function utcSeconds(seconds: bigint): GoTime {
  return inUtc(seconds * SECOND_NS);
}

export function inUtc(unixNs: bigint): GoTime {
  return { kind: "time", unixNs, offsetSeconds: 0, zone: "UTC" };
}

/** Whole seconds since 1970, rounded down. */
export function unixSeconds(time: GoTime): bigint {
  const rest = ((time.unixNs % SECOND_NS) + SECOND_NS) % SECOND_NS;
  return (time.unixNs - rest) / SECOND_NS;
}

/** Calendar fields in the time's own offset. */
export function timeFields(time: GoTime): TimeFields {
  const seconds = unixSeconds(time);
  const localMs = (Number(seconds) + time.offsetSeconds) * SECOND_MS;
  const { year, month, day, hour, minute, weekday } = civilTime(localMs);
  const second = (((localMs / SECOND_MS) % 60) + 60) % 60;
  const nanosecond = Number(time.unixNs - seconds * SECOND_NS);
  const daysBefore = (instantOfUtc(year, month, day) - instantOfUtc(year, 1, 1)) / 86_400_000;
  const dayOfYear = daysBefore + 1;
  return { year, month, day, hour, minute, second, nanosecond, weekday, dayOfYear };
}
