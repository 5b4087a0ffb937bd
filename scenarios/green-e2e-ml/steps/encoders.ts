/** Turns invoices into numbers; what it knows of vendors and codes it learnt from the training rows alone. */
import { CATEGORIES, COUNTRIES } from "./drift.ts";
import type { Invoices } from "./invoices.ts";

export const FEATURES = ["amount", "vendor", "country", "category", "payment days"] as const;

/** The code of what was too rare in training, or did not occur. */
const UNKNOWN = -1;
/** A vendor with fewer invoices is not told apart from those that nobody knows. */
const MIN_VENDOR_ROWS = 20;

export interface Encoders {
  /** Numbers of vendors by rank: ordered by the mean position of their VAT classes. */
  readonly vendors: readonly number[];
  /** Positions in the lists that occurred in training. */
  readonly countries: readonly number[];
  readonly categories: readonly number[];
}

export function fitEncoders(training: Invoices): Encoders {
  return {
    vendors: rankedVendors(training),
    countries: occurring(training.country, COUNTRIES.length),
    categories: occurring(training.category, CATEGORIES.length),
  };
}

/** The features of rows, one column each, in 32 bits as the model compares them. */
export function encode(encoders: Encoders, invoices: Invoices): Float32Array[] {
  const vendors = new Map(encoders.vendors.map((number, rank) => [number, rank]));
  const countries = new Set(encoders.countries);
  const categories = new Set(encoders.categories);
  const known = (codes: Uint8Array, set: ReadonlySet<number>) =>
    Float32Array.from(codes, (code) => (set.has(code) ? code : UNKNOWN));
  return [
    Float32Array.from(invoices.amount),
    Float32Array.from(invoices.vendor, (number) => vendors.get(number) ?? UNKNOWN),
    known(invoices.country, countries),
    known(invoices.category, categories),
    Float32Array.from(invoices.paymentDays),
  ];
}

/** Columns as one row after the other, as a runtime takes them. */
export function asRows(columns: readonly Float32Array[]): Float32Array {
  const rows = columns[0]?.length ?? 0;
  const features = new Float32Array(rows * columns.length);
  for (const [feature, column] of columns.entries()) {
    for (let row = 0; row < rows; row++) {
      features[row * columns.length + feature] = column[row] as number;
    }
  }
  return features;
}

/** A way to give a tree many names as one number: vendors that are taxed alike stand side by side. */
function rankedVendors({ vendor, vatClass }: Invoices): number[] {
  const sums = new Map<number, { rows: number; classes: number }>();
  for (const [row, number] of vendor.entries()) {
    const sum = sums.get(number) ?? { rows: 0, classes: 0 };
    sum.rows += 1;
    sum.classes += vatClass[row] as number;
    sums.set(number, sum);
  }
  return [...sums]
    .filter(([, { rows }]) => rows >= MIN_VENDOR_ROWS)
    .map(([number, { rows, classes }]) => ({ number, mean: classes / rows }))
    .sort((a, b) => a.mean - b.mean || a.number - b.number)
    .map(({ number }) => number);
}

function occurring(codes: Uint8Array, length: number): number[] {
  const seen = new Uint8Array(length);
  for (const code of codes) seen[code] = 1;
  return [...seen.keys()].filter((code) => seen[code] === 1);
}
