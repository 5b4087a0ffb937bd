/** `lowtide tune SCENARIO`: a policy's best parameters on one period, judged on another. */
import { Command, InvalidArgumentError } from "commander";
import type { MetricLimit, SweepAxisInput } from "../../contract/sweep.ts";
import type { Objective } from "../../core/sweep/held-out.ts";
import type { MetricName } from "../../core/sweep/metrics.ts";
import { type TuneWish, tuneParameters } from "../../lab/sweep/tune.ts";
import { EXIT } from "../exit-codes.ts";
import { printIssues, printLine } from "../output/streams.ts";
import { sweepProgress } from "../output/sweep-progress.ts";
import { formatTuned, tunedObject } from "../output/tune.ts";
import {
  parseLimit,
  parseMetric,
  parseVary,
  parseWeight,
  parseWorkers,
  type Weight,
} from "./sweep-values.ts";

/** Stated with every choice, whatever is minimised. */
const STATED: readonly MetricName[] = ["carbonG", "meanWaitH", "deadlineMisses"];
const SPAN = /^\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2}$/;

interface Options {
  readonly policy: string;
  readonly vary: SweepAxisInput[];
  readonly train: string;
  readonly heldOut: string;
  readonly objective: MetricName | "weighted";
  readonly weight?: Weight[];
  readonly limit?: MetricLimit[];
  readonly data?: string;
  readonly workers?: number;
  readonly json?: boolean;
}

export function tuneCommand(): Command {
  return new Command("tune")
    .summary("find a policy's parameters on one period, and judge them on another")
    .description(
      "Tries all values of a policy's parameters on the training period and prints the best next to " +
        "the defaults, both on the training and on the held-out period, and what the held-out period " +
        "itself would have chosen. Parameters that only look good where they were chosen show.",
    )
    .argument("<scenario>", "a bundled scenario, or a folder or file of your own")
    .requiredOption("-p, --policy <name>", "the policy whose parameters are tuned")
    .requiredOption("-v, --vary <param=values>", "values to try, as in `sweep`", parseVary)
    .requiredOption("--train <from..to>", "dates of the training period", parseSpan)
    .requiredOption("--held-out <from..to>", "dates of the period that it is judged on", parseSpan)
    .option("--objective <figure>", "what is best, or weighted", parseObjective, "carbonG")
    .option(
      "--weight <figure=n>",
      "of the weighted objective, in shares of the default",
      parseWeight,
    )
    .option("--limit <bound>", "what a choice must keep, such as deadlineMisses<=0", parseLimit)
    .option("--data <dir>", "folder with grid/ZONE_hourly_*.csv, for the parameter zone")
    .option("-w, --workers <n>", "threads (default: one for each core)", parseWorkers)
    .option("--json", "print one JSON object, with all choices")
    .action(run);
}

async function run(scenario: string, options: Options): Promise<void> {
  const { policy, vary, train, heldOut, limit = [], data, workers, json } = options;
  const wish: TuneWish = {
    scenario,
    policy,
    axes: vary,
    training: train,
    heldOut,
    objective: objectiveOf(options),
    limits: limit,
    stated: STATED,
    ...(data !== undefined && { data }),
    ...(workers !== undefined && { workers }),
  };
  const tuned = await tuneParameters(wish, {
    onProgress: sweepProgress(),
    onStart: (cancel) => void process.once("SIGINT", cancel),
  });
  printLine(json ? JSON.stringify(tunedObject(wish, tuned), null, 2) : formatTuned(wish, tuned));
  printIssues(tuned.failures);
  if (tuned.chosen === null || tuned.failures.length > 0) process.exitCode = EXIT.unsuccessful;
}

function objectiveOf({ objective, weight = [] }: Options): Objective {
  if (objective !== "weighted")
    return { terms: [{ metric: objective, weight: 1 }], relative: false };
  const usual: Weight[] = [
    { metric: "carbonG", weight: 1 },
    { metric: "cost", weight: 1 },
  ];
  return { terms: weight.length === 0 ? usual : weight, relative: true };
}

function parseObjective(text: string): MetricName | "weighted" {
  return text === "weighted" ? text : parseMetric(text);
}

function parseSpan(text: string): string {
  if (SPAN.test(text)) return text;
  throw new InvalidArgumentError("Write two dates, such as 2024-01-01..2024-07-01.");
}
