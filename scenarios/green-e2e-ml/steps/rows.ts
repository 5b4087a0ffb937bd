/** Invoices put together, cut, and told apart by their content. */
import { sha256 } from "./files.ts";
import { emptyInvoices, generateBatch, type Invoices } from "./invoices.ts";
import { type BatchSizes, batchOf, batchRange, type RowRange, rowsIn } from "./ranges.ts";

type Column = Exclude<keyof Invoices, "rows">;
const COLUMNS: readonly Column[] = [
  "amount",
  "vendor",
  "country",
  "category",
  "paymentDays",
  "vatClass",
];

/** Rows of a range, straight from the generator. */
export function generateRange(seed: number, sizes: BatchSizes, range: RowRange): Invoices {
  const all = emptyInvoices(rowsIn(range));
  for (let batch = batchOf(range.from, sizes); batchRange(batch, sizes).from < range.to; batch++) {
    const { from, to } = batchRange(batch, sizes);
    const invoices = generateBatch(seed, batch, to - from);
    const part = { from: Math.max(from, range.from), to: Math.min(to, range.to) };
    for (const column of COLUMNS) {
      const cut = invoices[column].subarray(part.from - from, part.to - from);
      all[column].set(cut, part.from - range.from);
    }
  }
  return all;
}

/** Rows [from, to) of some invoices, counted from 0; shares their memory. */
export function cut(invoices: Invoices, { from, to }: RowRange): Invoices {
  return {
    rows: to - from,
    amount: invoices.amount.subarray(from, to),
    vendor: invoices.vendor.subarray(from, to),
    country: invoices.country.subarray(from, to),
    category: invoices.category.subarray(from, to),
    paymentDays: invoices.paymentDays.subarray(from, to),
    vatClass: invoices.vatClass.subarray(from, to),
  };
}

/** SHA-256 over all columns. */
export function digestOf(invoices: Invoices): string {
  return sha256(
    ...COLUMNS.map((column) => {
      const { buffer, byteOffset, byteLength } = invoices[column];
      return new Uint8Array(buffer, byteOffset, byteLength);
    }),
  );
}
