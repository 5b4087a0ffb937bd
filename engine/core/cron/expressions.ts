/** What `when` and `stopStrategy.expression` of a CronWorkflow may read, and who evaluates them. */
import type { Result } from "../issue.ts";
import type { InstantMs } from "../units/units.ts";
import type { CronWorkflow } from "./cron-workflow.ts";
import type { CronState } from "./state.ts";

/** `cronworkflow.*` */
export interface CronVariables {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly failed: number;
  readonly succeeded: number;
  /** `nil` before the first run. */
  readonly lastScheduledMs: InstantMs | undefined;
}

/** Evaluates a condition; fails with what is wrong with its text. */
export type CronCondition = (
  text: string,
  variables: CronVariables,
  nowMs: InstantMs,
) => Result<boolean>;

export interface CronConditions {
  /** `spec.when`: `{{=…}}` and other tags first, then a govaluate condition. */
  readonly when: CronCondition;
  /** `spec.stopStrategy.expression`: one expr-lang expression. */
  readonly stop: CronCondition;
}

export function cronVariables(cron: CronWorkflow, state: CronState): CronVariables {
  return {
    name: cron.name,
    namespace: cron.namespace,
    labels: cron.labels ?? {},
    annotations: cron.annotations ?? {},
    failed: state.failed,
    succeeded: state.succeeded,
    lastScheduledMs: state.lastScheduledMs,
  };
}
