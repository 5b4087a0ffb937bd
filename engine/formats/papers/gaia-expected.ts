/** The layouts of `expected/gaia_TRACE_ZONE.json` and `expected/gaia_TRACE_fullyear_ZONE.json`. */
import { z } from "zod";
import type { Result } from "../../core/issue.ts";
import { checkJson } from "./json.ts";
import { inputSchema } from "./lets-wait-awhile.ts";

const carbonInputSchema = inputSchema.extend({
  first_hour_index: z.int().min(0).optional(),
  hours: z.int().min(1).optional(),
});
const lengthsSchema = z.tuple([z.int().min(1), z.int().min(1)]);

/** The figures of one configuration; there may be others beside them. */
const figuresSchema = z.looseObject({
  carbon_g: z.number(),
  cost: z.number().optional(),
  reserved_bill: z.number().optional(),
  wait_nb_h: z.number().optional(),
  wait_first_start_h: z.number().optional(),
  delay_completion_h: z.number().optional(),
  segments: z.number().optional(),
  jobs: z.number().optional(),
  max_start_step: z.number().optional(),
  ncarbon: z.number().optional(),
  ncost: z.number().optional(),
  avg_len_steps: lengthsSchema.optional(),
});

/** The month: by zone; ties in the order of the trace (`shipped` has them in the order of a heap). */
const monthSchema = z.looseObject({
  inputs: z
    .looseObject({
      jobs: inputSchema.optional(),
      carbon: z.record(z.string(), carbonInputSchema).optional(),
    })
    .optional(),
  params: z.looseObject({ avg_length_steps: lengthsSchema.optional() }).optional(),
  results: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ engine_stable: figuresSchema })),
  ),
});

/** The year: `TRACE|POLICY|rCPUS`, of one zone. */
const yearSchema = z.looseObject({
  inputs: z.looseObject({ carbon: carbonInputSchema.optional() }).catchall(inputSchema).optional(),
  results: z.record(z.string(), figuresSchema),
});

export type GaiaFigures = z.infer<typeof figuresSchema>;
export type GaiaMonth = z.infer<typeof monthSchema>;
export type GaiaYear = z.infer<typeof yearSchema>;

export function readGaiaMonth(document: unknown, file: string): Result<GaiaMonth> {
  return checkJson(document, file, monthSchema);
}

export function readGaiaYear(document: unknown, file: string): Result<GaiaYear> {
  return checkJson(document, file, yearSchema);
}
