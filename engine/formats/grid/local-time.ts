/** Tells whether times without an offset look like local time: clocks change on known Sundays. */
import { type CivilTime, civilTime } from "../../core/clock/civil.ts";
import type { InstantMs } from "../../core/units/units.ts";

/** Whether clocks are set forward in this hour somewhere: Europe, North America, the south. */
export function isSpringHour(readingMs: InstantMs): boolean {
  const time = civilTime(readingMs);
  const { month, day } = time;
  return isEarlySunday(time) && ((month === 3 && day >= 8) || isSouthernSpring(month, day));
}

/** Whether clocks are set back in this hour somewhere: Europe, North America, the south. */
export function isAutumnHour(readingMs: InstantMs): boolean {
  const time = civilTime(readingMs);
  const { month, day } = time;
  const inNorth = (month === 10 && day >= 25) || (month === 11 && day <= 7);
  return isEarlySunday(time) && (inNorth || (month === 4 && day <= 7));
}

function isSouthernSpring(month: number, day: number): boolean {
  return (month === 9 && day >= 24) || (month === 10 && day <= 7);
}

function isEarlySunday({ weekday, hour }: CivilTime): boolean {
  return weekday === 0 && hour <= 3;
}
