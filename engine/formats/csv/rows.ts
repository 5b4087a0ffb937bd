/** Walks the rows of a CSV text with their line numbers, without holding them all. */
import Papa from "papaparse";

export interface Row {
  readonly cells: readonly string[];
  /** 1-based line of the file at which the row begins. */
  readonly line: number;
  /** The file ends within or right after this row, without a line break. */
  readonly unterminated: boolean;
  /** A quotation mark that was opened is never closed, or text follows a closing one. */
  readonly badQuotes: boolean;
}

/** Calls `visit` for each row that is not blank until it returns false. */
export function forEachRow(text: string, visit: (row: Row) => boolean): void {
  const plain = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const endsCleanly = plain.endsWith("\n");
  let line = 1;
  Papa.parse<string[]>(plain, {
    delimiter: delimiterOf(plain),
    newline: "\n",
    step: ({ data: cells, errors, meta }, parser) => {
      const begins = line;
      line += 1;
      for (const cell of cells) line += lineBreaksIn(cell);
      if (cells.every((cell) => cell.trim() === "")) return;
      const unterminated = !endsCleanly && meta.cursor >= plain.length;
      const badQuotes = errors.some((error) => error.type === "Quotes");
      if (!visit({ cells, line: begins, unterminated, badQuotes })) parser.abort();
    },
  });
}

/** The separator that occurs most in the first line that has text. */
function delimiterOf(text: string): string {
  const header = text.slice(0, 10_000).trimStart().split("\n", 1)[0] as string;
  const bare = header.replace(/"[^"]*"/g, "");
  const count = (separator: string) => bare.split(separator).length;
  return [",", ";", "\t"].reduce((best, next) => (count(next) > count(best) ? next : best));
}

function lineBreaksIn(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf("\n"); at >= 0; at = cell.indexOf("\n", at + 1)) count += 1;
  return count;
}
