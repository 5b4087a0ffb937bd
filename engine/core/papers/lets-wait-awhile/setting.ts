/** The ground both experiments stand on: a half-hourly grid year and its clock. */
import { civilTime, instantOfUtc, instantOfWall, type ZoneOffsets } from "../../clock/civil.ts";
import { CompensatedSum } from "../../math/sum.ts";
import { DAY_MS, type GramsPerKwh, type InstantMs, MINUTE_MS } from "../../units/units.ts";
import type { Quirks } from "./quirks.ts";

export const SLOT_MS = 30 * MINUTE_MS;
export const SLOTS_PER_DAY = DAY_MS / SLOT_MS;
export const SLOT_HOURS = 0.5;

export interface Setting {
  /** Midnight UTC of the first day; slot 0 begins here. */
  readonly startMs: InstantMs;
  /** One value a slot; constant within the slot. */
  readonly gPerKwh: Float64Array;
  /** Where people live by the clock; counts only without the quirk `utc`. */
  readonly zone: ZoneOffsets;
  readonly quirks: Quirks;
}

/** Slot of a wall clock reading, both counted from the first midnight. */
export function slotOfWall(setting: Setting, wallSlot: number): number {
  if (setting.quirks.has("utc")) return wallSlot;
  return slotOf(setting, instantOfWall(setting.startMs + wallSlot * SLOT_MS, setting.zone));
}

/** The slot that holds an instant. */
export function slotOf({ startMs }: Setting, instantMs: InstantMs): number {
  return Math.floor((instantMs - startMs) / SLOT_MS);
}

/** Days of the calendar year in which the series begins, from its start on. */
export function daysOfYear({ startMs }: Setting): number {
  return (instantOfUtc(civilTime(startMs).year + 1, 1, 1) - startMs) / DAY_MS;
}

/** Mean intensity of the first slots, of all of them when there are fewer. */
export function meanGPerKwh({ gPerKwh }: Setting, slots = gPerKwh.length): GramsPerKwh {
  const count = Math.min(slots, gPerKwh.length);
  const sum = new CompensatedSum();
  for (let slot = 0; slot < count; slot++) sum.add(gPerKwh[slot] as number);
  return sum.value / count;
}
