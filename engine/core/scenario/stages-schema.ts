/** SCI for AI, as people write it: the stage of each template, and the unit of each view. */
import { z } from "zod";
import { CONSUMER_STAGES, PROVIDER_STAGES } from "../account/audit-result.ts";

export const stagesSchema = z
  .record(z.string(), z.enum([...PROVIDER_STAGES, ...CONSUMER_STAGES]))
  .describe("SCI for AI: the stage that each template belongs to; others are unassigned");

const amount = z.number().min(0).default(0);
const counts = {
  perRun: amount.describe("Units of each run that succeeds"),
  perDay: amount.describe("Units of each day of the period"),
  perBatch: amount.describe("Units in each batch of data that arrives"),
  perModelVersion: amount.describe("Units of each model version that goes into service"),
};

export const stageUnitsSchema = z
  .strictObject({
    provider: z
      .strictObject({
        name: z.enum(["parameter", "training token", "FLOP"]),
        ...counts,
      })
      .optional()
      .describe("R of the provider's view"),
    consumer: z
      .strictObject({ name: z.string().min(1).max(60).default("inference"), ...counts })
      .optional()
      .describe("R of the consumer's view"),
  })
  .describe("SCI for AI: what each view is counted per");
