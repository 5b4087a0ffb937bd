/** How long a pod takes, as people write it: a duration, a distribution or an expression. */
import { z } from "zod";
import { MAX_PERIOD_DAYS } from "../limits.ts";
import { MAX_POD_MS } from "../profile/profile.ts";
import { parseDuration } from "../units/duration.ts";
import { duration } from "./duration-schema.ts";
import { formula } from "./formula-schema.ts";
import { ascending } from "./rule.ts";

const MAX_VALUES = 10_000;

const milliseconds = (text: string) => parseDuration(text) ?? 0;

const bounded = duration.refine((text) => milliseconds(text) <= MAX_POD_MS, {
  error: `the duration is longer than ${MAX_PERIOD_DAYS} days`,
});
const positive = bounded.refine((text) => parseDuration(text) !== 0, {
  error: "the duration must be longer than 0",
});

const mean = positive.describe("Mean duration");
const variation = z.number().min(0).describe("Standard deviation over mean");

const distribution = z.discriminatedUnion("distribution", [
  z.strictObject({
    distribution: z.literal("lognormal"),
    mean,
    variation: variation.max(2),
  }),
  z
    .strictObject({ distribution: z.literal("normal"), mean, variation: variation.max(1) })
    .describe("Draws below 0 are drawn again"),
  z.strictObject({ distribution: z.literal("exponential"), mean }),
  z
    .strictObject({ distribution: z.literal("uniform"), min: bounded, max: bounded })
    .superRefine(ascending(["min", "max"], milliseconds)),
  z
    .strictObject({
      distribution: z.literal("triangular"),
      min: bounded,
      mode: bounded.describe("The most likely duration"),
      max: bounded,
    })
    .superRefine(ascending(["min", "mode", "max"], milliseconds)),
  z.strictObject({
    distribution: z.literal("empirical"),
    values: z
      .array(bounded)
      .min(1)
      .max(MAX_VALUES)
      .describe("Observed; one is as likely as another"),
  }),
]);

const error = "neither a duration such as 10m, nor a distribution, nor an expression";

export const podDuration = z
  .union([positive, distribution, formula], { error })
  .meta({ id: "Duration" });
/** Nobody has to wait before a suspended node goes on. */
export const resumeAfter = z
  .union([bounded, distribution, formula], { error })
  .meta({ id: "ResumeAfter" });

export type PodDurationDocument = z.infer<typeof podDuration>;
