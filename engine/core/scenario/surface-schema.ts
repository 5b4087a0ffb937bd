/** The file that keeps a quality surface: what really training and scoring gave (`kind: QualitySurface`). */
import { z } from "zod";

/** Most batches of a surface: half a million trainings and scorings. */
export const MAX_SURFACE_BATCHES = 1_000;
/** Most values that a program gives of a number in one batch, and most categories. */
export const MAX_SAMPLE = 2_000;

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const key = z.string().min(1).max(200);

const model = z.strictObject({
  key: key.describe("Content key of the model, by the program"),
  rows: count.describe("Rows that it was trained on"),
  seconds: z.number().min(0).describe("Time of the training"),
});

/** What a program says of the data of one batch, feature by feature. */
export const batchFeatures = z.record(
  z.string().min(1).max(100),
  z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("number"),
      sample: z.array(z.number()).min(1).max(MAX_SAMPLE),
    }),
    z.strictObject({
      kind: z.literal("category"),
      counts: z
        .record(z.string().max(100), count)
        .refine((counts) => Object.keys(counts).length <= MAX_SAMPLE, "too many categories"),
    }),
  ]),
);

export const surfaceSchema = z
  .strictObject({
    apiVersion: z.literal("lowtide.dev/v1"),
    kind: z.literal("QualitySurface"),
    program: z.strictObject({
      command: z.array(z.string().max(4_000)).min(1).max(100),
      digest: z.string().regex(/^[0-9a-f]{64}$/, "not a SHA-256"),
    }),
    seed: z.int().min(0).max(0xffffffff),
    batches: z.int().min(1).max(MAX_SURFACE_BATCHES),
    computedAt: z.iso.datetime(),
    version: z.string().max(40).describe("Of Lowtide"),
    models: z.array(model).describe("By the batch that each was trained up to"),
    rows: z.array(count).describe("Rows scored, by batch"),
    accuracy: z
      .array(z.array(share.nullable()))
      .describe(
        "accuracy[i][j]: trained up to batch i, scored on batch j; null below the diagonal",
      ),
    features: z.array(batchFeatures).optional().describe("By batch, where the program says so"),
  })
  .superRefine(({ batches, models, rows, accuracy, features }, context) => {
    const lists = { models, rows, accuracy, ...(features && { features }) };
    for (const [name, list] of Object.entries(lists)) {
      if (list.length === batches) continue;
      const message = `has ${list.length} entries for ${batches} batches`;
      context.addIssue({ code: "custom", path: [name], message });
    }
    for (const [i, row] of accuracy.entries()) {
      const whole = row.length === batches && row.every((cell, j) => (cell === null) === j < i);
      if (whole) continue;
      const message = "does not hold exactly the batches from its training on";
      context.addIssue({ code: "custom", path: ["accuracy", i], message });
    }
  });

export type SurfaceDocument = z.infer<typeof surfaceSchema>;
export type BatchFeatures = z.infer<typeof batchFeatures>;
