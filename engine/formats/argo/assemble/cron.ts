/** CronWorkflows as the engine holds them. */
import type { CronWorkflow } from "../../../core/cron/cron-workflow.ts";
import type { CronDocument } from "../read/manifest-document.ts";
import { defined } from "./defined.ts";

/** When a CronWorkflow starts runs; `resolveWorkflow` of the same document says what it runs. */
export function toCronWorkflow({ name, namespace, spec }: CronDocument): CronWorkflow {
  const { timezone, startingDeadlineSeconds, stopStrategy, when, concurrencyPolicy } = spec;
  return {
    name,
    namespace,
    schedules: spec.schedules ?? [],
    concurrencyPolicy:
      concurrencyPolicy === undefined || concurrencyPolicy === "" ? "Allow" : concurrencyPolicy,
    suspend: spec.suspend ?? false,
    successfulJobsHistoryLimit: spec.successfulJobsHistoryLimit ?? 3,
    failedJobsHistoryLimit: spec.failedJobsHistoryLimit ?? 1,
    ...defined({
      timezone: timezone === "" ? undefined : timezone,
      startingDeadlineSeconds,
      stopExpression: stopStrategy?.expression,
      when: when === "" ? undefined : when,
    }),
  };
}
