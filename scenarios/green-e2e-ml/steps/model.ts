/** A model in use: an ONNX file that carries its own card, asked through onnxruntime. */
import { InferenceSession, Tensor } from "onnxruntime-node";
import { readOnnx } from "../../../engine/formats/onnx/read.ts";
import { FOREST_INPUT, FOREST_OUTPUTS } from "../../../engine/formats/onnx/tree-ensemble.ts";
import { VAT_CLASSES } from "./drift.ts";
import { asRows, encode, FEATURES } from "./encoders.ts";
import { likeliest, type Predictions } from "./forest/forest.ts";
import type { Invoices } from "./invoices.ts";
import type { Preparation } from "./prepared.ts";
import { StepError } from "./program.ts";
import { describeRange, isUnseen, type RowRange } from "./ranges.ts";

/** What a model file says of itself, as metadata under `CARD`. */
export interface ModelCard extends Preparation {
  readonly seed: number;
  /** On the held-out rows. */
  readonly accuracy: number;
  /** Rows on which the ONNX model and the forest were compared; they agreed on all of them. */
  readonly parityRows: number;
  readonly programSha256: string;
}

export const CARD = "lowtide.card";
export const CLASSES = VAT_CLASSES.length;

const REMEDY = "Give a model that model-training wrote, whole.";
/** Longer calls gain nothing and hold more memory. */
const ROWS_PER_CALL = 20_000;

export class Model {
  readonly card: ModelCard;
  private readonly session: InferenceSession;

  private constructor(card: ModelCard, session: InferenceSession) {
    this.card = card;
    this.session = session;
  }

  /** Throws a `StepError` for bytes that are no model of these invoices. */
  static async load(bytes: Uint8Array): Promise<Model> {
    const card = cardOf(bytes);
    let session: InferenceSession;
    try {
      session = await openSession(bytes);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new StepError(`onnxruntime refuses the model: ${why}.`, REMEDY);
    }
    const model = new Model(card, session);
    try {
      await model.predictRows(new Float32Array(FEATURES.length));
    } catch (error) {
      await model.release();
      throw error;
    }
    return model;
  }

  async predict(invoices: Invoices): Promise<Predictions> {
    return this.predictRows(asRows(encode(this.card.encoders, invoices)));
  }

  /** @param features as `encode` gives them, one row after the other */
  async predictRows(features: Float32Array): Promise<Predictions> {
    const rows = features.length / FEATURES.length;
    const probability = new Float32Array(rows * CLASSES);
    for (let from = 0; from < rows; from += ROWS_PER_CALL) {
      const part = features.subarray(
        from * FEATURES.length,
        (from + ROWS_PER_CALL) * FEATURES.length,
      );
      probability.set(await scores(this.session, part), from * CLASSES);
    }
    return { label: likeliest(probability, CLASSES), probability };
  }

  /** Share of invoices whose class it names; only for rows newer than all that it was trained on. */
  async accuracy(invoices: Invoices, range: RowRange): Promise<number> {
    if (!isUnseen(range, this.card.trained)) {
      throw new StepError(
        `The model was trained on ${describeRange(this.card.trained)} and may not be judged by ` +
          `${describeRange(range)}.`,
        "Score it on newer rows.",
      );
    }
    const { label } = await this.predict(invoices);
    return shareEqual(label, invoices.vatClass);
  }

  async release(): Promise<void> {
    await this.session.release();
  }
}

export function openSession(bytes: Uint8Array): Promise<InferenceSession> {
  // One thread: steps, services and scorings run side by side, each on its core.
  return InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  });
}

async function scores(session: InferenceSession, features: Float32Array): Promise<Float32Array> {
  const tensor = new Tensor("float32", features, [
    features.length / FEATURES.length,
    FEATURES.length,
  ]);
  const outputs = await session.run({ [FOREST_INPUT]: tensor }, [FOREST_OUTPUTS.scores]);
  const data = outputs[FOREST_OUTPUTS.scores]?.data;
  const expected = (features.length / FEATURES.length) * CLASSES;
  if (data instanceof Float32Array && data.length === expected) return data;
  throw new StepError("The model does not give a probability for each class.", REMEDY);
}

export function shareEqual(labels: Uint8Array, truth: Uint8Array): number {
  let equal = 0;
  for (let row = 0; row < labels.length; row++) if (labels[row] === truth[row]) equal += 1;
  return equal / Math.max(1, labels.length);
}

/** The card in a model file. */
export function cardOf(bytes: Uint8Array): ModelCard {
  const read = readOnnx(bytes);
  if (!read.ok)
    throw new StepError(read.issues[0]?.message ?? "This is not an ONNX model.", REMEDY);
  const { metadata, inputs } = read.value;
  const card = parseCard(metadata[CARD] ?? "");
  if (card !== undefined && inputs[0] === FOREST_INPUT) return card;
  throw new StepError("This ONNX model is not one for these invoices: it has no card.", REMEDY);
}

function parseCard(text: string): ModelCard | undefined {
  try {
    const card = JSON.parse(text) as ModelCard;
    const { trained, encoders, batch } = card;
    const whole = [trained.from, trained.to, batch].every(Number.isSafeInteger);
    const lists = [encoders.vendors, encoders.countries, encoders.categories];
    return whole && lists.every(Array.isArray) ? card : undefined;
  } catch {
    return undefined;
  }
}
