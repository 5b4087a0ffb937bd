/** `lowtide conformance DIR`: how far the manifests of a folder get, and whether they end as expected. */
import { Command } from "commander";
import { unwrap } from "../../core/issue.ts";
import { checkConformance } from "../../lab/conformance/conformance.ts";
import type { ConformanceSummary } from "../../lab/conformance/report.ts";
import { EXIT } from "../exit-codes.ts";
import { formatConformance } from "../output/conformance.ts";
import { liveProgress, printLine } from "../output/streams.ts";
import { integerFrom } from "./workflow-options.ts";

const MOST_FILES = 1_000_000;

interface Options {
  readonly expected?: string;
  readonly profileDir?: string;
  readonly failUnder?: number;
  readonly json?: boolean;
}

export function conformanceCommand(): Command {
  return new Command("conformance")
    .summary("check, run and compare every Argo manifest below a folder")
    .description(
      "Reads every Argo document below a folder, validates it, runs it to its end on the virtual " +
        "clock, and compares the nodes with a status that a real controller left, where there is " +
        "one. The exit code is 1 when an expected status disagrees or too few files pass.",
    )
    .argument("<folder>", "folder with manifests (.yaml, .yml, .json), searched recursively")
    .option("--expected <folder>", "statuses of a controller, named after the manifests")
    .option("--profile-dir <folder>", "profiles (kind: Profiles), named after the manifests")
    .option("--fail-under <n>", "least number of files that must pass", integerFrom(0, MOST_FILES))
    .option("--json", "print one JSON object")
    .action((folder: string, options: Options) => run(folder, options));
}

function run(folder: string, { expected, profileDir, failUnder, json }: Options): void {
  const report = unwrap(
    checkConformance(folder, {
      ...(expected === undefined ? {} : { expected }),
      ...(profileDir === undefined ? {} : { profiles: profileDir }),
      onProgress: liveProgress("files"),
    }),
  );
  printLine(json ? JSON.stringify(report, null, 2) : formatConformance(report));
  if (!conforms(report.summary, failUnder)) process.exitCode = EXIT.unsuccessful;
}

function conforms(
  { passing, compared, agreeing }: ConformanceSummary,
  failUnder: number | undefined,
): boolean {
  return agreeing === compared && (failUnder === undefined || passing >= failUnder);
}
