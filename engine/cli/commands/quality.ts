/** `lowtide quality`: really trains and scores for a scenario's quality surface, and shows what it says. */
import { Command, InvalidArgumentError } from "commander";
import type { QualityRun } from "../../contract/quality.ts";
import { unwrap } from "../../core/issue.ts";
import { surfaceRows } from "../../core/quality/analyse.ts";
import { parseDuration } from "../../core/units/duration.ts";
import { Qualities, requireStarted } from "../../lab/quality/qualities.ts";
import { showQuality } from "../../lab/quality/show.ts";
import { findScenario } from "../../lab/scenario/open.ts";
import { EXIT } from "../exit-codes.ts";
import { formatQuality } from "../output/quality.ts";
import { qualityProgress, qualityText } from "../output/quality-progress.ts";
import { printIssues, printLine, printWarnings } from "../output/streams.ts";
import { parseWorkers } from "./sweep-values.ts";

interface ComputeOptions {
  readonly workers?: number;
  readonly trust?: boolean;
  readonly timeout?: number;
  readonly json?: boolean;
  readonly dataDir?: string;
}

export function qualityCommand(): Command {
  return new Command("quality")
    .summary("the quality surface of a scenario: train, score, and see where drift is detected")
    .addCommand(computeCommand())
    .addCommand(showCommand());
}

function computeCommand(): Command {
  return new Command("compute")
    .summary("really train and score, and write the scenario's surface file")
    .description(
      "Starts the program of a scenario with 'quality: {kind: trained}' and has it train a model for each batch " +
        "of data and score it on that batch and all later ones. What is measured is kept in the data folder: a " +
        "computation that was interrupted or killed goes on where it was.",
    )
    .argument("<scenario>", "a bundled scenario, or a folder or file of your own")
    .option("-w, --workers <n>", "programs side by side (default: one for each core)", parseWorkers)
    .option("--trust", "start the program without being asked: you have read it")
    .option("--timeout <duration>", "longest wait for one answer, such as 10m", parseTimeout)
    .option("--json", "print one JSON object")
    .option("--data-dir <dir>", "where cells are kept")
    .action(compute);
}

function showCommand(): Command {
  return new Command("show")
    .summary("accuracies by age of the model, the paths of the policies, and where detectors fire")
    .argument("<scenario>", "a bundled scenario, or a folder or file of your own")
    .option("--json", "print one JSON object")
    .action((scenario: string, { json }: { json?: boolean }) => {
      const found = unwrap(findScenario(scenario));
      const { kind, features } = new Qualities().view(scenario);
      const shown = unwrap(showQuality(found, features));
      printWarnings(shown.warnings);
      if (!json) return printLine(formatQuality(shown));
      const { world, table, policies } = shown;
      const accuracy = surfaceRows(table);
      const { batchesAtMs, quality } = world;
      const source = quality.kind === "observed" ? quality.source : null;
      const about = { scenario: world.name, kind, source };
      printLine(JSON.stringify({ ...about, batchesAtMs, accuracy, policies }, null, 2));
    });
}

async function compute(scenario: string, options: ComputeOptions): Promise<void> {
  const { workers, trust = false, timeout, json, dataDir } = options;
  const qualities = new Qualities({ ...(dataDir !== undefined && { dataDir }) });
  for (const { argv } of trust ? (qualities.view(scenario).commands?.commands ?? []) : [])
    process.stderr.write(`Starting: ${argv.join(" ")}\n`);
  const started = qualities.start(scenario, {
    ...{ trustAll: trust, workers, limitMs: timeout },
    onProgress: qualityProgress(),
  });
  requireStarted(started);
  const run = await untilDone(qualities, scenario);
  const { surface } = qualities.view(scenario);
  if (json)
    printLine(JSON.stringify({ scenario, run: { ...run, measured: undefined }, surface }, null, 2));
  else
    printLine(run.status === "complete" ? completeText(run) : `${qualityText(run)}: not complete`);
  printIssues(run.failures.map(({ issue }) => issue));
  if (run.status === "complete") return;
  process.stderr.write(`Go on with: lowtide quality compute ${scenario}\n`);
  process.exitCode = run.status === "cancelled" ? EXIT.interrupted : EXIT.unsuccessful;
}

function completeText({ total, before }: QualityRun): string {
  return `The surface has ${total} cells: ${total - before} measured now, ${before} known before.`;
}

/** The first interrupt ends the programs and keeps what is measured; a second one ends this program. */
async function untilDone(qualities: Qualities, scenario: string): Promise<QualityRun> {
  const onSignal = () => void qualities.cancel(scenario);
  process.once("SIGINT", onSignal);
  process.once("SIGTERM", onSignal);
  try {
    return await qualities.wait(scenario);
  } finally {
    process.off("SIGINT", onSignal);
    process.off("SIGTERM", onSignal);
  }
}

function parseTimeout(text: string): number {
  const durationMs = parseDuration(text);
  if (durationMs !== undefined && durationMs > 0 && durationMs < 2 ** 31) return durationMs;
  throw new InvalidArgumentError("Write a duration such as 30s, 10m or 2h.");
}
