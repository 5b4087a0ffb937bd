/** A CronWorkflow as the engine reads it: when it starts runs, and when it does not. */

export const CONCURRENCY_POLICIES = ["Allow", "Forbid", "Replace"] as const;
export type ConcurrencyPolicy = (typeof CONCURRENCY_POLICIES)[number];

export interface CronWorkflow {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Cron expressions as written; at least one. */
  readonly schedules: readonly string[];
  /** IANA name; absent: UTC. */
  readonly timezone?: string;
  readonly concurrencyPolicy: ConcurrencyPolicy;
  /** A start that was missed is made up for within this time, at most one. */
  readonly startingDeadlineSeconds?: number;
  readonly suspend: boolean;
  readonly successfulJobsHistoryLimit: number;
  readonly failedJobsHistoryLimit: number;
  /** No further run once this expression is true. */
  readonly stopExpression?: string;
  /** A start is skipped while this condition is false. */
  readonly when?: string;
}
