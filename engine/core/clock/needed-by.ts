/** When the result of work is needed at the latest, by the calendar of people who use it. */
import { DAY_MS, HOUR_MS, type InstantMs } from "../units/units.ts";
import { civilTime, instantOfWall, offsetAt, type ZoneOffsets } from "./civil.ts";

/** The rules of scenario II of Let's Wait Awhile (Wiesner et al., Middleware 2021). */
export type NeededByRule = "next-workday" | "semi-weekly";

/** Where Friday evening leads: the published program goes to Saturday, which is no workday. */
export type AfterFriday = "saturday" | "monday";

const MORNING_MS = 9 * HOUR_MS;
const EVENING_MS = 17 * HOUR_MS;
const [SUNDAY, MONDAY, THURSDAY, FRIDAY, SATURDAY] = [0, 1, 4, 5, 6] as const;

/**
 * When something that is ready at `finishMs` is needed; that instant itself when it is needed at once.
 *
 * Next workday: what is ready within 09:00 to 17:00 of a workday is needed then, everything else at 09:00
 * of the next workday. Semi-weekly: everything is needed at 09:00 of the next Monday or Thursday.
 * Where clocks change in between, the answer may lie an hour before `finishMs`.
 */
export function neededByMs(
  rule: NeededByRule,
  finishMs: InstantMs,
  zone: ZoneOffsets,
  friday: AfterFriday,
): InstantMs {
  const wallMs = finishMs + offsetAt(zone, finishMs);
  const midnightMs = Math.floor(wallMs / DAY_MS) * DAY_MS;
  const ofDayMs = wallMs - midnightMs;
  const { weekday } = civilTime(finishMs, zone);
  const days =
    rule === "semi-weekly"
      ? daysToMondayOrThursday(weekday, ofDayMs)
      : daysToWorkday(weekday, ofDayMs, friday);
  return days === undefined
    ? finishMs
    : instantOfWall(midnightMs + days * DAY_MS + MORNING_MS, zone);
}

/** Undefined within working hours. */
function daysToWorkday(weekday: number, ofDayMs: number, friday: AfterFriday): number | undefined {
  if (weekday === SATURDAY) return 2;
  if (weekday === SUNDAY) return 1;
  if (ofDayMs > EVENING_MS) return weekday === FRIDAY && friday === "monday" ? 3 : 1;
  return ofDayMs < MORNING_MS ? 0 : undefined;
}

function daysToMondayOrThursday(weekday: number, ofDayMs: number): number {
  const today = ofDayMs <= MORNING_MS;
  if (weekday === MONDAY) return today ? 0 : 3;
  if (weekday === THURSDAY) return today ? 0 : 4;
  if (weekday === SUNDAY) return 1;
  return weekday < THURSDAY ? THURSDAY - weekday : MONDAY + 7 - weekday;
}
