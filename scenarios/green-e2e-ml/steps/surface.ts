/** Models of batches, trained when they are first asked for and kept by what decides them. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Features, featuresOf } from "./features.ts";
import { programDigest, sha256, writeWhole } from "./files.ts";
import { DEFAULT_FOREST } from "./forest/forest.ts";
import type { Invoices } from "./invoices.ts";
import { Model } from "./model.ts";
import { prepare } from "./prepared.ts";
import { StepError } from "./program.ts";
import { type BatchSizes, batchRange, heldOutRange, type RowRange, rowsIn } from "./ranges.ts";
import { generateRange } from "./rows.ts";
import { trainModel } from "./train.ts";

export interface SurfaceSettings {
  readonly folder: string;
  readonly seed: number;
  readonly sizes: BatchSizes;
  readonly window: number;
}

/** Of 20,000 rows each; a surface scores the same batch with one model after the other. */
const MAX_KEPT_BATCHES = 64;

export class Surface {
  private readonly settings: SurfaceSettings;
  private readonly program = programDigest();
  private readonly batches = new Map<number, Invoices>();
  private model: { readonly key: string; readonly model: Model } | undefined;

  constructor(settings: SurfaceSettings) {
    this.settings = settings;
    mkdirSync(settings.folder, { recursive: true });
  }

  /** The model trained on data up to a batch; rows that trained it, and seconds that this took now. */
  async train(batch: number): Promise<{ model: string; rows: number; seconds: number }> {
    const startedMs = performance.now();
    const { card } = await this.modelOf(batch);
    const seconds = (performance.now() - startedMs) / 1_000;
    return { model: this.keyOf(batch), rows: rowsIn(card.trained), seconds };
  }

  /** Accuracy of a batch's model on others; on its own batch, by the rows that its training held out. */
  async score(trainedOn: number, batches: readonly number[]) {
    const older = batches.find((batch) => batch < trainedOn);
    if (older !== undefined) {
      throw new StepError(
        `The model of batch ${trainedOn} may not be judged by batch ${older}, which is older.`,
        "Score it on its own batch or newer ones.",
      );
    }
    const model = await this.modelOf(trainedOn);
    const accuracy: number[] = [];
    const rows: number[] = [];
    for (const batch of batches) {
      const range = this.rangeOf(trainedOn, batch);
      accuracy.push(await model.accuracy(this.rowsOf(batch, range), range));
      rows.push(rowsIn(range));
    }
    return { accuracy, rows };
  }

  /** How the data of a batch is distributed, for detectors of drift. */
  describe(batch: number): Features {
    return featuresOf(this.rowsOf(batch, batchRange(batch, this.settings.sizes)));
  }

  async close(): Promise<void> {
    await this.model?.model.release();
    this.model = undefined;
  }

  private rangeOf(trainedOn: number, batch: number): RowRange {
    const { sizes } = this.settings;
    return batch === trainedOn ? heldOutRange(batch, sizes) : batchRange(batch, sizes);
  }

  private rowsOf(batch: number, range: RowRange): Invoices {
    const { seed, sizes } = this.settings;
    if (range.from !== batchRange(batch, sizes).from) return generateRange(seed, sizes, range);
    const kept = this.batches.get(batch);
    if (kept !== undefined) return kept;
    const invoices = generateRange(seed, sizes, range);
    if (this.batches.size >= MAX_KEPT_BATCHES) this.batches.clear();
    this.batches.set(batch, invoices);
    return invoices;
  }

  /** Everything that decides the model, the programs included. */
  private keyOf(batch: number): string {
    const { seed, sizes, window } = this.settings;
    return sha256(JSON.stringify([seed, sizes, window, batch, DEFAULT_FOREST, this.program]));
  }

  private async modelOf(batch: number): Promise<Model> {
    const key = this.keyOf(batch);
    if (this.model?.key === key) return this.model.model;
    const path = join(this.settings.folder, `${key}.onnx`);
    const model = (await keptModel(path)) ?? (await this.trainInto(path, batch));
    await this.close();
    this.model = { key, model };
    return model;
  }

  private async trainInto(path: string, batch: number): Promise<Model> {
    const { seed, sizes, window } = this.settings;
    const prepared = prepare(batch, sizes, window, (range) => generateRange(seed, sizes, range));
    const { bytes } = await trainModel(prepared, DEFAULT_FOREST, seed);
    writeWhole(path, bytes);
    return Model.load(bytes);
  }
}

/** Undefined when it is not there, or damaged: then it is trained again. */
async function keptModel(path: string): Promise<Model | undefined> {
  if (!existsSync(path)) return undefined;
  try {
    return await Model.load(readFileSync(path));
  } catch (error) {
    if (error instanceof StepError) return undefined;
    throw error;
  }
}
