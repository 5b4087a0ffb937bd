/** What is kept of a surface while it is computed: one text for each model, one for the features. */
import { z } from "zod";
import { batchFeatures } from "../../core/scenario/surface-schema.ts";

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

/** Undefined for a text that is damaged: then it is measured anew. */
export function readKeptRow(text: string): KeptRow | undefined {
  return read(text, rowSchema);
}

export function readKeptFeatures(text: string): KeptFeatures | undefined {
  return read(text, featuresSchema);
}

function read<T>(text: string, schema: z.ZodType<T>): T | undefined {
  try {
    const checked = schema.safeParse(JSON.parse(text));
    return checked.success ? checked.data : undefined;
  } catch {
    return undefined;
  }
}
