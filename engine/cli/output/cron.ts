/** What a CronWorkflow does, as people read it in a terminal. */
import { formatDuration } from "../../core/units/duration.ts";
import type { CronAnswer, CronHappening } from "../../lab/workflow/run-cron.ts";

/** Lines that are shown; of more, the others are counted. */
const MAX_LINES = 500;

const VERBS: Readonly<Record<CronHappening["type"], string>> = {
  startWorkflow: "starts",
  skipped: "skips",
  terminateWorkflow: "terminates",
  deleteWorkflow: "deletes",
  workflowEnded: "ended",
};

export function formatCron(answer: CronAnswer): string {
  const { name, namespace, schedules, timezone, from, to, run, happenings } = answer;
  const left = happenings.length - MAX_LINES;
  return [
    `${name} in ${namespace}: ${schedules.join(", ")} (${timezone})`,
    `${from} to ${to}`,
    `Nothing was executed: every run is taken to last ${formatDuration(run.durationMs)} and to end ` +
      `${run.phase}, as one does on the virtual clock.`,
    "",
    ...happenings.slice(0, MAX_LINES).map(line),
    ...(left > 0 ? [`… ${left} more; --json lists them`] : []),
    ...(happenings.length > 0 ? [""] : []),
    `${answer.started} started, ${answer.skipped} skipped, ${answer.terminated} terminated, ` +
      `${answer.active} not ended at the end`,
    ...(answer.complete ? [] : ["The schedules are due too often: the list is cut off."]),
  ].join("\n");
}

function line({ at, type, name, scheduledAt, phase, reason, message }: CronHappening): string {
  const what = name ?? (scheduledAt === undefined ? "" : `the start of ${scheduledAt}`);
  const made = type === "startWorkflow" && scheduledAt !== at ? `for ${scheduledAt}` : "";
  const why = [made, phase, reason, message].filter(Boolean).join(": ");
  return `${at}  ${VERBS[type].padEnd(10)}  ${what}${why === "" ? "" : ` (${why})`}`;
}
