/** Who reports a score, as people write it; fields of the Green Software Foundation's report template. */
import { z } from "zod";

const text = z.string().min(1).max(200);

export const reportSchema = z
  .strictObject({
    applicationName: text.optional(),
    applicationVersion: text.optional(),
    applicationUrl: text.optional(),
    organisation: text.optional(),
    accountableOrganisation: text.optional(),
    accountablePerson: text.optional(),
    contact: text.optional(),
    manifestUrl: text.optional().describe("Where the manifest of the score can be had"),
    unitRationale: z.string().min(1).max(1_000).optional().describe("Why this functional unit"),
    keyInsights: z.array(z.string().min(1).max(500)).max(20).optional(),
  })
  .describe("Who reports the score; what is left out is printed as not stated");

export type ReportFields = z.infer<typeof reportSchema>;
