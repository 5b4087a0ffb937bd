/** How the synthetic invoices change from batch to batch; every number that drift depends on stands here. */
import { type RandomStream, randomStream } from "../../../engine/core/random/stream.ts";

export const VENDORS = 240;
export const COUNTRIES = ["AT", "BE", "CZ", "DE", "DK", "ES", "FR", "IT", "NL", "PL"] as const;
export const CATEGORIES = [
  "books",
  "catering",
  "consulting",
  "food",
  "hardware",
  "lodging",
  "medical",
  "software",
  "transport",
  "utilities",
] as const;
export const VAT_CLASSES = ["exempt", "standard", "reduced", "reverse-charge"] as const;

export const DRIFT = {
  /** Gradual: a vendor is followed by a new one, with a new number, after so many batches. */
  vendorLifeBatches: { least: 80, most: 240 },
  /** Gradual: prices rise by this share of the first batch's with each batch. */
  priceRisePerBatch: 0.002,
  /** Sudden: at these batches, and every `everyBatches` after, a share of the vendors is renumbered at once. */
  renumbering: { firstBatch: 4, everyBatches: 13, share: 0.06 },
  /** Seasonal: a category is booked up to this much more or less often, once a period. */
  season: { periodBatches: 52, swing: 0.6 },
} as const;

/** A vendor that stands behind a number; it is another one when the number is another. */
export interface Vendor {
  readonly number: number;
  readonly kind: "domestic" | "small" | "foreign";
  readonly country: number;
}

/** The vendors that send invoices in a batch, the busiest first. */
export function vendorsOf(seed: number, batch: number): Vendor[] {
  return Array.from({ length: VENDORS }, (_, slot) => {
    const number = slot + VENDORS * generation(seed, slot, batch);
    return drawVendor(number, randomStream(seed, "invoices/vendor", number));
  });
}

/** A vendor's kind and country, by two draws. */
export function drawVendor(number: number, random: RandomStream): Vendor {
  const draw = random.uniform();
  const kind = draw < 0.5 ? "domestic" : draw < 0.72 ? "small" : "foreign";
  return { number, kind, country: Math.floor(random.uniform() * COUNTRIES.length) };
}

/** How many vendors came before the one that holds a slot now. */
function generation(seed: number, slot: number, batch: number): number {
  const random = randomStream(seed, "invoices/slot", slot);
  const { least, most } = DRIFT.vendorLifeBatches;
  const life = least + Math.floor(random.uniform() * (most - least));
  const followed = Math.floor((batch + Math.floor(random.uniform() * life)) / life);
  const { firstBatch, everyBatches, share } = DRIFT.renumbering;
  let renumbered = 0;
  for (let at = firstBatch; at <= batch; at += everyBatches) {
    if (random.uniform() < share) renumbered += 1;
  }
  return followed + renumbered;
}

/** Shares of the categories in a batch, adding up to 1; each has its season at another time of the period. */
export function categoryShares(batch: number): number[] {
  const { periodBatches, swing } = DRIFT.season;
  const weights = CATEGORIES.map((_, category) => {
    const peak = category / CATEGORIES.length;
    return 1 + swing * triangle(batch / periodBatches - peak);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** A wave between -1 and 1 of period 1 with its peak at 0; straight lines are the same on every machine. */
function triangle(phase: number): number {
  const within = phase - Math.floor(phase);
  return Math.abs(within - 0.5) * 4 - 1;
}
