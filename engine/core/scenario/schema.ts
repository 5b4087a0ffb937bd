/** The scenario document (`lowtide.dev/v1`, kind Scenario) as people write it. */
import { z } from "zod";
import { MAX_NODE_POOLS, MAX_POLICIES, MAX_REGIONS, MAX_TEAMS } from "../limits.ts";
import { clusterSchema, nodePoolSchema } from "./cluster-schema.ts";
import { costsSchema } from "./costs-schema.ts";
import { duration, positiveDuration } from "./duration-schema.ts";
import { forecastSchema } from "./forecast-schema.ts";
import { textKinds } from "./kind.ts";
import { liveSchema, trainedQualitySchema } from "./live-schema.ts";
import { policyName, policySchema } from "./policy-schema.ts";
import { profileSchema } from "./profile-schema.ts";
import { reportSchema } from "./report-schema.ts";
import { stagesSchema, stageUnitsSchema } from "./stages-schema.ts";

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "not a date such as 2024-01-31")
  .describe("Midnight of a date in the period's time zone")
  .register(textKinds, { kind: "date" });

const share = z.number().min(0).max(1);
const path = z
  .string()
  .min(1)
  .max(500)
  .describe("A file beside the scenario")
  .register(textKinds, { kind: "file" });

const about = {
  zone: z.string().min(1).max(60).describe("Electricity Maps zone, e.g. NL"),
  signal: z.enum(["average", "marginal", "unknown"]).default("average"),
  basis: z.enum(["life-cycle", "direct", "unknown"]).default("life-cycle"),
};

const gridTrace = z.union([
  z.strictObject({ file: path }).describe("Electricity Maps CSV or timestamp,gco2_per_kwh"),
  z
    .strictObject({
      synthetic: z.strictObject({ parameters: path, seed: z.int().min(0).max(0xffffffff) }),
    })
    .describe("A generated year; shown as synthetic everywhere"),
  z
    .strictObject({
      values: z.strictObject({
        step: positiveDuration,
        gPerKwh: z.array(z.number().min(0).max(3_000)).min(1).max(100_000),
        forecastGPerKwh: z
          .array(z.number().min(0).max(3_000).nullable())
          .max(100_000)
          .optional()
          .describe("What was forecast for each value, day by day; null where nothing was"),
        source: z.string(),
        edition: z.string(),
        licence: z.string(),
      }),
    })
    .describe("Values in the document itself, from the period's start"),
]);

const quality = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("observed"),
    source: z.string(),
    accuracy: z
      .array(z.array(share.nullable()))
      .min(1)
      .describe(
        "accuracy[i][j]: trained on batches up to i, scored on batch j; null: not measured",
      ),
  }),
  z.strictObject({
    kind: z.literal("synthetic"),
    freshAccuracy: share,
    floor: share,
    gradualLossPerBatch: share,
    shiftProbability: share,
    shiftLoss: share,
  }),
  trainedQualitySchema,
]);

const grid = z.strictObject({
  ...about,
  trace: gridTrace,
  forecast: forecastSchema,
  scoring: z
    .strictObject({ ...about, trace: gridTrace })
    .optional()
    .describe("What policies are scored with, where that is not what they decide on"),
});

const region = z.strictObject({
  name: policyName.describe("Unique, and not that of the home region"),
  grid,
  nodePool: nodePoolSchema,
  morePools: z.array(nodePoolSchema).max(MAX_NODE_POOLS).optional(),
  transfer: z
    .strictObject({
      gib: z.number().min(0).max(1e9).describe("Data that a run takes along, GiB"),
      duration: duration.describe("How long that takes; the run begins afterwards"),
      kwhPerGib: z.number().min(0).max(100).describe("Energy of the network, kWh/GiB"),
      pricePerGib: z.number().min(0).max(1e6).describe("Egress"),
    })
    .describe("The way of a run's data from home"),
});

export const scenarioSchema = z.strictObject({
  apiVersion: z.literal("lowtide.dev/v1"),
  kind: z.literal("Scenario"),
  metadata: z.strictObject({
    name: policyName,
    title: z.string().min(1).max(120),
    description: z.string().max(2_000).default(""),
    demo: z.boolean().default(false).describe("Opened on the first start"),
  }),
  spec: z.strictObject({
    seed: z.int().min(0).max(0xffffffff).default(1),
    period: z.strictObject({ from: date, to: date, timeZone: z.string() }),
    grid,
    workload: z.strictObject({
      workflow: path,
      schedule: z.string().describe("Cron: when the work is asked for"),
      deadline: positiveDuration.describe("Done this long after it was asked for"),
      margin: duration
        .default("0s")
        .describe("Policies plan to be done this much before the deadline"),
      parameters: z.record(z.string(), z.string()).default({}),
      teams: z
        .array(policyName)
        .min(1)
        .max(MAX_TEAMS)
        .optional()
        .describe("Each asks for a run of its own at every time of the schedule"),
    }),
    data: z.strictObject({ schedule: z.string().describe("Cron: when a batch of data arrives") }),
    quality,
    cluster: clusterSchema,
    regions: z
      .array(region)
      .min(1)
      .max(MAX_REGIONS)
      .optional()
      .describe("Other regions where runs may go, under a policy that says so"),
    profiles: z.record(z.string(), profileSchema).default({}),
    functionalUnit: z.strictObject({
      name: z.string().min(1).max(60),
      perRun: z.number().min(0).default(0).describe("Units of each run that succeeds"),
      perDay: z.number().min(0).default(0).describe("Units of each day of the period"),
      perBatch: z
        .number()
        .min(0)
        .default(0)
        .describe("Units in each batch of data that arrives, such as invoices"),
      perModelVersion: z
        .number()
        .min(0)
        .default(0)
        .describe("Units of each model version that goes into service"),
    }),
    costs: costsSchema.optional(),
    stages: stagesSchema.optional(),
    stageUnits: stageUnitsSchema.optional(),
    report: reportSchema.optional(),
    live: liveSchema.optional(),
    policies: z.array(policySchema).min(1).max(MAX_POLICIES),
    baseline: policyName,
    assumptions: z.array(z.string()).default([]),
  }),
});

export type ScenarioDocument = z.infer<typeof scenarioSchema>;
export type { NodePoolDocument } from "./cluster-schema.ts";
export type RegionDocument = z.infer<typeof region>;
