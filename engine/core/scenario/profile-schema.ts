/** The profile of a template as people write it, in a scenario or in a document of its own. */
import { z } from "zod";
import { MAX_PARAMETER_LENGTH } from "../limits.ts";
import { duration } from "./duration-schema.ts";
import { output, sequenceOf } from "./output-schema.ts";
import { podDuration, resumeAfter } from "./pod-duration-schema.ts";
import { policyName } from "./policy-schema.ts";
import { follows } from "./rule.ts";

const share = z.number().min(0).max(1);
const exitCode = z.int().min(0).max(255);
const parameters = z.record(z.string(), output).default({});

const measured = z.strictObject({
  measured: z.array(z.number().positive()).min(1),
  byPolicy: z.record(policyName, z.array(z.number().positive().nullable())).default({}),
});

const failure = z.strictObject({
  probability: share.describe("Of one pod"),
  exitCode: exitCode.min(1).default(1),
  error: z.boolean().default(false).describe("The pod, not its program, goes wrong: phase Error"),
  attempts: z.int().min(1).optional().describe("Only so many attempts of a node fail"),
});

const throughput = z
  .array(z.number().positive())
  .min(1)
  .max(1_000)
  .refine((values) => values[0] === 1, { error: "the first number, of one replica, must be 1" })
  .describe("Elastic: work in a unit of time with 1, 2, ... replicas, over that with one");

export const profileSchema = z
  .strictObject({
    duration: podDuration.optional(),
    variation: z
      .number()
      .min(0)
      .max(2)
      .default(0)
      .describe("Coefficient of variation of a duration that is stated as such (log-normal)"),
    utilisation: share.default(1).describe("Busy share of the requested CPU"),
    gpuUtilisation: share.optional().describe("Busy share of the requested GPUs; 1 when left out"),
    replicas: z
      .int()
      .min(1)
      .max(1_000)
      .optional()
      .describe("Pods of a multi-node job: all start together, or none does"),
    cpuSeconds: measured
      .optional()
      .describe("Measured CPU-seconds by request, instead of a duration"),
    exitCode: z
      .union([exitCode, sequenceOf(exitCode)], { error: "neither 0 to 255 nor a sequence" })
      .default(0),
    failure: failure.optional().describe("Failing by chance"),
    message: z
      .string()
      .max(MAX_PARAMETER_LENGTH)
      .optional()
      .describe("What a pod that did not succeed says"),
    result: output.optional().describe("Standard output"),
    parameters: parameters.describe("Output parameters by name"),
    suspend: z
      .strictObject({ resumeAfter: resumeAfter.optional(), parameters })
      .optional()
      .describe("Of a suspend template: when it is resumed, and the values supplied"),
    checkpoint: z
      .strictObject({ save: duration.default("0s"), restore: duration.default("0s") })
      .optional()
      .describe("The pod can be suspended: time to save its state, and to load it again"),
    throughput: throughput.optional(),
  })
  .superRefine(
    follows(({ duration, variation, cpuSeconds }) => [
      ...(duration !== undefined && cpuSeconds !== undefined
        ? [["cpuSeconds", "give either duration or cpuSeconds"] as const]
        : []),
      ...(variation > 0 && duration !== undefined && typeof duration !== "string"
        ? [["variation", "a distribution or an expression has its own variation"] as const]
        : []),
    ]),
  )
  .meta({ id: "Profile" });

export type ProfileDocument = z.infer<typeof profileSchema>;

/** Profiles in a file of their own. */
export const profilesFileSchema = z.strictObject({
  apiVersion: z.literal("lowtide.dev/v1"),
  kind: z.literal("Profiles"),
  spec: z.strictObject({
    seed: z.int().min(0).max(0xffffffff).optional(),
    default: profileSchema.optional().describe("Of templates that are not named"),
    templates: z
      .record(z.string(), profileSchema)
      .default({})
      .describe("By template name, or by <WorkflowTemplate>/<template>"),
  }),
});
