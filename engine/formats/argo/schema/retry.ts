/** How often, and how long after a failure, a template is tried again. */
import { z } from "zod";
import { RETRY_POLICIES } from "../../../core/workflow/manifest.ts";
import { withRules } from "./rules.ts";
import { integerOrText, open, text } from "./values.ts";

const backoff = z.strictObject({
  duration: text.optional().describe("Seconds, or a duration such as 2m"),
  factor: integerOrText.optional(),
  maxDuration: text.optional(),
  cap: text.optional(),
});

export const retrySchema = withRules(
  z
    .strictObject({
      limit: integerOrText.optional().describe("Retries after the first attempt"),
      retryPolicy: z.enum(RETRY_POLICIES).optional(),
      backoff: backoff.optional(),
      affinity: open.optional(),
      expression: text.optional(),
    })
    .meta({ id: "RetryStrategy", description: "When a template is tried again" }),
  { inert: { affinity: "placement" } },
);
export type RetryBody = z.infer<typeof retrySchema>;
