/** The layout of `expected/lwa_ZONE.json`: figures by zone, experiment and configuration. */
import { z } from "zod";

/** An input that an expected file was made from. */
export const inputSchema = z.looseObject({
  file: z.string().optional(),
  sha256: z.string().optional(),
});

const gridInputSchema = inputSchema.extend({
  rows: z.number().optional(),
  mean: z.number().optional(),
});

/** A figure for each window, or for each window and seed. */
const byWindowSchema = z.array(z.union([z.number(), z.array(z.number())])).max(1_000);
const blockSchema = z.record(z.string(), byWindowSchema);

/** Most configurations of a zone: each may take a second. */
const MAX_CONFIGURATIONS = 500;

function configurations<T extends z.ZodType>(each: T) {
  return z.record(z.string(), each).refine((all) => Object.keys(all).length <= MAX_CONFIGURATIONS, {
    error: `more than ${MAX_CONFIGURATIONS} configurations`,
  });
}

const nightlySchema = z.looseObject({
  window_steps: z.array(z.int().min(0).max(48)).max(100),
  // Beside the blocks stand figures read off the paper's drawings, as plain lists.
  zones: z.record(z.string(), configurations(z.union([blockSchema, z.array(z.number())]))),
});

const mlSchema = z.looseObject({
  jobs: z.number().optional(),
  job_steps_total: z.number().optional(),
  zones: z.record(z.string(), configurations(z.record(z.string(), z.number()))),
});

export const lwaExpectedSchema = z.looseObject({
  inputs: z.record(z.string(), gridInputSchema).default({}),
  nightly: nightlySchema.optional(),
  ml: mlSchema.optional(),
});

export type LwaExpected = z.infer<typeof lwaExpectedSchema>;
export type NightlyBlock = z.infer<typeof blockSchema>;
