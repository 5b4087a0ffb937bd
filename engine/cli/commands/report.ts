/** `lowtide report SCENARIO`: a policy's score in the report template of the Green Software Foundation. */
import { Command, Option } from "commander";
import { unwrap } from "../../core/issue.ts";
import { MAX_GRID_FILE_BYTES } from "../../core/limits.ts";
import { reportMarkdown } from "../../formats/gsf-report/markdown.ts";
import { reportPage } from "../../formats/gsf-report/page.ts";
import { readText } from "../../io/files/read-text.ts";
import { writeAtomic } from "../../io/files/write-atomic.ts";
import { readCatalogueFile } from "../../lab/catalogue/load.ts";
import { reportOf } from "../../lab/gsf-report.ts";
import { findScenario } from "../../lab/scenario/open.ts";
import { printLine, printWarnings, progressOf } from "../output/streams.ts";
import { CATALOGUE_OPTION } from "./catalogue.ts";
import { parseSeed } from "./simulate.ts";

interface Options {
  readonly policy?: string;
  readonly grid?: string;
  readonly seed?: number;
  readonly catalogue?: string;
  readonly format: "md" | "html";
  readonly out?: string;
  readonly applicationVersion?: string;
  readonly url?: string;
  readonly organisation?: string;
  readonly person?: string;
  readonly contact?: string;
  readonly manifest?: string;
}

export function reportCommand(): Command {
  return new Command("report")
    .summary("a policy's score in the report template of the Green Software Foundation")
    .description(
      "Fills in the SCI report template of the Green Software Foundation: score with its breakdown, boundary, " +
        "methodology, coefficients with their sources. Who reports stands in the scenario (spec.report) or in the " +
        "options here; what nobody states is printed as not stated.",
    )
    .argument("<scenario>", "a bundled scenario, or a folder or file of your own")
    .option(
      "-p, --policy <policy>",
      "which: name, type, or a file with kind: Policy; else the baseline",
    )
    .option(
      "-g, --grid <file>",
      "carbon intensity history: Electricity Maps CSV or timestamp,gco2_per_kwh",
    )
    .option("-s, --seed <n>", "seed of everything random", parseSeed)
    .option(...CATALOGUE_OPTION)
    .addOption(
      new Option("--format <format>", "of the report").choices(["md", "html"]).default("md"),
    )
    .option("-o, --out <file>", "write it there instead of to standard output")
    .option("--application-version <text>", "version of the application")
    .option("--url <text>", "page of the application")
    .option("--organisation <text>", "organisation, accountable too")
    .option("--person <text>", "accountable person")
    .option("--contact <text>", "how to reach them")
    .option("--manifest <text>", "where the manifest of the score can be had")
    .action((scenario: string, options: Options) => run(scenario, options));
}

function run(scenario: string, options: Options): void {
  const { policy, grid, seed, catalogue, format, out } = options;
  const found = unwrap(findScenario(scenario));
  const answer = reportOf(found, {
    onProgress: progressOf(`Replaying ${found.id}, policies`),
    fields: fieldsOf(options),
    ...(grid && { grid: { file: grid, text: unwrap(readText(grid, MAX_GRID_FILE_BYTES)) } }),
    ...(seed !== undefined && { seed }),
    ...(catalogue && { catalogue: unwrap(readCatalogueFile(catalogue)) }),
    ...(policy !== undefined && { policy }),
  });
  const report = unwrap(answer);
  if (answer.ok) printWarnings(answer.warnings);
  const text = format === "html" ? reportPage(report) : reportMarkdown(report);
  if (out === undefined) return printLine(text.trimEnd());
  unwrap(writeAtomic(out, text));
  process.stderr.write(`Wrote ${out}\n`);
}

function fieldsOf({ applicationVersion, url, organisation, person, contact, manifest }: Options) {
  return {
    ...(applicationVersion && { applicationVersion }),
    ...(url && { applicationUrl: url }),
    ...(organisation && { organisation, accountableOrganisation: organisation }),
    ...(person && { accountablePerson: person }),
    ...(contact && { contact }),
    ...(manifest && { manifestUrl: manifest }),
  };
}
