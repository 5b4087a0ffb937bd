/** The generator: any batch on its own, and drift that simple statistics see. */
import { describe, expect, it } from "vitest";
import { CATEGORIES, DRIFT, VAT_CLASSES } from "../../../scenarios/green-e2e-ml/steps/drift.ts";
import { encode, fitEncoders } from "../../../scenarios/green-e2e-ml/steps/encoders.ts";
import { generateBatch, type Invoices } from "../../../scenarios/green-e2e-ml/steps/invoices.ts";
import {
  batchOf,
  batchRange,
  heldOutRange,
  isUnseen,
  rowsIn,
  trainingRange,
} from "../../../scenarios/green-e2e-ml/steps/ranges.ts";
import { cut, digestOf, generateRange } from "../../../scenarios/green-e2e-ml/steps/rows.ts";
import { SIZES } from "../../helpers/steps.ts";

const ROWS = 20_000;
const share = (values: Iterable<number>, isCounted: (value: number) => boolean) => {
  const all = [...values];
  return all.filter(isCounted).length / all.length;
};
const mean = (values: Float64Array) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const vendorsIn = ({ vendor }: Invoices) => new Set(vendor);
const regular = (number: number) => number < 1_000_000;

describe("a batch", () => {
  it("depends on the seed and its number alone", () => {
    expect(digestOf(generateBatch(3, 9, 500))).toBe(digestOf(generateBatch(3, 9, 500)));
    expect(digestOf(generateBatch(4, 9, 500))).not.toBe(digestOf(generateBatch(3, 9, 500)));
    expect(digestOf(generateBatch(3, 10, 500))).not.toBe(digestOf(generateBatch(3, 9, 500)));
    const whole = generateBatch(3, 9, 500);
    expect(digestOf(cut(whole, { from: 0, to: 200 }))).toBe(digestOf(generateBatch(3, 9, 200)));
  });

  it("has the same rows in any range that holds them", () => {
    const all = generateRange(1, SIZES, { from: 0, to: 7_000 });
    for (const [from, to] of [
      [0, 1],
      [3_999, 4_001],
      [4_500, 6_200],
      [0, 7_000],
    ] as const) {
      const part = generateRange(1, SIZES, { from, to });
      expect(digestOf(part)).toBe(digestOf(cut(all, { from, to })));
    }
  });

  it("has amounts in whole cents, and every class, country and category", () => {
    const { amount, vatClass, category } = generateBatch(1, 0, ROWS);
    expect(
      amount.every((value) => value > 0 && Math.abs(value * 100 - Math.round(value * 100)) < 1e-6),
    ).toBe(true);
    expect(new Set(vatClass).size).toBe(VAT_CLASSES.length);
    expect(new Set(category).size).toBe(CATEGORIES.length);
  });
});

describe("drift", () => {
  const first = generateBatch(1, 0, ROWS);
  const known = vendorsIn(first);
  const strangers = (batch: number) => {
    const { vendor } = generateBatch(1, batch, ROWS);
    return share(vendor.filter(regular), (number) => !known.has(number));
  };

  it("is gradual: vendors are followed by others, and prices rise", () => {
    const { firstBatch } = DRIFT.renumbering;
    const steps = [1, firstBatch - 1].map(strangers);
    expect(steps[0]).toBeLessThan(steps[1] as number);
    expect(steps[1]).toBeLessThan(0.05);
    expect(strangers(30)).toBeGreaterThan(0.3);
    const later = mean(generateBatch(1, 50, ROWS).amount) / mean(first.amount);
    expect(later).toBeCloseTo(1 + 50 * DRIFT.priceRisePerBatch, 1);
  });

  it("is sudden: at some batches a share of the vendors has new numbers at once", () => {
    const { firstBatch, everyBatches } = DRIFT.renumbering;
    for (const at of [firstBatch, firstBatch + everyBatches]) {
      const before = strangers(at - 1) - strangers(at - 2);
      const jump = strangers(at) - strangers(at - 1);
      expect(jump).toBeGreaterThan(before + 0.015);
      expect(jump).toBeGreaterThan(strangers(at + 1) - strangers(at) + 0.015);
    }
  });

  it("is seasonal: half a period on, what was booked most is booked least, and comes back", () => {
    const { periodBatches } = DRIFT.season;
    const books = (batch: number) =>
      share(generateBatch(1, batch, ROWS).category, (each) => each === 0);
    expect(books(0)).toBeGreaterThan(2.5 * books(periodBatches / 2));
    expect(Math.abs(books(periodBatches) - books(0))).toBeLessThan(0.015);
  });
});

describe("ranges", () => {
  it("cover every row once, and hold out rows that train nothing", () => {
    let next = 0;
    for (let batch = 0; batch < 6; batch++) {
      const range = batchRange(batch, SIZES);
      expect(range.from).toBe(next);
      expect([range.from, range.to - 1].map((row) => batchOf(row, SIZES))).toEqual([batch, batch]);
      next = range.to;
      const [trained, heldOut] = [trainingRange(batch, SIZES, 2_500), heldOutRange(batch, SIZES)];
      expect(rowsIn(trained)).toBeLessThanOrEqual(2_500);
      expect(trained.to).toBe(heldOut.from);
      expect(heldOut.to).toBe(range.to);
      expect(isUnseen(heldOut, trained)).toBe(true);
      expect(isUnseen({ from: trained.to - 1, to: range.to }, trained)).toBe(false);
    }
  });
});

describe("encoders", () => {
  it("know what they were fitted on, and give everything else the code of a stranger", () => {
    const training = generateBatch(1, 0, ROWS);
    const encoders = fitEncoders(training);
    const later = generateBatch(1, 30, 2_000);
    const [, vendor = new Float32Array()] = encode(encoders, later);
    const known = new Set(encoders.vendors);
    for (const [row, number] of later.vendor.entries()) {
      expect(vendor[row] === -1).toBe(!known.has(number));
    }
    expect(vendor.includes(-1)).toBe(true);
    expect(fitEncoders(cut(training, { from: 0, to: ROWS / 2 })).vendors).not.toEqual(
      encoders.vendors,
    );
  });
});
