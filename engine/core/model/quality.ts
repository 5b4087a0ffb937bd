/** How good a model trained on data up to batch i is on batch j: measured tables, or a drift process. */
import { assert } from "../assert.ts";
import { randomStream } from "../random/stream.ts";

/** Accuracies measured in an experiment; `null` where it measured none. */
export interface ObservedQuality {
  readonly kind: "observed";
  readonly source: string;
  /** `accuracy[i][j]`: trained on batches up to i, scored on batch j, j >= i; 0 to 1. */
  readonly accuracy: readonly (readonly (number | null)[])[];
  /** Present where Lowtide trained and scored itself. */
  readonly trained?: TrainedSource;
}

/** How a table was measured by really training and scoring. */
export interface TrainedSource {
  /** SHA-256 of the program. */
  readonly digest: string;
  readonly seed: number;
  /** ISO 8601, UTC. */
  readonly computedAt: string;
  /** Of Lowtide. */
  readonly version: string;
  /** Rows scored, by batch. */
  readonly rows: readonly number[];
}

/**
 * A synthetic drift process: accuracy falls from `freshAccuracy` by the drift accumulated since the
 * training batch, towards `floor`.
 */
export interface SyntheticQuality {
  readonly kind: "synthetic";
  readonly batchCount: number;
  /** Accuracy right after training, 0 to 1. */
  readonly freshAccuracy: number;
  readonly floor: number;
  /** Mean accuracy lost from one batch to the next. */
  readonly gradualLossPerBatch: number;
  /** Probability that a batch brings a sudden shift. */
  readonly shiftProbability: number;
  /** Accuracy lost in a sudden shift. */
  readonly shiftLoss: number;
}

export type QualityModel = ObservedQuality | SyntheticQuality;

export interface Accuracy {
  readonly value: number;
  /** True when the pair was never measured and a neighbouring measurement stands in. */
  readonly carried: boolean;
}

export interface QualitySurface {
  readonly batchCount: number;
  /** Accuracy on batch j of the model trained on batches up to i; `0 <= i <= j < batchCount`. */
  accuracy(trainedOn: number, scoredOn: number): Accuracy;
}

export function qualitySurface(model: QualityModel, seed: number): QualitySurface {
  return model.kind === "observed" ? observedSurface(model) : syntheticSurface(model, seed);
}

/** Where nothing was measured, the last measurement of the same model stands. */
function observedSurface(model: ObservedQuality): QualitySurface {
  return {
    batchCount: model.accuracy.length,
    accuracy(trainedOn, scoredOn) {
      const row = model.accuracy[trainedOn];
      assert(row !== undefined && scoredOn >= trainedOn, "a model is scored after its training");
      for (let j = scoredOn; j >= trainedOn; j--) {
        const value = row[j];
        if (value !== null && value !== undefined) return { value, carried: j !== scoredOn };
      }
      throw new Error(`No accuracy was measured for the model trained on batch ${trainedOn}`);
    },
  };
}

function syntheticSurface(model: SyntheticQuality, seed: number): QualitySurface {
  const drift = cumulativeDrift(model, seed);
  return {
    batchCount: model.batchCount,
    accuracy(trainedOn, scoredOn) {
      const lost = (drift[scoredOn] as number) - (drift[trainedOn] as number);
      return { value: Math.max(model.floor, model.freshAccuracy - lost), carried: false };
    },
  };
}

function cumulativeDrift(model: SyntheticQuality, seed: number): Float64Array {
  const random = randomStream(seed, "drift");
  const drift = new Float64Array(model.batchCount);
  for (let j = 1; j < model.batchCount; j++) {
    const gradual = 2 * random.uniform() * model.gradualLossPerBatch;
    const shift = random.uniform() < model.shiftProbability ? model.shiftLoss : 0;
    drift[j] = (drift[j - 1] as number) + gradual + shift;
  }
  return drift;
}
