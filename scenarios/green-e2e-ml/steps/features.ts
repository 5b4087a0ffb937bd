/** How the columns of a batch are distributed: a sample of a number, counts of a category. */
import { CATEGORIES, COUNTRIES } from "./drift.ts";
import type { Invoices } from "./invoices.ts";

export type Feature =
  | { readonly kind: "number"; readonly sample: readonly number[] }
  | { readonly kind: "category"; readonly counts: Readonly<Record<string, number>> };

export type Features = Readonly<Record<string, Feature>>;

/** Amounts that stand for all of a batch: evenly spread over its rows, which are in no order. */
const SAMPLE = 400;
/** Vendors that count by themselves, the busiest; all others are one. */
const VENDORS = 40;

export function featuresOf(invoices: Invoices): Features {
  const { rows, amount, country, category, vendor } = invoices;
  const size = Math.min(SAMPLE, rows);
  const sample = Array.from({ length: size }, (_, index) => {
    return amount[Math.floor((index * rows) / size)] as number;
  });
  return {
    amount: { kind: "number", sample },
    country: { kind: "category", counts: countsOf(country, (each) => COUNTRIES[each] ?? "") },
    category: { kind: "category", counts: countsOf(category, (each) => CATEGORIES[each] ?? "") },
    vendor: { kind: "category", counts: busiest(countsOf(vendor, String)) },
  };
}

function countsOf(values: ArrayLike<number>, name: (value: number) => string) {
  const counts: Record<string, number> = {};
  for (let row = 0; row < values.length; row++) {
    const key = name(values[row] as number);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

function busiest(counts: Readonly<Record<string, number>>): Record<string, number> {
  const sorted = Object.entries(counts).sort(([a, inA], [b, inB]) => inB - inA || (a < b ? -1 : 1));
  const others = sorted.slice(VENDORS).reduce((sum, [, count]) => sum + count, 0);
  return { ...Object.fromEntries(sorted.slice(0, VENDORS)), others };
}
