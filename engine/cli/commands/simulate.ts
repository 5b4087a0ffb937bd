/** `lowtide simulate SCENARIO`: replays a scenario under its policies and prints the comparison. */
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { unwrap } from "../../core/issue.ts";
import { MAX_GRID_FILE_BYTES } from "../../core/limits.ts";
import { writeReport } from "../../formats/report/write.ts";
import { readText } from "../../io/files/read-text.ts";
import { writeAtomic } from "../../io/files/write-atomic.ts";
import { readCatalogueFile } from "../../lab/catalogue/load.ts";
import { keep, openStoreIn } from "../../lab/keep.ts";
import { toResultObject } from "../../lab/results.ts";
import { findScenario } from "../../lab/scenario/open.ts";
import { type Simulation, simulate } from "../../lab/simulate.ts";
import { formatComparison } from "../output/comparison.ts";
import { printLine, printWarnings, progressOf } from "../output/streams.ts";
import { CATALOGUE_OPTION } from "./catalogue.ts";

interface Options {
  readonly policy?: string[];
  readonly grid?: string;
  readonly seed?: number;
  readonly catalogue?: string;
  readonly json?: boolean;
  readonly out?: string;
  readonly keep?: boolean;
}

export function simulateCommand(): Command {
  return new Command("simulate")
    .summary("replay a scenario under its policies and compare them")
    .description(
      "Replays a scenario on the virtual clock under several policies and prints what each would " +
        "have emitted (SCI, energy, carbon), cost, delayed, and done to model accuracy.",
    )
    .argument("<scenario>", "a bundled scenario, or a folder or file of your own")
    .option("-p, --policy <policy...>", "only these: name, type, or a file with kind: Policy")
    .option(
      "-g, --grid <file>",
      "carbon intensity history: Electricity Maps CSV or timestamp,gco2_per_kwh",
    )
    .option(...CATALOGUE_OPTION)
    .option("-s, --seed <n>", "seed of everything random", parseSeed)
    .option("--json", "print one JSON object")
    .option("-o, --out <dir>", "also write result.json, events.jsonl and report.html there")
    .option("--keep", "keep the answer in the data folder, as the app does")
    .action((scenario: string, options: Options) => run(scenario, options));
}

function run(scenario: string, options: Options): void {
  const found = unwrap(findScenario(scenario));
  const simulation = unwrap(
    simulate(found, {
      onProgress: progressOf(`Replaying ${found.id}, policies`),
      ...(options.grid && { grid: { file: options.grid, text: readGridText(options.grid) } }),
      ...(options.catalogue && { catalogue: unwrap(readCatalogueFile(options.catalogue)) }),
      ...(options.seed !== undefined && { seed: options.seed }),
      ...(options.policy && { policies: options.policy }),
    }),
  );
  printWarnings(simulation.warnings);
  const json = `${JSON.stringify(toResultObject(simulation), null, 2)}`;
  printLine(options.json ? json : formatComparison(simulation));
  if (options.out !== undefined) writeOutputs(options.out, json, simulation);
  if (options.keep) keepAnswer(simulation);
}

function keepAnswer(simulation: Simulation): void {
  const store = unwrap(openStoreIn());
  try {
    printWarnings(keep(store, simulation));
  } finally {
    store.close();
  }
}

function readGridText(file: string): string {
  return unwrap(readText(file, MAX_GRID_FILE_BYTES));
}

function writeOutputs(folder: string, json: string, simulation: Simulation): void {
  unwrap(writeAtomic(join(folder, "result.json"), `${json}\n`));
  unwrap(writeAtomic(join(folder, "events.jsonl"), simulation.log));
  unwrap(writeAtomic(join(folder, "report.html"), writeReport([simulation])));
  process.stderr.write(`Wrote result.json, events.jsonl and report.html to ${folder}\n`);
}

export function parseSeed(text: string): number {
  const seed = Number(text);
  if (Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff) return seed;
  throw new InvalidArgumentError("A seed is an integer from 0 to 4294967295.");
}
