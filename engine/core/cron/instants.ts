/** Lists the starts of a cron schedule over a period. */
import { assert } from "../assert.ts";
import type { ZoneOffsets } from "../clock/civil.ts";
import { MAX_PERIOD_DAYS, MAX_REQUESTS } from "../limits.ts";
import { DAY_MS, type InstantMs } from "../units/units.ts";
import { nextStart } from "./next.ts";
import type { CronSchedule } from "./schedule.ts";

/**
 * Ascending starts in `[fromMs, toMs)`; `@every` counts from `fromMs`. The list ends after `limit`
 * starts; a caller that must know asks for one more than it accepts.
 *
 * @param zone offsets that cover the period, from `resolveZone`
 */
export function cronInstants(
  schedule: CronSchedule,
  zone: ZoneOffsets,
  fromMs: InstantMs,
  toMs: InstantMs,
  limit: number = MAX_REQUESTS + 1,
): InstantMs[] {
  assert(toMs - fromMs <= MAX_PERIOD_DAYS * DAY_MS, "a cron period has a maximum length");
  const instants: InstantMs[] = [];
  let at = firstStart(schedule, zone, fromMs);
  while (at !== undefined && at < toMs && instants.length < limit) {
    instants.push(at);
    at = nextStart(schedule, zone, at);
  }
  return instants;
}

/** The first start of a schedule that is loaded at `fromMs`, at that instant itself if it is due. */
export function firstStart(
  schedule: CronSchedule,
  zone: ZoneOffsets,
  fromMs: InstantMs,
): InstantMs | undefined {
  return nextStart(schedule, zone, schedule.kind === "interval" ? fromMs : fromMs - 1);
}
