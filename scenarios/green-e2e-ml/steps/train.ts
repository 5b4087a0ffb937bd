/** From prepared rows to a model file: forest, conversion to ONNX, and the proof that both agree. */
import { type InferenceSession, Tensor } from "onnxruntime-node";
import { writeOnnx } from "../../../engine/formats/onnx/model.ts";
import {
  FOREST_INPUT,
  FOREST_OUTPUTS,
  type ForestArrays,
  forestModel,
} from "../../../engine/formats/onnx/tree-ensemble.ts";
import { asRows } from "./encoders.ts";
import { programDigest } from "./files.ts";
import { type ForestParameters, predict, trainForest } from "./forest/forest.ts";
import { CARD, CLASSES, type ModelCard, openSession, shareEqual } from "./model.ts";
import type { Prepared, PreparedRows } from "./prepared.ts";
import { StepError } from "./program.ts";

export interface TrainedModel {
  /** The `.onnx` file. */
  readonly bytes: Uint8Array;
  readonly card: ModelCard;
  readonly parity: Parity;
}

/** Trains, judges on the held-out rows, converts, and compares both on the held-out rows. */
export async function trainModel(
  prepared: Prepared,
  parameters: ForestParameters,
  seed: number,
): Promise<TrainedModel> {
  const { training, heldOut, about } = prepared;
  const forest = trainForest(training.columns, training.labels, CLASSES, parameters, seed);
  const { label } = predict(forest, asRows(heldOut.columns));
  const card: ModelCard = {
    ...about,
    seed,
    accuracy: shareEqual(label, heldOut.labels),
    parityRows: heldOut.labels.length,
    programSha256: programDigest(),
  };
  const metadata = { [CARD]: JSON.stringify(card) };
  const bytes = writeOnnx(
    forestModel(forest, { name: "invoice-vat", producer: "lowtide", metadata }),
  );
  return { bytes, card, parity: await checkParity(forest, bytes, heldOut) };
}

export interface Parity {
  readonly rows: number;
  readonly differentLabels: number;
  /** Between the probabilities of any row and class. */
  readonly largestDifference: number;
}

/** Sums of leaf weights are exact in 32 bits here, so a difference is a mistake and not rounding. */
const TOLERANCE = 0;

/** Asks the forest and the ONNX model about every row; throws when they differ. */
export async function checkParity(
  forest: ForestArrays,
  bytes: Uint8Array,
  { columns }: PreparedRows,
): Promise<Parity> {
  const features = asRows(columns);
  const ours = predict(forest, features);
  const session = await openSession(bytes);
  try {
    const theirs = await askAll(session, features, columns.length);
    const differentLabels = ours.label.reduce(
      (count, label, row) => count + (Number(theirs.label[row]) === label ? 0 : 1),
      0,
    );
    const largestDifference = ours.probability.reduce(
      (largest, value, at) =>
        Math.max(largest, Math.abs(value - (theirs.probability[at] as number))),
      0,
    );
    const parity = { rows: ours.label.length, differentLabels, largestDifference };
    if (differentLabels === 0 && largestDifference <= TOLERANCE) return parity;
    throw new StepError(
      `The ONNX model and the forest differ: ${differentLabels} of ${parity.rows} labels, ` +
        `probabilities by up to ${largestDifference}.`,
      "Report this with the seed and the batch; the model is not used.",
    );
  } finally {
    await session.release();
  }
}

async function askAll(session: InferenceSession, features: Float32Array, width: number) {
  const tensor = new Tensor("float32", features, [features.length / width, width]);
  const outputs = await session.run({ [FOREST_INPUT]: tensor });
  return {
    label: outputs[FOREST_OUTPUTS.label]?.data as BigInt64Array,
    probability: outputs[FOREST_OUTPUTS.scores]?.data as Float32Array,
  };
}
