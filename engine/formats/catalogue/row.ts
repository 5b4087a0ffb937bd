/** One row of a catalogue checked: what it is about, its values in their units, its source. */
import {
  type CatalogueRow,
  priceName,
  type Subject,
  type Value,
  yearName,
} from "../../core/catalogue/catalogue.ts";
import { HALF_LOAD_SHARES } from "../../core/catalogue/power-models.ts";
import { type Issue, problem } from "../../core/issue.ts";
import { FIELDS, KEYS, YEAR } from "./fields.ts";
import type { RawRow } from "./raw.ts";
import { readCell } from "./value.ts";

export interface ReadRow extends CatalogueRow {
  readonly raw: RawRow;
}

/** The row, or undefined when `issues` says what is wrong with it. */
export function checkRow(raw: RawRow, issues: Issue[]): ReadRow | undefined {
  const before = issues.length;
  const about = aboutOf(raw, issues);
  if (about === undefined) return undefined;
  const { subject, name, keys } = about;
  const values: Record<string, Value> = {};
  for (const [column, cell] of raw.cells) {
    if (keys.includes(column) || column === "date" || column === "source") continue;
    const value = cellValue(column, cell, subject, raw, issues);
    if (value !== undefined) values[column] = value;
  }
  const source = textOf(raw, "source");
  if (source === undefined) {
    const hint = "Add the column 'source': a table with its date, a contract, a measurement.";
    issues.push(problem("catalogue/source", "the row does not say its source", hint, raw.at()));
  }
  const date = dateOf(raw, subject, issues);
  issues.push(...boundsIssues(values, raw));
  if (Object.keys(values).length === 0 && issues.length === before) {
    const hint = "Add a column with a value, or remove the row.";
    issues.push(problem("catalogue/row", "the row says nothing", hint, raw.at()));
  }
  if (issues.length > before || source === undefined) return undefined;
  const own = subject === "price" ? priceValues(values) : values;
  return { subject, name, values: own, source, raw, ...(date !== undefined && { date }) };
}

interface About {
  readonly subject: Subject;
  readonly name: string;
  /** Columns that say so. */
  readonly keys: readonly string[];
}

function aboutOf(raw: RawRow, issues: Issue[]): About | undefined {
  const key = KEYS.find((each) => raw.cells.has(each));
  const name = key === undefined ? undefined : textOf(raw, key);
  if (key === undefined || name === undefined) {
    const hint = `Fill one of the columns ${KEYS.join(", ")}.`;
    issues.push(problem("catalogue/row", "the row does not say what it is about", hint, raw.at()));
    return undefined;
  }
  const region = textOf(raw, "region");
  if (key === "size" && region !== undefined) {
    return { subject: "price", name: priceName(name, region), keys: ["size", "region"] };
  }
  if (key === "region" && raw.cells.has("year")) {
    const year = readCell(YEAR, "year", raw.cells.get("year"), raw.at("year"));
    if (typeof year === "number") {
      return { subject: "year", name: yearName(name, year), keys: ["region", "year"] };
    }
    issues.push(year as Issue);
    return undefined;
  }
  return { subject: key, name, keys: [key] };
}

function cellValue(
  column: string,
  cell: unknown,
  subject: Subject,
  raw: RawRow,
  issues: Issue[],
): Value | undefined {
  const field = FIELDS[column];
  if (field === undefined || !field.of.includes(subject)) {
    const about = { price: "a size in a region", year: "a region in a year" } as const;
    const what = subject === "price" || subject === "year" ? about[subject] : `a ${subject}`;
    const places = field?.of.map((each) => (each === "price" ? "size + region" : each)) ?? [];
    const hint =
      places.length === 0
        ? "Remove the value."
        : `Put it into a row about one of: ${places.join(", ")}.`;
    const message = `'${column}' is not a value of ${what}`;
    issues.push(problem("catalogue/misplaced", message, hint, raw.at(column)));
    return undefined;
  }
  const value = readCell(field, column, cell, raw.at(column));
  if (typeof value !== "object") return value;
  issues.push(value);
  return undefined;
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

function dateOf(raw: RawRow, subject: Subject, issues: Issue[]): string | undefined {
  const date = textOf(raw, "date");
  if (date === undefined && subject !== "price") return undefined;
  if (date !== undefined && DAY.test(date)) return date;
  const message = date === undefined ? "the price has no date" : `'${date}' is not a date`;
  const hint = "Write the day on which the price held, such as 2026-06-18.";
  issues.push(problem("catalogue/date", message, hint, raw.at("date")));
  return undefined;
}

/** A currency belongs to the price beside it: a later row may give the other price in another one. */
function priceValues({ currency, ...prices }: Record<string, Value>): Record<string, Value> {
  const units = Object.keys(prices).map((field) => [`${field}Currency`, currency ?? "USD"]);
  return { ...prices, ...Object.fromEntries(units) };
}

/** Pairs whose first must not be above the second. */
const BOUNDS = [
  ["minWPerVcpu", "maxWPerVcpu"],
  ["gpuIdleW", "gpuFullW"],
  ["boaviztaIdleW", "boaviztaFullW"],
] as const;

function boundsIssues(values: Readonly<Record<string, Value>>, raw: RawRow): Issue[] {
  const crossed = BOUNDS.flatMap(([low, high]) => {
    const [from, to] = [values[low], values[high]];
    if (typeof from !== "number" || typeof to !== "number" || from <= to) return [];
    const message = `${low} (${from}) is above ${high} (${to})`;
    return [problem("catalogue/bounds", message, "Exchange the two, if they are.", raw.at(low))];
  });
  const { boaviztaIdleW: idle, boaviztaHalfW: half, boaviztaFullW: full } = values;
  if (typeof idle !== "number" || typeof half !== "number" || typeof full !== "number") {
    return crossed;
  }
  const share = (half - idle) / (full - idle);
  if (share > HALF_LOAD_SHARES.above && share < HALF_LOAD_SHARES.below) return crossed;
  const message = `${half} W at half load is not on a logarithm from ${idle} to ${full} W`;
  const hint = `Write more than ${(idle + full) / 2} W, and less than ${full} W.`;
  return [...crossed, problem("catalogue/bounds", message, hint, raw.at("boaviztaHalfW"))];
}

function textOf(raw: RawRow, column: string): string | undefined {
  const cell = raw.cells.get(column);
  return typeof cell === "string" && cell.trim() !== "" ? cell.trim() : undefined;
}
