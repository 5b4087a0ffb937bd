/** Turns an IANA zone name into offsets as data, so that core asks no runtime about zones. */
import type { ZoneOffsets } from "../../core/clock/civil.ts";
import { instantOfUtc } from "../../core/clock/civil.ts";
import type { Result } from "../../core/issue.ts";
import { failure, problem, success } from "../../core/issue.ts";
import { MAX_PERIOD_DAYS } from "../../core/limits.ts";
import { DAY_MS, type DurationMs, type InstantMs, MINUTE_MS } from "../../core/units/units.ts";
import { nearestZone } from "./nearest.ts";

/** Changes are further apart than this; the closest are those around Ramadan in Morocco. */
const PROBE_MS = 7 * DAY_MS;

/**
 * Offsets of a zone over `[fromMs, toMs)`, exact to the minute.
 *
 * Fails with `scenario/time-zone` for a name the runtime does not know or too long a period.
 */
export function resolveZone(
  timeZone: string,
  fromMs: InstantMs,
  toMs: InstantMs,
): Result<ZoneOffsets> {
  const offset = offsetReader(timeZone);
  if (offset === undefined) return failure([unknownZone(timeZone)]);
  if (!(toMs - fromMs <= (MAX_PERIOD_DAYS + 2) * DAY_MS)) {
    return failure([
      problem(
        "scenario/time-zone",
        `the offsets of ${timeZone} were asked for over more than ${MAX_PERIOD_DAYS} days`,
        "Shorten the period.",
      ),
    ]);
  }
  const starts = [fromMs];
  const offsets = [offset(fromMs)];
  for (let low = fromMs; low < toMs; low += PROBE_MS) {
    const high = Math.min(low + PROBE_MS, toMs);
    if (offset(low) === offset(high)) continue;
    const at = transition(offset, low, high);
    if (at >= toMs) break;
    starts.push(at);
    offsets.push(offset(at));
  }
  return success({ timeZone, fromMs: starts, offsetMs: offsets });
}

/** Local time minus UTC as the runtime's zone data has it; undefined for an unknown zone. */
function offsetReader(timeZone: string): ((instantMs: InstantMs) => DurationMs) | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  } catch {
    return undefined;
  }
  return (instantMs) => {
    const fields: Record<string, number> = {};
    for (const part of format.formatToParts(instantMs)) fields[part.type] = Number(part.value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = fields;
    const localMs = instantOfUtc(year, month, day, hour, minute);
    return localMs - Math.floor(instantMs / MINUTE_MS) * MINUTE_MS;
  };
}

/** First whole minute after `low` at which the offset is no longer that of `low`. */
function transition(
  offset: (instantMs: InstantMs) => DurationMs,
  low: InstantMs,
  high: InstantMs,
): InstantMs {
  const before = offset(low);
  let same = Math.floor(low / MINUTE_MS);
  let changed = Math.ceil(high / MINUTE_MS);
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (offset(middle * MINUTE_MS) === before) same = middle;
    else changed = middle;
  }
  return changed * MINUTE_MS;
}

function unknownZone(timeZone: string) {
  const nearest = nearestZone(timeZone);
  const example = "an IANA name such as Europe/Amsterdam or UTC";
  return problem(
    "scenario/time-zone",
    `the time zone "${timeZone}" is not known`,
    nearest === undefined ? `Use ${example}.` : `Did you mean ${nearest}? Use ${example}.`,
  );
}
