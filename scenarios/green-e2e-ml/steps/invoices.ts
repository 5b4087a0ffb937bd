/** Invoices that nobody ever sent: a seeded generator, any range of rows on its own. Synthetic data. */
import { exp } from "../../../engine/core/math/exp.ts";
import { type RandomStream, randomStream } from "../../../engine/core/random/stream.ts";
import {
  CATEGORIES,
  COUNTRIES,
  categoryShares,
  DRIFT,
  drawVendor,
  VAT_CLASSES,
  type Vendor,
  vendorsOf,
} from "./drift.ts";

/** Share of invoices whose class somebody chose blindly; it bounds what any model can reach. */
const CARELESS = 0.29;
/** Share of invoices from vendors that send one and no more; from them a model learns to judge strangers. */
const ONE_OFF_SHARE = 0.1;
/** Their numbers lie above those of all others. */
const FIRST_ONE_OFF = 1_000_000;
const ONE_OFFS_PER_BATCH = 200_000;
/** Above it a foreign vendor charges no VAT, EUR. */
const REVERSE_CHARGE_FROM = 150;
const HOME_SHARE = 0.85;
const PAYMENT_DAYS = [8, 14, 30, 60] as const;
/** Median and spread (of the logarithm) of amounts, EUR. */
const AMOUNT = { logMedian: 5.6, spread: 1.1 };

const EXEMPT = VAT_CLASSES.indexOf("exempt");
const STANDARD = VAT_CLASSES.indexOf("standard");
const REDUCED = VAT_CLASSES.indexOf("reduced");
const REVERSE = VAT_CLASSES.indexOf("reverse-charge");

/** By category: the countries that tax it at the reduced rate; made up, and simpler than any tax law. */
const REDUCED_IN: Readonly<Record<string, readonly string[]>> = {
  books: COUNTRIES,
  food: COUNTRIES,
  medical: COUNTRIES.filter((country) => country !== "DK"),
  transport: ["AT", "BE", "CZ", "DE", "ES"],
};

const isReduced = CATEGORIES.map((category) =>
  COUNTRIES.map((country) => REDUCED_IN[category]?.includes(country) ?? false),
);

/** Columns of rows; countries, categories and classes are positions in their lists. */
export interface Invoices {
  readonly rows: number;
  /** EUR, whole cents. */
  readonly amount: Float64Array;
  readonly vendor: Uint32Array;
  readonly country: Uint8Array;
  readonly category: Uint8Array;
  readonly paymentDays: Uint8Array;
  readonly vatClass: Uint8Array;
}

export function emptyInvoices(rows: number): Invoices {
  return {
    rows,
    amount: new Float64Array(rows),
    vendor: new Uint32Array(rows),
    country: new Uint8Array(rows),
    category: new Uint8Array(rows),
    paymentDays: new Uint8Array(rows),
    vatClass: new Uint8Array(rows),
  };
}

/** The first `rows` invoices of a batch; the seed and the batch decide them, nothing else does. */
export function generateBatch(seed: number, batch: number, rows: number): Invoices {
  const invoices = emptyInvoices(rows);
  const vendors = vendorsOf(seed, batch);
  const categories = cumulative(categoryShares(batch));
  const prices = 1 + DRIFT.priceRisePerBatch * batch;
  const random = randomStream(seed, "invoices/rows", batch);
  for (let row = 0; row < rows; row++) {
    const oneOff = FIRST_ONE_OFF + batch * ONE_OFFS_PER_BATCH + row;
    const vendor =
      random.uniform() < ONE_OFF_SHARE ? drawVendor(oneOff, random) : pick(vendors, random);
    drawRow(invoices, row, random, vendor, categories, prices);
  }
  return invoices;
}

/** The square makes some vendors busy, and most of them rare. */
function pick(vendors: readonly Vendor[], random: RandomStream): Vendor {
  const share = random.uniform();
  return vendors[Math.floor(share * share * vendors.length)] as Vendor;
}

function drawRow(
  into: Invoices,
  row: number,
  random: RandomStream,
  vendor: Vendor,
  categories: readonly number[],
  prices: number,
): void {
  const elsewhere = Math.floor(random.uniform() * COUNTRIES.length);
  const country = random.uniform() < HOME_SHARE ? vendor.country : elsewhere;
  const place = random.uniform();
  const category = categories.findIndex((upTo) => place < upTo);
  const amount = prices * exp(AMOUNT.logMedian + AMOUNT.spread * random.normal());
  const ruled = classByRule(vendor, country, category, amount);
  const careless = random.uniform() < CARELESS;
  const blind = Math.floor(random.uniform() * VAT_CLASSES.length);
  into.vendor[row] = vendor.number;
  into.country[row] = country;
  into.category[row] = category;
  into.amount[row] = Math.round(amount * 100) / 100;
  into.paymentDays[row] = paymentDays(vendor, random.uniform());
  into.vatClass[row] = careless ? blind : ruled;
}

function classByRule(vendor: Vendor, country: number, category: number, amount: number): number {
  if (vendor.kind === "small") return EXEMPT;
  if (vendor.kind === "foreign" && amount >= REVERSE_CHARGE_FROM) return REVERSE;
  return isReduced[category]?.[country] ? REDUCED : STANDARD;
}

/** Vendors abroad give more time; a weak hint at what a vendor is that no model has met. */
function paymentDays({ kind }: Vendor, draw: number): number {
  const tilted = kind === "foreign" ? 1 - (1 - draw) * (1 - draw) : draw;
  return PAYMENT_DAYS[Math.floor(tilted * PAYMENT_DAYS.length)] as number;
}

function cumulative(shares: readonly number[]): number[] {
  let sum = 0;
  const sums = shares.map((share) => {
    sum += share;
    return sum;
  });
  // The last sum may round to less than 1, and every draw must find a place.
  sums[sums.length - 1] = 1;
  return sums;
}
