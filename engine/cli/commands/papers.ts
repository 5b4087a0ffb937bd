/** `lowtide papers`: published experiments, held against their published results or run again. */
import { Command, InvalidArgumentError } from "commander";
import { unwrap } from "../../core/issue.ts";
import { checkPapers } from "../../lab/papers/run-checks.ts";
import { runExperiment } from "../../lab/papers/run-experiment.ts";
import { EXIT } from "../exit-codes.ts";
import { formatExperiment, formatPapers } from "../output/papers.ts";
import { printIssues, printLine, printWarnings } from "../output/streams.ts";

const DEFAULT_TOLERANCE = 1e-9;

interface CheckOptions {
  readonly data: string;
  readonly tolerance: number;
  readonly json?: boolean;
}

interface RunOptions {
  readonly data: string;
  readonly zone: string;
  readonly timeZone?: string;
  readonly without: readonly string[];
  readonly corrected?: boolean;
  readonly json?: boolean;
}

export function papersCommand(): Command {
  return new Command("papers")
    .summary("reproduce published experiments")
    .addCommand(checkCommand())
    .addCommand(runCommand());
}

function checkCommand(): Command {
  return new Command("check")
    .summary("recompute every published result of a folder")
    .description(
      "Recomputes every configuration that the files in DIR/expected name from DIR/grid and " +
        "DIR/jobs. The exit code is 1 when a figure differs, 2 when an input is missing or wrong.",
    )
    .requiredOption("--data <dir>", "folder with grid/, jobs/ and expected/")
    .option("--tolerance <x>", "greatest relative difference", parseTolerance, DEFAULT_TOLERANCE)
    .option("--json", "print one JSON object")
    .action(check);
}

function runCommand(): Command {
  return new Command("run")
    .summary("run a published experiment, as published or corrected")
    .argument("<paper>", "name of a folder in scenarios/papers")
    .requiredOption("--data <dir>", "folder with grid/ and jobs/")
    .requiredOption("--zone <zone>", "beginning of the name of the grid file, such as DE")
    .option("--time-zone <zone>", "IANA zone of local time, where the clock is corrected")
    .option("--without <quirk>", "correct one quirk; may be given several times", collect, [])
    .option("--corrected", "correct all quirks")
    .option("--json", "print one JSON object")
    .action(run);
}

/** Input that cannot be used ends with 2 here, because 1 says that the figures differ. */
function check({ data, tolerance, json }: CheckOptions): void {
  const checked = checkPapers(data, tolerance);
  if (!checked.ok) {
    printIssues(checked.issues);
    process.exitCode = EXIT.usage;
    return;
  }
  const report = checked.value;
  printLine(json ? JSON.stringify(report, null, 2) : formatPapers(report));
  printIssues(report.issues);
  const unusable = report.issues.some(({ severity }) => severity === "error");
  if (report.failed > 0) process.exitCode = EXIT.unsuccessful;
  if (unusable) process.exitCode = EXIT.usage;
}

function run(paper: string, options: RunOptions): void {
  const { data, zone, timeZone, without, corrected, json } = options;
  const ran = runExperiment({
    paper,
    folder: data,
    zone,
    ...(timeZone === undefined ? {} : { timeZone }),
    without: corrected ? "all" : without,
  });
  const report = unwrap(ran);
  if (ran.ok) printWarnings(ran.warnings);
  printLine(json ? JSON.stringify(report, null, 2) : formatExperiment(report));
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function parseTolerance(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError("Give a number of 0 or more, such as 1e-9.");
}
