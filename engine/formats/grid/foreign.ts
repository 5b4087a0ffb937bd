/** Recognises files that are no CSV at all, before the CSV reader makes nonsense of them. */
import { type Issue, problem } from "../../core/issue.ts";
import { MAX_GRID_FILE_BYTES } from "../../core/limits.ts";

const HOW = "Give a CSV file: an Electricity Maps export, or columns timestamp,gco2_per_kwh.";
const SNIFFED = 4_096;

/** Why the text cannot be a grid CSV, or undefined when it may be one. */
export function foreignContent(text: string): Issue | undefined {
  if (text.length > MAX_GRID_FILE_BYTES) {
    const limit = `${MAX_GRID_FILE_BYTES / 1_048_576} MB`;
    const hint = "Split it by year, or average it to hours.";
    return problem("grid/too-large", `the file is larger than ${limit}`, hint);
  }
  const start = text.slice(0, SNIFFED);
  const head = start.trimStart();
  if (head === "") return problem("grid/empty", "the file is empty", HOW);
  if (start.startsWith("PK")) {
    return notCsv("a zip archive or an Excel workbook", "Save the sheet as CSV (UTF-8).");
  }
  if (start.startsWith("PAR1")) return notCsv("a Parquet file", "Convert it to CSV.");
  if (start.includes("\u0000")) {
    return notCsv("binary, or UTF-16 text", "Save it as CSV in UTF-8.");
  }
  if ((start.match(/\uFFFD/g)?.length ?? 0) > start.length / 20) {
    return notCsv("binary or compressed", "Unpack it, or export it again as CSV in UTF-8.");
  }
  if (head.startsWith("<")) {
    return notCsv("a web page or XML", "The download needs the CSV link, and perhaps a login.");
  }
  if (head.startsWith("{") || head.startsWith("[")) return notCsv("JSON", HOW);
  return undefined;
}

function notCsv(what: string, hint: string): Issue {
  return problem("grid/not-csv", `the file is ${what}, not CSV`, hint);
}
