/** `lowtide catalogue`: the VM sizes, regions and prices that node pools are filled in from. */
import { Command } from "commander";
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { unwrap } from "../../core/issue.ts";
import { checkRegion, describeSize, listRegions, listSizes } from "../../lab/catalogue/describe.ts";
import { catalogueWith, readCatalogueFile } from "../../lab/catalogue/load.ts";
import { formatRegions, formatSize, formatSizes } from "../output/catalogue.ts";
import { printLine, printWarnings } from "../output/streams.ts";
import { catalogueImportCommand } from "./catalogue-import.ts";

interface Options {
  readonly region?: string;
  readonly gpu?: boolean;
  readonly catalogue?: string;
  readonly json?: boolean;
}

export const CATALOGUE_OPTION = [
  "-c, --catalogue <file>",
  "your own VM sizes and prices (CSV or YAML), over the built-in ones",
] as const;

export function catalogueCommand(): Command {
  return new Command("catalogue")
    .summary("VM sizes, regions and prices, each number with its source")
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(regionsCommand())
    .addCommand(catalogueImportCommand());
}

function listCommand(): Command {
  return new Command("list")
    .summary("list the VM sizes")
    .option("-r, --region <region>", "only sizes that have a price there, with the price")
    .option("--gpu", "only sizes with GPUs")
    .option(...CATALOGUE_OPTION)
    .option("--json", "print a JSON list")
    .action((options: Options) => {
      const catalogue = open(options);
      const sizes = listSizes(catalogue, options);
      printLine(options.json ? JSON.stringify(sizes, null, 2) : formatSizes(sizes));
    });
}

function showCommand(): Command {
  return new Command("show")
    .summary("all numbers of a VM size, with their sources")
    .description(
      "Prints every number of a VM size with its source: power by three models side by side, embodied " +
        "emissions, prices with their dates. Spot prices that nobody published are assumed, and say so.",
    )
    .argument("<size>", "VM size, such as Standard_D8s_v5")
    .option("-r, --region <region>", "prices of this region only")
    .option(...CATALOGUE_OPTION)
    .option("--json", "print one JSON object")
    .action((size: string, options: Options) => {
      const known = unwrap(describeSize(open(options), size, options.region));
      printLine(options.json ? JSON.stringify(known, null, 2) : formatSize(known));
    });
}

function regionsCommand(): Command {
  return new Command("regions")
    .summary("regions with their grid zones and PUE by year")
    .option(...CATALOGUE_OPTION)
    .option("--json", "print a JSON list")
    .action((options: Options) => {
      const regions = listRegions(open(options));
      printLine(options.json ? JSON.stringify(regions, null, 2) : formatRegions(regions));
    });
}

/** The built-in catalogue with the user's file over it; a region that it does not know is an issue. */
function open({ catalogue: file, region }: Options): Catalogue {
  const files = file === undefined ? [] : [unwrap(readCatalogueFile(file))];
  const opened = catalogueWith(files);
  const catalogue = unwrap(opened);
  if (opened.ok) printWarnings(opened.warnings);
  if (region !== undefined) unwrap(checkRegion(catalogue, region));
  return catalogue;
}
