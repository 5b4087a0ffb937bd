/** A CronWorkflow made ready: its schedules parsed, each with the offsets of its time zone. */
import type { ZoneOffsets } from "../clock/civil.ts";
import type { InstantMs } from "../units/units.ts";
import type { CronWorkflow } from "./cron-workflow.ts";
import { firstStart } from "./instants.ts";
import type { CronSchedule } from "./schedule.ts";

export interface ZonedSchedule {
  readonly schedule: CronSchedule;
  readonly zone: ZoneOffsets;
}

/** Made by `resolveCron` of `formats/cron`, where time zones are known. */
export interface CronPlan {
  readonly cron: CronWorkflow;
  /** In the order of `cron.schedules`. */
  readonly schedules: readonly ZonedSchedule[];
}

/**
 * All schedules as one text: what Argo writes to the annotation `last-used-schedule`, to tell a
 * start that was missed from one that a new schedule would have had.
 */
export function scheduleText(cron: CronWorkflow): string {
  const prefix = cron.timezone ? `CRON_TZ=${cron.timezone} ` : "";
  return cron.schedules.map((schedule) => prefix + schedule).join(",");
}

/** The earliest start of any schedule at or after `fromMs`, whatever may then keep it from running. */
export function nextScheduled(plan: CronPlan, fromMs: InstantMs): InstantMs | undefined {
  const starts = plan.schedules
    .map(({ schedule, zone }) => firstStart(schedule, zone, fromMs))
    .filter((at) => at !== undefined);
  return starts.length === 0 ? undefined : Math.min(...starts);
}
