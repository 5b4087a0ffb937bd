/** Saved answers of a price list as a catalogue file that the program itself accepts. */
import { failure, type Result, success } from "../../core/issue.ts";
import { type ImportedPrices, readRetailPrices } from "../../formats/catalogue/retail-prices.ts";
import { writePrices } from "../../formats/catalogue/write.ts";
import { sizesOf } from "./describe.ts";
import { builtInCatalogue, catalogueWith, readCatalogueFile } from "./load.ts";

export interface ImportedCatalogue extends ImportedPrices {
  /** CSV. */
  readonly text: string;
}

/** @param files pages in any order; the last one says whether there are more */
export function importPrices(files: readonly string[]): Result<ImportedCatalogue> {
  const opened = files.map(readCatalogueFile);
  const faults = opened.flatMap((each) => (each.ok ? [] : each.issues));
  if (faults.length > 0) return failure(faults);
  const pages = opened.flatMap((each) => (each.ok ? [each.value] : []));
  const imported = readRetailPrices(pages, sizesOf(builtInCatalogue()));
  if (!imported.ok) return imported;
  const text = writePrices(imported.value.prices);
  const checked = catalogueWith([{ file: "import.csv", text }]);
  return checked.ok ? success({ ...imported.value, text }, checked.warnings) : checked;
}
