import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { psiOfCategories } from "../../../engine/core/model/drift/psi-categories.ts";
import { qualitySurface } from "../../../engine/core/model/quality.ts";
import { alarmsAlone, alarmsAnswered, alarmsBeside } from "../../../engine/core/quality/alarms.ts";
import { type Detector, detectorsOf } from "../../../engine/core/quality/detectors.ts";
import type { ServedBatch } from "../../../engine/core/quality/served.ts";
import type { BatchFeatures } from "../../../engine/core/scenario/surface-schema.ts";

const BATCHES = 60;
const ofErrors = detectorsOf(undefined, null);
const named = (id: string) => ofErrors.find((each) => each.id === id) as Detector;

/** One model for ever, whose accuracy is a function of the batch. */
function served(accuracyOf: (batch: number) => number, trainedOn = 0): ServedBatch[] {
  return Array.from({ length: BATCHES }, (_, batch) => ({
    ...{ batch, trainedOn, accuracy: accuracyOf(batch), carried: false },
  }));
}

/** Accuracy by age alone: every model loses `loss` a batch. */
function ageing(fresh: number, loss: number) {
  const accuracy = Array.from({ length: BATCHES }, (_, i) =>
    Array.from({ length: BATCHES }, (__, j) => (j < i ? null : fresh - (j - i) * loss)),
  );
  return qualitySurface({ kind: "observed", source: "", accuracy }, 1);
}

describe.each(["page-hinkley", "adwin", "ks-accuracy"])("%s", (id) => {
  it("is silent while nothing changes, and while a model gets better", () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 990 }), (thousandths) => {
        const same = served(() => thousandths / 1_000);
        expect(alarmsBeside(named(id), same).firedAt).toEqual([]);
      }),
      { numRuns: 20 },
    );
    const better = served((batch) => 0.7 + batch * 0.003);
    expect(alarmsBeside(named(id), better).firedAt).toEqual([]);
  });

  it("fires soon after an accuracy has fallen, and not before", () => {
    const fallen = served((batch) => (batch < 30 ? 0.93 : 0.83) - (batch % 2) * 0.001);
    const { firedAt, statistic } = alarmsBeside(named(id), fallen);
    expect(firedAt[0]).toBeGreaterThanOrEqual(30);
    expect(firedAt[0]).toBeLessThan(40);
    expect(statistic).toHaveLength(BATCHES);
  });

  it("begins anew with each model: one that is replaced in time is no alarm", () => {
    const replaced = served(() => 0.93).map((each) => {
      const trainedOn = each.batch - (each.batch % 3);
      return { ...each, trainedOn, accuracy: 0.93 - (each.batch % 3) * 0.004 };
    });
    expect(alarmsBeside(named(id), replaced).firedAt).toEqual([]);
  });

  it("decides alone: it retrains where models age, and its accuracy is that of the models it chose", () => {
    const surface = ageing(0.95, 0.004);
    const { firedAt, meanAccuracy } = alarmsAlone(named(id), surface, 0);
    expect(firedAt.length).toBeGreaterThan(0);
    let model = 0;
    let sum = 0;
    for (let batch = 0; batch < BATCHES; batch++) {
      sum += surface.accuracy(model, batch).value;
      if (firedAt.includes(batch)) model = batch;
    }
    expect(meanAccuracy).toBeCloseTo(sum / BATCHES, 12);
    const never = Array.from({ length: BATCHES }, (_, batch) => surface.accuracy(0, batch).value);
    expect(meanAccuracy).toBeGreaterThan(never.reduce((a, b) => a + b, 0) / BATCHES);
  });
});

describe("detectors of features", () => {
  const counts = fc.dictionary(fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"), fc.nat(40), {
    minKeys: 1,
  });
  const members = (all: Record<string, number>) =>
    Object.entries(all).flatMap(([name, count]) => Array.from({ length: count }, () => name));

  it("have the index of the categories themselves", () => {
    fc.assert(
      fc.property(counts, counts, (reference, current) => {
        const features: BatchFeatures[] = [reference, current].map((each) => ({
          country: { kind: "category", counts: each },
        }));
        const detector = detectorsOf(undefined, features).find(({ id }) => id === "psi:country");
        const { statistic } = (detector as Detector).begin(0)(1, 0.9);
        const expected = psiOfCategories(members(reference), members(current))?.value ?? null;
        if (expected === null) expect(statistic).toBeNull();
        else expect(statistic).toBeCloseTo(expected, 9);
      }),
    );
  });

  it("fire once when the data moves, and again after it came back", () => {
    const sample = (shift: number) => Array.from({ length: 300 }, (_, index) => index + shift);
    const shifts = [0, 0, 200, 200, 0, 200];
    const features: BatchFeatures[] = shifts.map((shift) => ({
      amount: { kind: "number", sample: sample(shift) },
    }));
    const path = served(() => 0.9).slice(0, shifts.length);
    for (const id of ["psi:amount", "ks:amount"]) {
      const detector = detectorsOf(undefined, features).find((each) => each.id === id);
      expect(alarmsBeside(detector as Detector, path).firedAt).toEqual([2, 5]);
    }
  });
});

it("counts alarms that were answered, and trainings that none had asked for", () => {
  const models = [
    { trainedOn: 0, from: 0, to: 10, fromMs: 0 },
    { trainedOn: 10, from: 10, to: 20, fromMs: 0 },
    { trainedOn: 20, from: 20, to: 30, fromMs: 0 },
  ];
  // Of 8 the next model is two batches away, of 12 it is eight.
  expect(alarmsAnswered([8, 12], models)).toEqual({
    ...{ alarms: 2, answered: 1, within: 3, retrainings: 2, unasked: 0 },
  });
  expect(alarmsAnswered([25], models)).toMatchObject({ answered: 0, unasked: 2 });
  expect(alarmsAnswered([], [])).toMatchObject({ alarms: 0, retrainings: 0, unasked: 0 });
});
