/** The catalogue that comes with the program, and users' own files over it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Catalogue } from "../../core/catalogue/catalogue.ts";
import { type Result, success, unwrap } from "../../core/issue.ts";
import { MAX_CATALOGUE_BYTES } from "../../core/limits.ts";
import { type CatalogueFile, extendCatalogue } from "../../formats/catalogue/read.ts";
import { readText } from "../../io/files/read-text.ts";

/** One idea a file, in the format that users write. */
export const CATALOGUE_FOLDER = join(import.meta.dirname, "data");

let builtIn: Catalogue | undefined;

/** Read once, when something asks for it: a scenario that states all its numbers never does. */
export function builtInCatalogue(): Catalogue {
  builtIn ??= unwrap(extendCatalogue(Catalogue.empty, builtInFiles()));
  return builtIn;
}

export function builtInFiles(): CatalogueFile[] {
  const names = readdirSync(CATALOGUE_FOLDER).filter((name) => name.endsWith(".csv"));
  return names.sort().map((name) => ({
    file: `engine/lab/catalogue/data/${name}`,
    text: readFileSync(join(CATALOGUE_FOLDER, name), "utf8"),
  }));
}

/** The built-in catalogue with files over it, each over those before it. */
export function catalogueWith(files: readonly CatalogueFile[]): Result<Catalogue> {
  let catalogue = builtInCatalogue();
  const warnings = [];
  for (const file of files) {
    const next = extendCatalogue(catalogue, [file]);
    if (!next.ok) return next;
    catalogue = next.value;
    warnings.push(...next.warnings);
  }
  return success(catalogue, warnings);
}

/** A catalogue file that a user named. */
export function readCatalogueFile(file: string): Result<CatalogueFile> {
  const text = readText(file, MAX_CATALOGUE_BYTES);
  return text.ok ? success({ file, text: text.value }) : text;
}
