/** Cells that were measured, kept by content: a computation that was killed goes on where it was. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { unwrap } from "../../core/issue.ts";
import { batchFeatures } from "../../core/scenario/surface-schema.ts";
import { readText } from "../../io/files/read-text.ts";
import { writeAtomic } from "../../io/files/write-atomic.ts";

const MAX_KEPT_BYTES = 67_108_864;

const rowSchema = z.strictObject({
  model: z.strictObject({ key: z.string(), rows: z.int().min(0), seconds: z.number().min(0) }),
  /** By the batch that was scored. */
  cells: z.record(
    z.string().regex(/^\d+$/),
    z.strictObject({ accuracy: z.number().min(0).max(1), rows: z.int().min(0) }),
  ),
});

/** Null: the program describes nothing. */
const featuresSchema = z.array(batchFeatures).nullable();

export type KeptRow = z.infer<typeof rowSchema>;
export type KeptFeatures = z.infer<typeof featuresSchema>;

/** A file for each model in the folder of a program, by its digest and seed. */
export class KeptCells {
  private readonly folder: string;

  constructor(cacheFolder: string, digest: string, seed: number) {
    const key = createHash("sha256").update(`${digest} ${seed}`).digest("hex").slice(0, 32);
    this.folder = join(cacheFolder, key);
  }

  row(trainedOn: number): KeptRow | undefined {
    return this.read(`model-${trainedOn}.json`, rowSchema);
  }

  /** Throws an `IssueError` when it cannot be kept. */
  keepRow(trainedOn: number, row: KeptRow): void {
    this.write(`model-${trainedOn}.json`, row);
  }

  features(batches: number): KeptFeatures | undefined {
    return this.read(`features-${batches}.json`, featuresSchema);
  }

  keepFeatures(batches: number, features: KeptFeatures): void {
    this.write(`features-${batches}.json`, features);
  }

  /** What cannot be read, or was damaged, is measured anew. */
  private read<T>(name: string, schema: z.ZodType<T>): T | undefined {
    const text = readText(join(this.folder, name), MAX_KEPT_BYTES);
    if (!text.ok) return undefined;
    try {
      const checked = schema.safeParse(JSON.parse(text.value));
      return checked.success ? checked.data : undefined;
    } catch {
      return undefined;
    }
  }

  private write(name: string, value: unknown): void {
    unwrap(writeAtomic(join(this.folder, name), `${JSON.stringify(value)}\n`));
  }
}
