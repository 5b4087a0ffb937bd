/** Cells that were measured, kept by content: a computation that was killed goes on where it was. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { unwrap } from "../../core/issue.ts";
import {
  type KeptFeatures,
  type KeptRow,
  readKeptFeatures,
  readKeptRow,
} from "../../formats/quality/kept-cells.ts";
import { readText } from "../../io/files/read-text.ts";
import { writeAtomic } from "../../io/files/write-atomic.ts";

const MAX_KEPT_BYTES = 67_108_864;

/** A file for each model in the folder of a program, by its digest and seed. */
export class KeptCells {
  private readonly folder: string;

  constructor(cacheFolder: string, digest: string, seed: number) {
    const key = createHash("sha256").update(`${digest} ${seed}`).digest("hex").slice(0, 32);
    this.folder = join(cacheFolder, key);
  }

  row(trainedOn: number): KeptRow | undefined {
    return this.read(`model-${trainedOn}.json`, readKeptRow);
  }

  /** Throws an `IssueError` when it cannot be kept. */
  keepRow(trainedOn: number, row: KeptRow): void {
    this.write(`model-${trainedOn}.json`, row);
  }

  features(batches: number): KeptFeatures | undefined {
    return this.read(`features-${batches}.json`, readKeptFeatures);
  }

  keepFeatures(batches: number, features: KeptFeatures): void {
    this.write(`features-${batches}.json`, features);
  }

  /** What cannot be read is measured anew. */
  private read<T>(name: string, parse: (text: string) => T | undefined): T | undefined {
    const text = readText(join(this.folder, name), MAX_KEPT_BYTES);
    return text.ok ? parse(text.value) : undefined;
  }

  private write(name: string, value: unknown): void {
    unwrap(writeAtomic(join(this.folder, name), `${JSON.stringify(value)}\n`));
  }
}
