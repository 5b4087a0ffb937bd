/** Drift detectors over the batches that one model serves: by its errors, its accuracy, and its data. */
import { adwin } from "../model/drift/adwin.ts";
import { kolmogorovSmirnov } from "../model/drift/kolmogorov-smirnov.ts";
import { pageHinkley } from "../model/drift/page-hinkley.ts";
import { psi } from "../model/drift/psi.ts";
import { PSI_MUCH, psiOfCounts } from "../model/drift/shares.ts";
import type { BatchFeatures } from "../scenario/surface-schema.ts";

/** What a detector says after a batch. */
export interface Seen {
  readonly fired: boolean;
  /** Its statistic, where it has one; larger is more drift. */
  readonly statistic: number | null;
}

/** Follows one model. */
export type Watch = (batch: number, accuracy: number) => Seen;

export interface Detector {
  /** `page-hinkley`, `psi:amount`. */
  readonly id: string;
  readonly test: "page-hinkley" | "adwin" | "ks" | "psi";
  /** `errors`, `accuracy`, or the name of a feature. */
  readonly watches: string;
  /** Statistic from which on it fires; null where that is not one number. */
  readonly limit: number | null;
  /** A model begins to serve: its errors and its data are the new reference. */
  begin(trainedOn: number): Watch;
}

/** A batch counts as at most so many predictions: enough to see a percent, few enough to be quick. */
export const PREDICTIONS_PER_BATCH = 1_000;
/** Page-Hinkley: errors beyond what is tolerated, of 1,000 predictions a batch. */
const PAGE_HINKLEY_THRESHOLD = 50;
/** Accuracies that Kolmogorov-Smirnov compares: a model's first ones with its latest ones. */
const KS_BATCHES = 8;
const KS_ACCURACY_LEVEL = 0.01;
/** Of features: beyond chance at this level, and so far apart that it may matter. */
const KS_FEATURE_LEVEL = 0.001;
const KS_DISTANCE = 0.1;
/** Categories that count by themselves. */
const CATEGORIES = 20;

/**
 * @param rows predictions of each batch, where they are known
 * @param features by batch, where they are known
 */
export function detectorsOf(
  rows: readonly number[] | undefined,
  features: readonly BatchFeatures[] | null,
): Detector[] {
  const countOf = (batch: number) =>
    Math.min(PREDICTIONS_PER_BATCH, rows?.[batch] || PREDICTIONS_PER_BATCH);
  const names = Object.entries(features?.[0] ?? {});
  return [
    {
      ...{ id: "page-hinkley", test: "page-hinkley", watches: "errors" },
      limit: PAGE_HINKLEY_THRESHOLD,
      begin: () => {
        const stream = pageHinkley({ direction: "up", threshold: PAGE_HINKLEY_THRESHOLD });
        return overErrors(countOf, (error) => {
          const { drift, statistic } = stream.add(error);
          return { fired: drift !== null, statistic };
        });
      },
    },
    {
      ...{ id: "adwin", test: "adwin", watches: "errors", limit: null },
      begin: () => {
        const stream = adwin();
        // A model that gets better needs no retraining.
        return overErrors(countOf, (error) => {
          return { fired: stream.add(error).drift === "up", statistic: null };
        });
      },
    },
    { ...{ id: "ks-accuracy", test: "ks", watches: "accuracy", limit: null }, begin: overAccuracy },
    ...names.flatMap(([name, { kind }]): Detector[] => {
      const given = features as readonly BatchFeatures[];
      const shares = psiOfFeature(given, name);
      return kind === "number" ? [shares, ksOfFeature(given, name)] : [shares];
    }),
  ];
}

/** The errors of a batch are spread evenly over its predictions: their order is not known. */
function overErrors(countOf: (batch: number) => number, add: (error: number) => Seen): Watch {
  return (batch, accuracy) => {
    const count = countOf(batch);
    const wrong = Math.round((1 - accuracy) * count);
    let fired = false;
    let most: number | null = null;
    for (let index = 0; index < count; index++) {
      const before = Math.floor((index * wrong) / count);
      const seen = add(Math.floor(((index + 1) * wrong) / count) - before);
      fired ||= seen.fired;
      if (seen.statistic !== null) most = Math.max(most ?? 0, seen.statistic);
    }
    return { fired, statistic: most };
  };
}

/** From the sixteenth batch of a model on; what is known when it fires is the reference from then on. */
function overAccuracy(): Watch {
  let values: number[] = [];
  return (_, accuracy) => {
    values.push(accuracy);
    if (values.length < 2 * KS_BATCHES) return { fired: false, statistic: null };
    const [first, last] = [values.slice(0, KS_BATCHES), values.slice(-KS_BATCHES)];
    const test = kolmogorovSmirnov(first, last);
    if (test === undefined) return { fired: false, statistic: null };
    const fired = test.pValue < KS_ACCURACY_LEVEL && sumOf(last) < sumOf(first);
    if (fired) values = [];
    return { fired, statistic: test.statistic };
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function psiOfFeature(features: readonly BatchFeatures[], name: string): Detector {
  return overFeature(`psi:${name}`, "psi", name, PSI_MUCH, (trainedOn, batch) => {
    const [reference, current] = [features[trainedOn]?.[name], features[batch]?.[name]];
    if (reference?.kind === "number" && current?.kind === "number")
      return psi(reference.sample, current.sample)?.value ?? null;
    if (reference?.kind === "category" && current?.kind === "category")
      return psiOfMembers(reference.counts, current.counts);
    return null;
  });
}

function ksOfFeature(features: readonly BatchFeatures[], name: string): Detector {
  return overFeature(`ks:${name}`, "ks", name, KS_DISTANCE, (trainedOn, batch) => {
    const [reference, current] = [features[trainedOn]?.[name], features[batch]?.[name]];
    if (reference?.kind !== "number" || current?.kind !== "number") return null;
    const test = kolmogorovSmirnov(reference.sample, current.sample);
    if (test === undefined) return null;
    // What chance may do does not count, however far apart.
    return test.pValue < KS_FEATURE_LEVEL
      ? test.statistic
      : Math.min(test.statistic, KS_DISTANCE / 2);
  });
}

/** Fires in the first batch over the limit, and again after one below it. */
function overFeature(
  id: string,
  test: "psi" | "ks",
  watches: string,
  limit: number,
  statisticOf: (trainedOn: number, batch: number) => number | null,
): Detector {
  return {
    ...{ id, test, watches, limit },
    begin: (trainedOn) => {
      let wasOver = false;
      return (batch) => {
        const statistic = statisticOf(trainedOn, batch);
        const isOver = (statistic ?? 0) >= limit;
        const fired = isOver && !wasOver;
        wasOver = isOver;
        return { fired, statistic };
      };
    },
  };
}

type Counts = Readonly<Record<string, number>>;

/** As `psiOfCategories`, from counts: the reference's most frequent by themselves, all others together. */
function psiOfMembers(reference: Counts, current: Counts): number | null {
  const kept = Object.entries(reference)
    .filter(([, count]) => count > 0)
    .sort(([a, inA], [b, inB]) => inB - inA || (a < b ? -1 : 1))
    .slice(0, CATEGORIES)
    .map(([name, count]) => ({ reference: count, current: current[name] ?? 0 }));
  const totalOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  const others = {
    reference: totalOf(Object.values(reference)) - totalOf(kept.map((each) => each.reference)),
    current: totalOf(Object.values(current)) - totalOf(kept.map((each) => each.current)),
  };
  return psiOfCounts([...kept, others])?.psi.value ?? null;
}
