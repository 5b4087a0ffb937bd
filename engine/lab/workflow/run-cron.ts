/** The use case behind `workflow cron`: a CronWorkflow over some days, its runs on the virtual clock. */
import { isoInstant } from "../../core/clock/civil.ts";
import { ARGO_CONDITIONS } from "../../core/cron/conditions.ts";
import { nextScheduled } from "../../core/cron/plan.ts";
import { type CronEntry, cronRuns, type RunOutcome } from "../../core/cron/runs.ts";
import { failure, problem, type Result, success } from "../../core/issue.ts";
import { DAY_MS, type DurationMs, type InstantMs } from "../../core/units/units.ts";
import { toCronWorkflow } from "../../formats/argo/assemble/cron.ts";
import type { CronDocument, ManifestDocument } from "../../formats/argo/read/manifest-document.ts";
import { readManifests } from "../../formats/argo/read/read.ts";
import { resolveCron } from "../../formats/cron/resolve.ts";
import { type SimulateWorkflowOptions, simulateWorkflow, type TextFile } from "./simulate.ts";

export interface RunCronOptions extends Pick<SimulateWorkflowOptions, "profiles" | "seed"> {
  readonly fromMs: InstantMs;
  readonly days: number;
}

/** Something that happens; `scheduledAt` where a start is meant. */
export interface CronHappening {
  readonly at: string;
  readonly type: CronEntry["type"];
  readonly name?: string;
  readonly scheduledAt?: string;
  readonly phase?: string;
  readonly reason?: string;
  readonly message?: string;
}

export interface CronAnswer {
  readonly name: string;
  readonly namespace: string;
  readonly schedules: readonly string[];
  readonly timezone: string;
  readonly from: string;
  readonly to: string;
  /** How long each run is taken to last, and how it ends. */
  readonly run: { readonly durationMs: DurationMs; readonly phase: RunOutcome["phase"] };
  readonly started: number;
  readonly skipped: number;
  readonly terminated: number;
  /** Runs that have not ended at the end of the period. */
  readonly active: number;
  /** False when the schedules are due so often that the list is cut off. */
  readonly complete: boolean;
  readonly happenings: readonly CronHappening[];
}

/** Follows the first CronWorkflow of a text over some days. */
export function runCron(
  main: TextFile,
  library: readonly ManifestDocument[],
  options: RunCronOptions,
): Result<CronAnswer> {
  const documents = readManifests(main.text, main.file);
  if (!documents.ok) return documents;
  const document = documents.value.find((each) => each.kind === "CronWorkflow");
  if (document === undefined) {
    const hint = "Give a CronWorkflow (apiVersion argoproj.io/v1alpha1).";
    const message = "there is no CronWorkflow in the file";
    return failure([problem("argo/kind", message, hint, { file: main.file })]);
  }
  return followed(document, [...documents.value, ...library], options);
}

function followed(
  document: CronDocument,
  library: readonly ManifestDocument[],
  options: RunCronOptions,
): Result<CronAnswer> {
  const { fromMs, days, ...runOptions } = options;
  const period = { fromMs, toMs: fromMs + days * DAY_MS };
  const { labels, annotations } = document;
  const cron = { ...toCronWorkflow(document), labels, annotations };
  const plan = resolveCron(cron, period.fromMs, period.toMs);
  if (!plan.ok) return plan;
  // One run stands for all: what profiles draw does not depend on the instant.
  const startMs = nextScheduled(plan.value, fromMs) ?? fromMs;
  const sample = simulateWorkflow({ runnable: document, library }, { ...runOptions, startMs });
  if (!sample.ok) return sample;
  const { run, startMs: beganMs, endMs } = sample.value.run;
  const phase = run.phase === "Succeeded" || run.phase === "Failed" ? run.phase : "Error";
  const outcome: RunOutcome = { durationMs: endMs - beganMs, phase };
  const { entries, state, complete } = cronRuns(plan.value, period, {
    outcomeOf: () => outcome,
    conditions: ARGO_CONDITIONS,
  });
  const count = (type: CronEntry["type"]) => entries.filter((each) => each.type === type).length;
  return success(
    {
      name: cron.name,
      namespace: cron.namespace,
      schedules: cron.schedules,
      timezone: cron.timezone ?? "UTC",
      from: isoInstant(period.fromMs),
      to: isoInstant(period.toMs),
      run: outcome,
      started: count("startWorkflow"),
      skipped: count("skipped"),
      terminated: count("terminateWorkflow"),
      active: state.active.length,
      complete,
      happenings: entries.map(happening),
    },
    sample.warnings,
  );
}

function happening(entry: CronEntry): CronHappening {
  const { atMs, type, ...rest } = entry;
  const { scheduledAtMs, ...others } = rest as typeof rest & { scheduledAtMs?: InstantMs };
  const scheduled = scheduledAtMs === undefined ? {} : { scheduledAt: isoInstant(scheduledAtMs) };
  return { at: isoInstant(atMs), type, ...others, ...scheduled };
}
