/** Keeps as many ended runs of a CronWorkflow as its history limits say. */
import type { CronWorkflow } from "./cron-workflow.ts";
import type { CronEffect, CronState, EndedRun } from "./state.ts";

/** Takes the runs that ended longest ago out of the state, and asks for their deletion. */
export function deleteOldest(cron: CronWorkflow, state: CronState): CronEffect[] {
  const succeeded = state.ended.filter(isSuccess);
  const failed = state.ended.filter((run) => !isSuccess(run));
  const surplus = new Set([
    ...allBut(cron.successfulJobsHistoryLimit, succeeded),
    ...allBut(cron.failedJobsHistoryLimit, failed),
  ]);
  state.ended = state.ended.filter((run) => !surplus.has(run));
  return [...surplus].map(({ name }) => ({ type: "deleteWorkflow", name }));
}

function isSuccess(run: EndedRun): boolean {
  return run.phase === "Succeeded";
}

/** All but the newest `limit` runs, oldest first. */
function allBut(limit: number, runs: readonly EndedRun[]): readonly EndedRun[] {
  return runs.slice(0, Math.max(0, runs.length - limit));
}
