/** The path of a policy over a quality surface: which model served each batch of data, and how well. */
import { assert } from "../assert.ts";
import type { QualitySurface } from "../model/quality.ts";
import type { Timeline } from "../timeline/timeline.ts";

/** One batch of data, and the model that served it. */
export interface ServedBatch {
  readonly batch: number;
  /** Batch that the model was trained up to. */
  readonly trainedOn: number;
  /** 0 to 1. */
  readonly accuracy: number;
  /** The pair was never measured; another batch of the same model stands in. */
  readonly carried: boolean;
}

/** A model's time in service, in batches. */
export interface ServingModel {
  readonly trainedOn: number;
  /** First batch that it served, and the first one that it did not serve any more. */
  readonly from: number;
  readonly to: number;
  /** When it went into service: the first scoring. */
  readonly fromMs: number;
}

/** Batches without a model, before the first training, are left out. */
export function servedBatches({ quality }: Timeline): ServedBatch[] {
  return quality.map(({ batch, trainedOn, accuracy, carried }) => ({
    ...{ batch, trainedOn, accuracy, carried },
  }));
}

/** Models in the order in which they served. */
export function servingModels({ quality }: Timeline): ServingModel[] {
  const models: ServingModel[] = [];
  for (const { batch, trainedOn, atMs } of quality) {
    const last = models.at(-1);
    const isNew = last?.trainedOn !== trainedOn;
    if (last !== undefined) models[models.length - 1] = { ...last, to: isNew ? batch : batch + 1 };
    if (isNew) models.push({ trainedOn, from: batch, to: batch + 1, fromMs: atMs });
  }
  return models;
}

/** What a retraining on a batch would have gained, had it gone into service at once. */
export interface RetrainingGain {
  readonly batch: number;
  /** Accuracy gained on that batch; 0 where the policy served with this very model. */
  readonly now: number;
  /** Mean accuracy gained from that batch until the policy's own next model. */
  readonly untilNext: number;
  /** Batches in that mean. */
  readonly batches: number;
  /** Some of the accuracies compared were never measured. */
  readonly carried: boolean;
}

/** For each served batch; the policy's own later models stay where they are. */
export function retrainingGains(
  served: readonly ServedBatch[],
  surface: QualitySurface,
): RetrainingGain[] {
  const gains: RetrainingGain[] = [];
  let end = served.length;
  for (let at = served.length - 1; at >= 0; at--) {
    const own = served[at] as ServedBatch;
    if (served[at + 1] !== undefined && served[at + 1]?.trainedOn !== own.trainedOn) end = at + 1;
    gains.push(gainAt(served, at, end, surface));
  }
  return gains.reverse();
}

function gainAt(
  served: readonly ServedBatch[],
  at: number,
  end: number,
  surface: QualitySurface,
): RetrainingGain {
  const { batch } = served[at] as ServedBatch;
  let [sum, carried, now] = [0, false, 0];
  for (let later = at; later < end; later++) {
    const own = served[later] as ServedBatch;
    const fresh = surface.accuracy(batch, own.batch);
    const gain = fresh.value - own.accuracy;
    if (later === at) now = gain;
    sum += gain;
    carried ||= fresh.carried || own.carried;
  }
  assert(end > at, "a batch serves itself");
  return { batch, now, untilNext: sum / (end - at), batches: end - at, carried };
}
