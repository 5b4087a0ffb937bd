/** Finds the start that a CronWorkflow missed while nobody watched its schedules. */
import { DAY_MS, type InstantMs, MINUTE_MS, SECOND_MS } from "../units/units.ts";
import { nextStart } from "./next.ts";
import { type CronPlan, scheduleText, type ZonedSchedule } from "./plan.ts";
import type { CronState } from "./state.ts";

/** Spans before now, shortest first, so that the newest start is near the beginning of one. */
const SPANS_MS = [1, 10, 60, 600]
  .map((minutes) => minutes * MINUTE_MS)
  .concat(DAY_MS, 32 * DAY_MS, 366 * DAY_MS);

/**
 * The newest missed start of the first schedule that has one within `startingDeadlineSeconds`;
 * undefined without a deadline, before the first run, and when the schedules are not those of the
 * newest attempt.
 */
export function missedStart(
  plan: CronPlan,
  state: CronState,
  nowMs: InstantMs,
): InstantMs | undefined {
  const { lastScheduledMs } = state;
  const { startingDeadlineSeconds } = plan.cron;
  if (state.lastUsedSchedule !== scheduleText(plan.cron)) return undefined;
  if (lastScheduledMs === undefined || startingDeadlineSeconds === undefined) return undefined;
  const earliestMs = nowMs - startingDeadlineSeconds * SECOND_MS;
  for (const schedule of plan.schedules) {
    const missed = newestBetween(schedule, lastScheduledMs, nowMs, earliestMs);
    if (missed !== undefined && missed > earliestMs) return missed;
  }
  return undefined;
}

/** The newest start after `afterMs` and before `nowMs`, of those that are later than `earliestMs`. */
function newestBetween(
  { schedule, zone }: ZonedSchedule,
  afterMs: InstantMs,
  nowMs: InstantMs,
  earliestMs: InstantMs,
): InstantMs | undefined {
  if (schedule.kind === "interval") {
    const count = Math.ceil((nowMs - afterMs) / schedule.everyMs) - 1;
    return count < 1 ? undefined : afterMs + count * schedule.everyMs;
  }
  const fromMs = Math.max(afterMs, earliestMs);
  for (const spanMs of [...SPANS_MS, nowMs - fromMs]) {
    let at = nextStart(schedule, zone, Math.max(fromMs, nowMs - spanMs));
    let newest: InstantMs | undefined;
    while (at !== undefined && at < nowMs) {
      newest = at;
      at = nextStart(schedule, zone, at);
    }
    if (newest !== undefined || nowMs - spanMs <= fromMs) return newest;
  }
  return undefined;
}
