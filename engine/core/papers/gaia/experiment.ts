/** GAIA's experiment: a trace of jobs on a stretch of a zone's intensity, one configuration at a time. */
import { CarbonTrace, type TraceData } from "../../carbon/trace.ts";
import { failure, problem, type Result, success } from "../../issue.ts";
import type { JobRecords } from "../../jobs/account.ts";
import { runJobs } from "../../jobs/run.ts";
import { HOUR_MS, MINUTE_MS } from "../../units/units.ts";
import type { GaiaConfiguration } from "./configuration.ts";
import { KW_PER_CPU, PRICES, STEP_MS } from "./constants.ts";
import type { GaiaJobs } from "./jobs.ts";
import { policyOf, purchaseOf } from "./policies.ts";
import { averageLengths, type QueueLengths, type Queues, queues } from "./queues.ts";
import type { Quirks } from "./quirks.ts";

/** What all others are compared with. */
export const BASELINE: GaiaConfiguration = { policy: "NJW", purchasing: "plain", reservedCpus: 0 };

export interface GaiaSetup {
  readonly jobs: GaiaJobs;
  /** Hourly. */
  readonly trace: TraceData;
  /** Where in the trace the experiment begins, and how far it may see. */
  readonly firstHour: number;
  readonly hours: number;
  /** Mean lengths of the queues; by default those of the jobs. */
  readonly lengths?: QueueLengths;
  readonly quirks: Quirks;
}

/** Ready to run any configuration. */
export interface GaiaExperiment {
  readonly jobs: GaiaJobs;
  /** Begins at 0, with the experiment. */
  readonly truth: CarbonTrace;
  readonly lengths: QueueLengths;
  readonly queues: Queues;
  readonly quirks: Quirks;
}

export function prepareGaia(setup: GaiaSetup): Result<GaiaExperiment> {
  const { jobs, trace, firstHour, hours, quirks } = setup;
  const whole =
    Number.isInteger(firstHour) && firstHour >= 0 && Number.isInteger(hours) && hours > 0;
  if (trace.stepMs !== HOUR_MS || !whole || firstHour + hours > trace.gPerKwh.length) {
    const message =
      `hours ${firstHour} to ${firstHour + hours} are not in the ${trace.gPerKwh.length} values ` +
      `of the trace, one every ${trace.stepMs / MINUTE_MS} min`;
    const hint = "Give hourly values that hold the whole experiment.";
    return failure([problem("papers/grid", message, hint)]);
  }
  const gPerKwh = trace.gPerKwh.slice(firstHour, firstHour + hours);
  const lengths = setup.lengths ?? averageLengths(jobs, quirks);
  return success({
    jobs,
    truth: new CarbonTrace({ ...trace, startMs: 0, gPerKwh }),
    lengths,
    queues: queues(jobs, lengths, quirks),
    quirks,
  });
}

/** Full records of one configuration; the policy knows the trace (GAIA has no forecasts). */
export function runGaia(
  experiment: GaiaExperiment,
  configuration: GaiaConfiguration,
): Result<JobRecords> {
  const { jobs, truth, quirks } = experiment;
  const input = { jobs, view: truth, ...experiment.queues };
  return runJobs(policyOf(configuration, quirks), input, truth, {
    kwPerCpu: KW_PER_CPU,
    prices: PRICES,
    reserved: {
      cpus: configuration.reservedCpus,
      releaseLagMs: quirks.has("freed-one-step-later") ? STEP_MS : 0,
      split: !quirks.has("all-or-nothing"),
    },
    billUntil: quirks.has("bill-ends-at-last-start") ? "last-start" : "last-end",
    purchase: (plan) => purchaseOf(configuration, jobs, plan),
  });
}
