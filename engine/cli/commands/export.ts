/** `lowtide export SCENARIO --policy P --to TARGET`: a policy's replay as a document for another tool. */
import { Command } from "commander";
import type { SweepAxisInput } from "../../contract/sweep.ts";
import { unwrap } from "../../core/issue.ts";
import { MAX_GRID_FILE_BYTES, MAX_RESULT_BYTES } from "../../core/limits.ts";
import { readText } from "../../io/files/read-text.ts";
import { writeAtomic } from "../../io/files/write-atomic.ts";
import { readCatalogueFile } from "../../lab/catalogue/load.ts";
import { type ExportRequest, exportScenario, verifyExport } from "../../lab/export/export.ts";
import { EXPORTERS } from "../../lab/export/exporters.ts";
import { type FoundScenario, findScenario } from "../../lab/scenario/open.ts";
import { EXIT } from "../exit-codes.ts";
import { exportObject, formatVerification, verificationObject } from "../output/export.ts";
import { printLine, printWarnings, progressOf } from "../output/streams.ts";
import { CATALOGUE_OPTION } from "./catalogue.ts";
import { parseSeed } from "./simulate.ts";
import { parseSet } from "./sweep-values.ts";

interface Options {
  readonly policy?: string;
  readonly to?: string;
  readonly grid?: string;
  readonly catalogue?: string;
  readonly seed?: number;
  readonly set?: SweepAxisInput[];
  readonly data?: string;
  readonly out?: string;
  readonly verify?: string;
  readonly json?: boolean;
}

export function exportCommand(): Command {
  const targets = EXPORTERS.map(({ target, summary }) => `  ${target}  ${summary}`);
  return new Command("export")
    .summary("write a policy's replay for another tool, and compare what that tool says")
    .description(
      "Replays a scenario under one policy and writes it as a document for another tool. With --verify " +
        "it reads what that tool made of the document and holds it against the replay: exit code 1 " +
        "when they do not agree.",
    )
    .argument("<scenario>", "a bundled scenario, or a folder or file of your own")
    .option("-p, --policy <policy>", "which: name, type, or a file with kind: Policy")
    .option("-t, --to <target>", "what to write; see below")
    .option(
      "-g, --grid <file>",
      "carbon intensity history: Electricity Maps CSV or timestamp,gco2_per_kwh",
    )
    .option(...CATALOGUE_OPTION)
    .option("-s, --seed <n>", "seed of everything random", parseSeed)
    .option("--set <param=value>", "set a parameter to one value, as in a sweep", parseSet)
    .option("--data <dir>", "folder with grid/ZONE_hourly_*.csv, for the parameter zone")
    .option("-o, --out <file>", "write to this file instead of stdout")
    .option("--verify <file>", "compare the other tool's result with the replay")
    .option("--json", "print one JSON object")
    .addHelpText("after", `\nTargets:\n${targets.join("\n")}`)
    .action((scenario: string, options: Options) => run(unwrap(findScenario(scenario)), options));
}

function run(found: FoundScenario, options: Options): void {
  const request = {
    ...requestOf(options),
    onProgress: progressOf(`Replaying ${found.id}, policies`),
  };
  if (options.verify !== undefined) verify(found, request, options.verify, options);
  else write(found, request, options);
}

function requestOf({ to, policy, grid, catalogue, seed, set = [], data }: Options): ExportRequest {
  return {
    ...(to !== undefined && { target: to }),
    ...(policy !== undefined && { policy }),
    ...(grid !== undefined && {
      grid: { file: grid, text: unwrap(readText(grid, MAX_GRID_FILE_BYTES)) },
    }),
    ...(catalogue !== undefined && { catalogue: unwrap(readCatalogueFile(catalogue)) }),
    ...(seed !== undefined && { seed }),
    ...(data !== undefined && { data }),
    changes: set.map(({ parameter, ...given }) => ({
      parameter,
      value: "values" in given ? (given.values[0] ?? "") : "",
    })),
  };
}

function write(found: FoundScenario, request: ExportRequest, { out, json }: Options): void {
  const answer = exportScenario(found, request);
  const exported = unwrap(answer);
  if (answer.ok) printWarnings(answer.warnings);
  if (out !== undefined) {
    unwrap(writeAtomic(out, exported.text));
    process.stderr.write(`Wrote ${out}\n`);
  }
  if (json) printLine(JSON.stringify(exportObject(exported, request.target, out), null, 2));
  else if (out === undefined) process.stdout.write(exported.text);
}

function verify(
  found: FoundScenario,
  request: ExportRequest,
  file: string,
  { json }: Options,
): void {
  const text = unwrap(readText(file, MAX_RESULT_BYTES));
  const answer = verifyExport(found, request, { file, text });
  const verified = unwrap(answer);
  if (answer.ok) printWarnings(answer.warnings);
  printLine(
    json ? JSON.stringify(verificationObject(verified), null, 2) : formatVerification(verified),
  );
  if (!verified.verification.agrees) process.exitCode = EXIT.unsuccessful;
}
