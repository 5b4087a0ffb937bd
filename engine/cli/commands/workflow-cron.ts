/** `lowtide workflow cron FILE`: what a CronWorkflow starts, skips and terminates. */
import { Command } from "commander";
import { unwrap } from "../../core/issue.ts";
import { MAX_PERIOD_DAYS } from "../../core/limits.ts";
import type { InstantMs } from "../../core/units/units.ts";
import { readLibrary, readTextFile } from "../../lab/workflow/read-library.ts";
import { runCron } from "../../lab/workflow/run-cron.ts";
import { formatCron } from "../output/cron.ts";
import { printLine, printWarnings } from "../output/streams.ts";
import { parseSeed } from "./simulate.ts";
import { integerFrom, parseInstant } from "./workflow-options.ts";
import { readChosenProfiles } from "./workflow-run.ts";

interface Options {
  readonly from: InstantMs;
  readonly days: number;
  readonly profile?: string;
  readonly seed?: number;
  readonly json?: boolean;
}

export function workflowCronCommand(): Command {
  return new Command("cron")
    .summary("list what a CronWorkflow starts, skips and terminates")
    .description(
      "Lists what Argo's controller would do with a CronWorkflow over some days. Every run is taken " +
        "to last, and to end, as one run on the virtual clock does.",
    )
    .argument("<file>", "YAML or JSON with a CronWorkflow")
    .argument("[library...]", "files and folders with templates that it refers to")
    .option("--from <instant>", "first day or instant", parseInstant, parseInstant("2026-01-01"))
    .option("--days <n>", "how many days", integerFrom(1, MAX_PERIOD_DAYS), 7)
    .option("--profile <file>", "durations, outcomes and outputs by template (kind: Profiles)")
    .option("-s, --seed <n>", "seed of everything random", parseSeed)
    .option("--json", "print one JSON object")
    .action((file: string, library: string[], options: Options) => run(file, library, options));
}

function run(file: string, libraryPaths: readonly string[], options: Options): void {
  const main = unwrap(readTextFile(file));
  const library = readLibrary(libraryPaths);
  const { from: fromMs, days, profile, seed } = options;
  const answer = runCron(main, unwrap(library), {
    fromMs,
    days,
    profiles: readChosenProfiles(profile).profiles,
    ...(seed === undefined ? {} : { seed }),
  });
  const value = unwrap(answer);
  printWarnings([library, answer].flatMap((each) => (each.ok ? each.warnings : [])));
  printLine(options.json ? JSON.stringify(value, null, 2) : formatCron(value));
}
