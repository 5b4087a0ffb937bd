/** Reads CSV tables of whole numbers into one typed array a column: job traces. */
import Papa from "papaparse";
import { failure, type Issue, problem, type Result, success } from "../../core/issue.ts";

/** Most rows of a table. */
const MAX_ROWS = 10_000_000;
const MAX_VALUE = 2_147_483_647;
const DIGITS = /^\d{1,10}$/;

export type IntegerTable<K extends string> = Readonly<Record<K, Int32Array>>;

/**
 * The named columns, wherever they stand; other columns are left out. Every cell must be a whole
 * number from 0 to 2^31 - 1.
 *
 * @param file name for messages
 */
export function readIntegerTable<K extends string>(
  text: string,
  file: string,
  columns: readonly K[],
): Result<IntegerTable<K>> {
  const { data } = Papa.parse<string[]>(text, { delimiter: ",", skipEmptyLines: "greedy" });
  const header = (data[0] ?? []).map((cell) => cell.trim());
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) return failure([missingColumns(missing, columns, file)]);
  const rows = data.length - 1;
  if (rows === 0) return failure([empty(file)]);
  if (rows > MAX_ROWS) return failure([tooLong(file)]);
  const table = {} as Record<K, Int32Array>;
  for (const column of columns) {
    const at = header.indexOf(column);
    const values = new Int32Array(rows);
    for (let row = 0; row < rows; row++) {
      const cell = (data[row + 1] as string[])[at]?.trim() ?? "";
      const value = DIGITS.test(cell) ? Number(cell) : Number.NaN;
      if (!(value <= MAX_VALUE)) return failure([noInteger(cell, column, file, row + 2)]);
      values[row] = value;
    }
    table[column] = values;
  }
  return success(table);
}

function missingColumns(
  missing: readonly string[],
  columns: readonly string[],
  file: string,
): Issue {
  const message = `the table has no column ${missing.join(", ")}`;
  const hint = `The first line must name the columns ${columns.join(", ")}.`;
  return problem("papers/columns", message, hint, { file, line: 1 });
}

function empty(file: string): Issue {
  return problem("papers/empty", "the table has no rows", "Copy the whole file.", { file });
}

function tooLong(file: string): Issue {
  const message = `the table has more than ${MAX_ROWS} rows`;
  return problem("papers/too-long", message, "Cut it to fewer rows.", { file });
}

function noInteger(cell: string, column: string, file: string, line: number): Issue {
  const message = `'${cell.slice(0, 40)}' in column ${column} is no whole number`;
  const hint = `Write a whole number from 0 to ${MAX_VALUE}.`;
  return problem("papers/number", message, hint, { file, line });
}
