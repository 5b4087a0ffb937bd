/** When the result of a training is needed at the latest: the two rules of scenario II. */
import { type Setting, SLOTS_PER_DAY, slotOfWall, wallOfSlot, weekdayOf } from "./setting.ts";

/** `none` has no slack: the baseline. */
export type DeadlineRule = "none" | "next_workday" | "semi_weekly";

const MORNING = 18;
const EVENING = 34;
const [MONDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY] = [0, 3, 4, 5, 6] as const;

/**
 * Slot before which a job must have ended that would end at `finishSlot` when started at once.
 *
 * Next workday: what ends within 09:00 to 17:00 of a workday is needed then, everything else at 09:00
 * of the next workday. Semi-weekly: everything is needed at 09:00 of the next Monday or Thursday.
 */
export function deadlineSlot(rule: DeadlineRule, finishSlot: number, setting: Setting): number {
  if (rule === "none") return finishSlot;
  const wall = wallOfSlot(setting, finishSlot);
  const day = Math.floor(wall / SLOTS_PER_DAY);
  const ofDay = wall - day * SLOTS_PER_DAY;
  const weekday = weekdayOf(setting, day);
  const days =
    rule === "semi_weekly"
      ? daysToMondayOrThursday(weekday, ofDay)
      : daysToWorkday(weekday, ofDay, setting.quirks.has("friday-to-saturday"));
  return days === undefined
    ? finishSlot
    : slotOfWall(setting, (day + days) * SLOTS_PER_DAY + MORNING);
}

/** Undefined within working hours. */
function daysToWorkday(weekday: number, ofDay: number, toSaturday: boolean): number | undefined {
  if (weekday === SATURDAY) return 2;
  if (weekday === SUNDAY) return 1;
  if (ofDay > EVENING) return weekday === FRIDAY && !toSaturday ? 3 : 1;
  return ofDay < MORNING ? 0 : undefined;
}

function daysToMondayOrThursday(weekday: number, ofDay: number): number {
  const today = ofDay <= MORNING;
  if (weekday === MONDAY) return today ? 0 : 3;
  if (weekday === THURSDAY) return today ? 0 : 4;
  return weekday < THURSDAY ? THURSDAY - weekday : 7 - weekday;
}
