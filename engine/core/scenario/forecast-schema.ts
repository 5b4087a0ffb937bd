/** The forecast of a scenario as people write it: the name of a model, or a model with settings. */
import { z } from "zod";
import { FORECAST_MODELS } from "../carbon/forecast/spec.ts";
import { parseDuration } from "../units/duration.ts";
import { DAY_MS } from "../units/units.ts";
import { positiveDuration } from "./duration-schema.ts";
import { follows } from "./rule.ts";

const issuing = {
  reissueEvery: positiveDuration
    .optional()
    .describe("Issued at every multiple of this since 1970 UTC; else for each decision"),
  horizon: positiveDuration.optional().describe("Nothing is known so long after the issue"),
};
const sigmaPct = z.number().min(0).max(200).optional();

const fitHistory = positiveDuration
  .refine((text) => (parseDuration(text) ?? 0) >= 7 * DAY_MS, {
    error: "the error cannot be fitted to less than 7d of misses",
  })
  .refine((text) => (parseDuration(text) ?? 0) <= 366 * DAY_MS, {
    error: "the error is fitted to at most 366d of misses",
  })
  .optional()
  .describe("Fit sigma and correlation to this much of the history before each issue");

const withSettings = z
  .discriminatedUnion("model", [
    z.strictObject({
      model: z.enum(["same-hour-yesterday", "same-hour-last-week", "persistence", "oracle"]),
      ...issuing,
    }),
    z.strictObject({
      model: z.literal("seasonal-naive"),
      yesterdayWeight: z.number().min(0).max(1).optional().describe("Last week's has the rest"),
      ...issuing,
    }),
    z.strictObject({
      model: z.literal("published"),
      publishedAt: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "not a time of day such as 18:00")
        .optional()
        .describe("Local time in the period's zone at which a day's forecast comes out; 18:00"),
      coversDays: z
        .int()
        .min(1)
        .max(14)
        .optional()
        .describe("How many days after the one of the publication it covers; 1"),
    }),
    z.strictObject({
      model: z.literal("noise"),
      sigmaPct: sigmaPct.describe("Standard deviation of the error, % of the trace's mean"),
      ...issuing,
    }),
    z.strictObject({
      model: z.literal("lead-time-error"),
      sigmaPct: sigmaPct.describe("Standard deviation at long leads, % of the trace's mean"),
      correlation: positiveDuration
        .optional()
        .describe("Lead after which the error keeps 1/e of its correlation"),
      fitHistory,
      ...issuing,
    }),
  ])
  .superRefine(
    follows((settings) => {
      // A published forecast comes out when it does, and covers what it does.
      if (settings.model === "published") return [];
      const { horizon, reissueEvery } = settings;
      if (horizon === undefined || reissueEvery === undefined) return [];
      const reaches = (parseDuration(horizon) ?? 0) >= (parseDuration(reissueEvery) ?? 0);
      return reaches ? [] : [["horizon", "the horizon ends before the next issue"]];
    }),
  );

export const forecastSchema = z.union([z.enum(FORECAST_MODELS), withSettings]);

export type ForecastDocument = z.infer<typeof forecastSchema>;
