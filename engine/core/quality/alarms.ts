/** Where detectors fire: over the models that a policy served, or over models that they replace themselves. */
import type { QualitySurface } from "../model/quality.ts";
import type { Detector, Watch } from "./detectors.ts";
import type { ServedBatch, ServingModel } from "./served.ts";

export interface Alarms {
  /** Batches after which it fired, ascending. */
  readonly firedAt: readonly number[];
  /** By served batch. */
  readonly statistic: readonly (number | null)[];
}

/** The detector beside a policy: it watches, the policy decides. It begins anew with each model. */
export function alarmsBeside(detector: Detector, served: readonly ServedBatch[]): Alarms {
  const firedAt: number[] = [];
  const statistic: (number | null)[] = [];
  let watch: Watch | undefined;
  let model = -1;
  for (const { batch, trainedOn, accuracy } of served) {
    if (watch === undefined || trainedOn !== model) watch = detector.begin(trainedOn);
    model = trainedOn;
    const seen = watch(batch, accuracy);
    statistic.push(seen.statistic);
    if (seen.fired) firedAt.push(batch);
  }
  return { firedAt, statistic };
}

/** A detector in the policy's place. */
export interface AloneResult extends Alarms {
  /** Mean over the batches; 0 to 1. */
  readonly meanAccuracy: number;
}

/**
 * The detector decides alone: when it fires after a batch, a model trained on that batch serves from the next
 * one on. Carbon and delays of the training are left out.
 *
 * @param first batch of the first model, served by it
 */
export function alarmsAlone(
  detector: Detector,
  surface: QualitySurface,
  first: number,
): AloneResult {
  const firedAt: number[] = [];
  const statistic: (number | null)[] = [];
  let watch = detector.begin(first);
  let model = first;
  let sum = 0;
  for (let batch = first; batch < surface.batchCount; batch++) {
    const { value } = surface.accuracy(model, batch);
    const seen = watch(batch, value);
    sum += value;
    statistic.push(seen.statistic);
    if (!seen.fired) continue;
    firedAt.push(batch);
    model = batch;
    watch = detector.begin(batch);
  }
  return { firedAt, statistic, meanAccuracy: sum / Math.max(1, surface.batchCount - first) };
}

/** What a policy did about alarms. */
export interface AlarmsAnswered {
  readonly alarms: number;
  /** Alarms after which a new model served within so many batches. */
  readonly answered: number;
  readonly within: number;
  /** New models after the first one, and those of them without an alarm during the model before them. */
  readonly retrainings: number;
  readonly unasked: number;
}

/** A new model answers an alarm when it serves at most this many batches later. */
export const ANSWER_WITHIN_BATCHES = 3;

export function alarmsAnswered(
  firedAt: readonly number[],
  models: readonly ServingModel[],
): AlarmsAnswered {
  const later = models.slice(1);
  const answered = firedAt.filter((batch) =>
    later.some(({ from }) => from > batch && from <= batch + ANSWER_WITHIN_BATCHES),
  );
  const unasked = later.filter((_, index) => {
    const { from, to } = models[index] as ServingModel;
    return !firedAt.some((batch) => batch >= from && batch < to);
  });
  return {
    alarms: firedAt.length,
    answered: answered.length,
    within: ANSWER_WITHIN_BATCHES,
    retrainings: later.length,
    unasked: unasked.length,
  };
}
