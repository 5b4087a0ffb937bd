/** `lowtide catalogue import FILE…`: Azure's published prices as a catalogue file. */
import { Command } from "commander";
import { caution, unwrap } from "../../core/issue.ts";
import { writeAtomic } from "../../io/files/write-atomic.ts";
import { importPrices } from "../../lab/catalogue/import.ts";
import { printLine, printWarnings } from "../output/streams.ts";

interface Options {
  readonly out?: string;
}

export function catalogueImportCommand(): Command {
  return new Command("import")
    .summary("turn answers of the Azure Retail Prices API into a catalogue file")
    .description(
      "Reads saved answers of the Azure Retail Prices API, one file a page, and writes the Linux prices " +
        "on demand and spot of known VM sizes as a catalogue (CSV), with the day since when each holds. " +
        "Standard error says how many items were left out, and why. Nothing is fetched.",
    )
    .argument("<files...>", "saved answers (JSON)")
    .option("-o, --out <file>", "write the catalogue there instead of to standard output")
    .action((files: string[], options: Options) => run(files, options));
}

function run(files: readonly string[], { out }: Options): void {
  const { text, prices, leftOut, nextPage } = unwrap(importPrices(files));
  const reasons = Object.entries(leftOut).map(([reason, count]) => `${count} ${reason}`);
  if (nextPage !== undefined) {
    const message = "the last file is not the last page";
    const hint = `Fetch ${nextPage} as well, and import all pages together.`;
    printWarnings([caution("catalogue/more-pages", message, hint)]);
  }
  if (out === undefined) printLine(text.trimEnd());
  else unwrap(writeAtomic(out, text));
  const written = `${prices.length} ${prices.length === 1 ? "price" : "prices"}`;
  const where = out === undefined ? "" : ` to ${out}`;
  process.stderr.write(`Wrote ${written}${where}; left out: ${reasons.join(", ") || "nothing"}.\n`);
}
