/** `lowtide account SCENARIO`: the audit of its policies, and what becomes of them under other assumptions. */
import { Command, InvalidArgumentError } from "commander";
import { unwrap } from "../../core/issue.ts";
import { MAX_GRID_FILE_BYTES } from "../../core/limits.ts";
import { readText } from "../../io/files/read-text.ts";
import { accountScenario, toAuditObject } from "../../lab/account.ts";
import { readCatalogueFile } from "../../lab/catalogue/load.ts";
import { findScenario } from "../../lab/scenario/open.ts";
import { formatAudit } from "../output/audit.ts";
import { printLine, printWarnings, progressOf } from "../output/streams.ts";
import { CATALOGUE_OPTION } from "./catalogue.ts";
import { parseSeed } from "./simulate.ts";

type Pair = readonly [name: string, value: string];

interface Options {
  readonly policy?: string[];
  readonly grid?: string;
  readonly seed?: number;
  readonly catalogue?: string;
  readonly set?: Pair[];
  readonly json?: boolean;
}

export function accountCommand(): Command {
  return new Command("account")
    .summary("the audit of a scenario's policies: SCI opened, evidence, what assumptions change")
    .description(
      "Replays a scenario and opens the score of each policy: its terms, what the energy was for, by step and " +
        "node pool, how well it is known, the bill, and how far each assumption moves it. With --set the same " +
        "timelines are accounted anew, and the conclusions that do not survive are listed.",
    )
    .argument("<scenario>", "a bundled scenario, or a folder or file of your own")
    .option("-p, --policy <policy...>", "only these: name, type, or a file with kind: Policy")
    .option(
      "-g, --grid <file>",
      "carbon intensity history: Electricity Maps CSV or timestamp,gco2_per_kwh",
    )
    .option("-s, --seed <n>", "seed of everything random", parseSeed)
    .option(...CATALOGUE_OPTION)
    .option("--set <name=value>", "assume otherwise, such as pue=1.3; may be repeated", parsePair)
    .option("--json", "print one JSON object")
    .action((scenario: string, options: Options) => run(scenario, options));
}

function run(scenario: string, options: Options): void {
  const { policy, grid, seed, catalogue, set } = options;
  const found = unwrap(findScenario(scenario));
  const answer = accountScenario(found, {
    onProgress: progressOf(`Replaying ${found.id}, policies`),
    ...(grid && { grid: { file: grid, text: unwrap(readText(grid, MAX_GRID_FILE_BYTES)) } }),
    ...(seed !== undefined && { seed }),
    ...(catalogue && { catalogue: unwrap(readCatalogueFile(catalogue)) }),
    ...(policy && { policies: policy }),
    ...(set && { set }),
  });
  const audited = unwrap(answer);
  if (answer.ok) printWarnings(answer.warnings);
  printLine(options.json ? JSON.stringify(toAuditObject(audited), null, 2) : formatAudit(audited));
}

function parsePair(text: string, before: readonly Pair[] = []): Pair[] {
  const at = text.indexOf("=");
  if (at <= 0) throw new InvalidArgumentError("Write NAME=VALUE, such as pue=1.3.");
  return [...before, [text.slice(0, at).trim(), text.slice(at + 1).trim()]];
}
