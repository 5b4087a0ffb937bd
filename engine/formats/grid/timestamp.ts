/** Reads the instants that grid files use, and nothing that could be read in two ways. */
import { civilTime, instantOfUtc } from "../../core/clock/civil.ts";
import { HOUR_MS, type InstantMs, MINUTE_MS, SECOND_MS } from "../../core/units/units.ts";

const DATE = /(\d{4})-(\d\d)-(\d\d)/;
const TIME = /(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?/;
const OFFSET = /Z|UTC|[+-]\d\d(?::?\d\d)?/;
const ISO = new RegExp(`^${DATE.source}(?:[T ]${TIME.source})? ?(${OFFSET.source})?$`, "i");
const EPOCH_SECONDS = /^\d{9,10}$/;
const EPOCH_MS = /^\d{12,13}$/;

export interface Timestamp {
  readonly atMs: InstantMs;
  /** Whether the text says how it relates to UTC; if not, `atMs` takes it as UTC. */
  readonly hasOffset: boolean;
}

/** An ISO 8601 date and time, or a Unix time in seconds or milliseconds; a reason when neither. */
export function readTimestamp(cell: string): Timestamp | string {
  const text = cell.trim();
  if (EPOCH_SECONDS.test(text)) return { atMs: Number(text) * SECOND_MS, hasOffset: true };
  if (EPOCH_MS.test(text)) return { atMs: Number(text), hasOffset: true };
  const match = ISO.exec(text);
  if (match === null) return text === "" ? "is empty" : "is not an ISO 8601 time";
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  if (hour > 23 || minute > 59 || second > 59) return "is not a time of day";
  const localMs = instantOfUtc(year, month, day, hour, minute);
  const back = civilTime(localMs);
  if (back.month !== month || back.day !== day) return "is not a date of the calendar";
  const offset = match[8];
  const fractionMs = Math.floor(Number(`0.${match[7] ?? 0}`) * SECOND_MS);
  const atMs = localMs + second * SECOND_MS + fractionMs - offsetMs(offset);
  return { atMs, hasOffset: offset !== undefined };
}

function offsetMs(text: string | undefined): number {
  if (text === undefined || !/^[+-]/.test(text)) return 0;
  const digits = text.slice(1).replace(":", "");
  const size = Number(digits.slice(0, 2)) * HOUR_MS + Number(digits.slice(2) || 0) * MINUTE_MS;
  return text.startsWith("-") ? -size : size;
}
