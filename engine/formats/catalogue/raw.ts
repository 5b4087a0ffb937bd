/** Rows of a catalogue file as they stand there: CSV and YAML look the same from here on. */
import { failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import { didYouMean } from "../../core/text/nearest.ts";
import { forEachRow } from "../csv/rows.ts";
import { readYaml, type YamlDocument } from "../yaml/read.ts";
import { COLUMNS } from "./fields.ts";

type Place = Pick<Issue, "file" | "path" | "line" | "column">;

export interface RawRow {
  /** By column; what is empty is left out. */
  readonly cells: ReadonlyMap<string, unknown>;
  /** Where a cell stands, or the row. */
  at(column?: string): Place;
}

/** Most rows of one file: all sizes of all regions of a provider. */
const MAX_ROWS = 200_000;
const MAX_ISSUES = 20;

/** The rows of a file: YAML when its name ends so, else CSV. */
export function readRawRows(text: string, file: string): Result<RawRow[]> {
  return /\.ya?ml$/i.test(file) ? fromYaml(text, file) : fromCsv(text, file);
}

function fromCsv(text: string, file: string): Result<RawRow[]> {
  let header: readonly string[] | undefined;
  const rows: RawRow[] = [];
  const issues: Issue[] = [];
  forEachRow(text, ({ cells, line, badQuotes }) => {
    const fault = faultOf(cells, header, badQuotes);
    if (fault !== undefined) issues.push({ ...fault, file, line });
    else if (header === undefined) {
      header = cells.map((cell) => cell.trim());
      issues.push(...headerIssues(header, { file, line }));
    } else rows.push(rowOf(header, cells, { file, line }));
    return issues.length < MAX_ISSUES && !badQuotes && rows.length <= MAX_ROWS;
  });
  if (rows.length > MAX_ROWS) issues.push(tooMany(file));
  if (issues.length === 0 && rows.length === 0) issues.push(nothing(file));
  return issues.length > 0 ? failure(issues) : success(rows);
}

function rowOf(header: readonly string[], cells: readonly string[], place: Place): RawRow {
  const filled = header.flatMap((column, index) => {
    const cell = cells[index]?.trim() ?? "";
    return cell === "" ? [] : [[column, cell] as const];
  });
  return {
    cells: new Map(filled),
    at: (column) => (column === undefined ? place : { ...place, path: column }),
  };
}

function faultOf(
  cells: readonly string[],
  header: readonly string[] | undefined,
  badQuotes: boolean,
): Issue | undefined {
  if (badQuotes) {
    const hint = "Close or remove the quotation mark; it may begin on an earlier line.";
    return problem("catalogue/row", "a quotation mark is not closed", hint);
  }
  if (header === undefined || cells.length === header.length) return undefined;
  const message = `the line has ${cells.length} cells, the header ${header.length}`;
  const hint = "Write one cell for each column; put text that has commas in quotes.";
  return problem("catalogue/row", message, hint);
}

function headerIssues(header: readonly string[], place: Place): Issue[] {
  return header.flatMap((column, index) => {
    const where = { ...place, path: column };
    if (!COLUMNS.includes(column)) return [unknownColumn(column, where)];
    if (header.indexOf(column) === index) return [];
    const message = `the column '${column}' occurs twice`;
    return [problem("catalogue/row", message, "Keep one of them.", where)];
  });
}

function unknownColumn(column: string, where: Place): Issue {
  const message = `a catalogue has no column '${column.slice(0, 80)}'`;
  return problem("catalogue/column", message, didYouMean(column, COLUMNS), where);
}

function fromYaml(text: string, file: string): Result<RawRow[]> {
  const yaml = readYaml(text, file);
  return yaml.ok ? rowsOf(yaml.value) : yaml;
}

/** The rows of a document of kind Catalogue that is parsed already. */
function rowsOf({ data, file, locate }: YamlDocument): Result<RawRow[]> {
  const { apiVersion, kind, rows } = (data ?? {}) as Record<string, unknown>;
  if (apiVersion !== "lowtide.dev/v1" || kind !== "Catalogue" || !Array.isArray(rows)) {
    const hint = "Begin with 'apiVersion: lowtide.dev/v1', 'kind: Catalogue' and a list of 'rows'.";
    const message = "the document is not a catalogue";
    return failure([problem("catalogue/row", message, hint, locate(["kind"]))]);
  }
  if (rows.length > MAX_ROWS) return failure([tooMany(file)]);
  if (rows.length === 0) return failure([nothing(file)]);
  const issues: Issue[] = [];
  const read = rows.map((row: unknown, index): RawRow => {
    const at = (column?: string) =>
      locate(column === undefined ? ["rows", index] : ["rows", index, column]);
    const isMapping = typeof row === "object" && row !== null && !Array.isArray(row);
    const cells = Object.entries(isMapping ? row : {}).filter(([, value]) => value !== null);
    for (const [column] of cells) {
      if (!COLUMNS.includes(column)) issues.push(unknownColumn(column, at(column)));
    }
    if (!isMapping) {
      const hint = "Write a mapping such as { size: …, vcpu: 8, source: … }.";
      issues.push(problem("catalogue/row", "the row is not a mapping", hint, at()));
    }
    return { cells: new Map(cells), at };
  });
  return issues.length > 0 ? failure(issues.slice(0, MAX_ISSUES)) : success(read);
}

function tooMany(file: string): Issue {
  const message = `the catalogue has more than ${MAX_ROWS} rows`;
  return problem("catalogue/row", message, "Keep the rows that you need.", { file });
}

function nothing(file: string): Issue {
  const hint = "Write a header such as size,region,pricePerHour,currency,date,source and rows.";
  return problem("catalogue/row", "the catalogue has no rows", hint, { file });
}
