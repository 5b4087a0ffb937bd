/** Reads a catalogue file, built in or a user's own, and lays it over what is known already. */
import type { Catalogue } from "../../core/catalogue/catalogue.ts";
import { numberOfSize, textOfSize } from "../../core/catalogue/sizes.ts";
import { caution, failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import { KEYS } from "./fields.ts";
import { type RawRow, readRawRows } from "./raw.ts";
import { checkRow, type ReadRow } from "./row.ts";

const MAX_ISSUES = 20;

/** The rows of a file, each checked by itself. */
export function readCatalogueRows(text: string, file: string): Result<ReadRow[]> {
  const raw = readRawRows(text, file);
  if (!raw.ok) return raw;
  const issues: Issue[] = [];
  const rows: ReadRow[] = [];
  for (const each of raw.value) {
    const row = checkRow(each, issues);
    if (row !== undefined) rows.push(row);
    if (issues.length >= MAX_ISSUES) break;
  }
  if (issues.length === 0) issues.push(...repeated(rows));
  return issues.length > 0 ? failure(issues.slice(0, MAX_ISSUES)) : success(rows);
}

/** A file with its content. */
export interface CatalogueFile {
  readonly file: string;
  readonly text: string;
}

/** Catalogue files laid over a catalogue, all as one layer: their rows override single values. */
export function extendCatalogue(
  base: Catalogue,
  files: readonly CatalogueFile[],
): Result<Catalogue> {
  const read = files.map(({ text, file }) => readCatalogueRows(text, file));
  const faults = read.flatMap((each) => (each.ok ? [] : each.issues));
  if (faults.length > 0) return failure(faults.slice(0, MAX_ISSUES));
  const rows = read.flatMap((each) => (each.ok ? each.value : []));
  const catalogue = base.with(rows);
  const found = once(rows.flatMap((row) => nameIssues(row, catalogue)));
  const errors = found.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return failure(errors.slice(0, MAX_ISSUES));
  return success(catalogue, found.slice(0, MAX_ISSUES));
}

/** A region that is not known may have hundreds of prices: it is told once. */
function once(issues: readonly Issue[]): Issue[] {
  const told = new Map(issues.toReversed().map((issue) => [issue.message, issue]));
  return [...told.values()].toReversed();
}

/** True when the first line of a CSV text is the header of a catalogue. */
export function isCatalogueCsv(text: string): boolean {
  const header = (text.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0] as string).split(/[,;\t]/);
  const columns = header.map((cell) => cell.trim());
  return columns.includes("source") && KEYS.some((key) => columns.includes(key));
}

/** Two rows of one file that say the same of the same thing: nobody knows which is meant. */
function repeated(rows: readonly ReadRow[]): Issue[] {
  const seen = new Set<string>();
  return rows.flatMap(({ subject, name, values, raw }) => {
    const said = Object.keys(values).map((field) => `${subject}\t${name}\t${field}`);
    const again = said.find((key) => seen.has(key));
    for (const key of said) seen.add(key);
    if (again === undefined) return [];
    const message = `an earlier row says the ${again.split("\t").at(-1)} of the same`;
    return [problem("catalogue/repeated", message, "Keep one of the rows.", raw.at())];
  });
}

/** Names that nothing is known of: most of them are misspelt. */
function nameIssues({ subject, name, values, raw }: ReadRow, catalogue: Catalogue): Issue[] {
  const [first = "", region = ""] = name.split("\t");
  if (subject === "size" || subject === "price") {
    const size = sizeIssues(first, raw, catalogue);
    if (size.length > 0) return size;
  }
  if (subject === "size" || subject === "family") {
    const models = (["family", "cpu", "gpu"] as const).flatMap((column) =>
      modelIssues(column, values[column], raw, catalogue),
    );
    return subject === "size" ? [...models, ...crossedIssues(first, raw, catalogue)] : models;
  }
  const place = subject === "price" ? region : subject === "year" ? first : undefined;
  if (place === undefined || catalogue.has("region", place)) return [];
  const known = catalogue.names("region");
  const hint = `${didYouMean(place, known)} Add a row with its zone and provider when it is right.`;
  const message = `the catalogue has no region '${place}'`;
  return [caution("catalogue/unknown-region", message, hint, raw.at("region"))];
}

function sizeIssues(size: string, raw: RawRow, catalogue: Catalogue): Issue[] {
  const whole = (["vcpu", "memoryGib"] as const).every((field) =>
    catalogue.number("size", size, field),
  );
  if (whole) return [];
  const known = catalogue
    .names("size")
    .filter((each) => each !== size && catalogue.number("size", each, "vcpu"));
  return [unknownSize(size, known, raw.at("size"))];
}

/** The issue for a size that nothing, or too little, is known of. */
export function unknownSize(size: string, known: readonly string[], where: Partial<Issue>): Issue {
  const close = didYouMean(size, known);
  const near = close.startsWith("Did you") ? close : "`lowtide catalogue list` shows them all.";
  const hint = `${near} A new size needs a row with vcpu and memoryGib.`;
  return problem("catalogue/unknown-size", `there is no VM size '${size}'`, hint, where);
}

function modelIssues(
  column: "family" | "cpu" | "gpu",
  name: unknown,
  raw: RawRow,
  catalogue: Catalogue,
): Issue[] {
  if (typeof name !== "string" || catalogue.has(column, name)) return [];
  const known = catalogue.names(column);
  const message = `the catalogue has no row about the ${column} '${name}'`;
  const hint = `${didYouMean(name, known)} Or add a row about it.`;
  return [caution("catalogue/unknown-model", message, hint, raw.at(column))];
}

/** One value may be fine alone and cross another that stands in an earlier file. */
function crossedIssues(size: string, raw: RawRow, catalogue: Catalogue): Issue[] {
  const low = numberOfSize(catalogue, size, "minWPerVcpu");
  const high = numberOfSize(catalogue, size, "maxWPerVcpu");
  if (low === undefined || high === undefined || low.value <= high.value) return [];
  const family = textOfSize(catalogue, size, "family")?.value ?? size;
  const message = `minWPerVcpu (${low.value}) of ${size} is above maxWPerVcpu (${high.value})`;
  const hint = `Give both; what is not in your file comes from the rows about ${family}.`;
  return [problem("catalogue/bounds", message, hint, raw.at())];
}
