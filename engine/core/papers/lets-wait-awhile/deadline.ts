/** When the result of a training is needed at the latest: the two rules of scenario II. */
import { UTC } from "../../clock/civil.ts";
import { neededByMs } from "../../clock/needed-by.ts";
import { type Setting, SLOT_MS, slotOf } from "./setting.ts";

/** `none` has no slack: the baseline. */
export type DeadlineRule = "none" | "next_workday" | "semi_weekly";

/** Slot before which a job must have ended that would end at `finishSlot` when started at once. */
export function deadlineSlot(rule: DeadlineRule, finishSlot: number, setting: Setting): number {
  if (rule === "none") return finishSlot;
  const { startMs, quirks } = setting;
  const neededMs = neededByMs(
    rule === "semi_weekly" ? "semi-weekly" : "next-workday",
    startMs + finishSlot * SLOT_MS,
    quirks.has("utc") ? UTC : setting.zone,
    quirks.has("friday-to-saturday") ? "saturday" : "monday",
  );
  return slotOf(setting, neededMs);
}
