/** Writes imported prices as a catalogue file that people can read and change. */
import Papa from "papaparse";
import type { ImportedPrice } from "./retail-prices.ts";

const COLUMNS = ["size", "region", "pricePerHour", "spotPerHour", "currency", "date", "source"];

/** CSV with one row for each price: each keeps its own date and source. */
export function writePrices(prices: readonly ImportedPrice[]): string {
  const rows = prices.map(({ size, region, kind, price, currency, date, source }) => [
    size,
    region,
    kind === "pricePerHour" ? price : "",
    kind === "spotPerHour" ? price : "",
    currency,
    date,
    source,
  ]);
  return `${Papa.unparse({ fields: COLUMNS, data: rows }, { newline: "\n" })}\n`;
}
