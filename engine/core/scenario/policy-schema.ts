/** The policy document as people write it: a name, a type, and the parameters of that type. */
import { z } from "zod";

/** Names as Kubernetes objects have them. */
export const policyName = z
  .string()
  .max(63)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, "not a name of lower-case letters, digits and hyphens");

const named = { name: policyName, title: z.string().min(1).max(80).optional() };
const timing = {
  ...named,
  steps: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe("Templates whose pods wait for the policy; the run itself then starts when asked"),
};
const limitGPerKwh = z.number().min(0).max(3_000).describe("Grid limit, g CO2e/kWh");
const loss = z.number().min(0).max(1);

export const policySchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("immediate"), ...named }),
  z.strictObject({
    type: z.literal("cron"),
    ...named,
    schedule: z.string().describe("Five-field cron schedule"),
    timeZone: z.string().optional().describe("IANA zone; the period's when left out"),
  }),
  z.strictObject({ type: z.literal("threshold"), ...timing, limitGPerKwh }),
  z.strictObject({
    type: z.literal("drift-gated"),
    ...named,
    largeLoss: loss.describe("Accuracy loss above which training starts at once"),
    smallLoss: loss.describe("Accuracy loss above which training waits for a clean grid"),
    limitGPerKwh,
  }),
  z.strictObject({ type: z.literal("lowest-window"), ...timing }),
  z.strictObject({
    type: z.literal("cleanest-region"),
    ...named,
    shift: z.boolean().default(true).describe("The time is chosen, too, up to the deadline"),
    maxExtraCostPct: z
      .number()
      .min(0)
      .max(10_000)
      .optional()
      .describe("Regions that cost more than home by this, %, are left out"),
  }),
]);

export type PolicyDocument = z.infer<typeof policySchema>;

/** A policy in a file of its own. */
export const policyFileSchema = z.strictObject({
  apiVersion: z.literal("lowtide.dev/v1"),
  kind: z.literal("Policy"),
  spec: policySchema,
});
