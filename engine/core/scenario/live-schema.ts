/** What a scenario says about running for real on this machine: which programs stand for its images. */
import { z } from "zod";
import { positiveDuration } from "./duration-schema.ts";
import { textKinds } from "./kind.ts";

const text = z.string().min(1).max(4_000);
const command = z
  .array(text)
  .min(1)
  .max(100)
  .describe(
    "Program and arguments; what begins with ./ lies beside the scenario, node is the one that Lowtide runs on",
  );
const variables = z.record(z.string().regex(/^[A-Za-z_]\w*$/, "not a variable's name"), text);

/** `host`: the template's own command is a program of this machine. */
const image = z.union([z.literal("host"), command]);

export const liveSchema = z
  .strictObject({
    images: z
      .record(text, image)
      .describe("By image: the program that takes the place of its command; args stay"),
    services: z
      .array(
        z.strictObject({
          name: z.string().regex(/^[a-z][-a-z0-9]{0,40}$/, "not a name such as model-api"),
          command,
          env: variables.default({}),
        }),
      )
      .max(10)
      .default([])
      .describe(
        "Programs that run beside the pods, as a Deployment would; steps find them by name",
      ),
    environment: z
      .array(z.string().max(200))
      .max(100)
      .default([])
      .describe(
        "Variables of the user's own that programs may see, beside PATH, HOME, LANG and TZ",
      ),
    timeScale: z
      .number()
      .positive()
      .max(1e9)
      .default(3_600)
      .describe("Seconds of scenario time in a second while nothing runs"),
    workScale: z
      .number()
      .positive()
      .max(1e6)
      .default(1)
      .describe("Seconds of scenario time in a second while a program runs"),
    limits: z
      .strictObject({
        logMib: z.number().positive().max(1_024).default(10).describe("Of one attempt"),
        processes: z.int().positive().max(10_000).default(64).describe("Of one attempt, at once"),
        stop: positiveDuration.default("30s").describe("Between SIGTERM and SIGKILL"),
      })
      .prefault({}),
  })
  .describe("How the scenario runs for real on this machine");

/** A program that trains and scores, for a quality surface; speaks lines of JSON. */
export const trainedQualitySchema = z.strictObject({
  kind: z.literal("trained"),
  program: command.describe("Trains and scores batches on demand, one JSON object a line"),
  surface: text
    .max(500)
    .describe("A file beside the scenario that keeps what was measured")
    .register(textKinds, { kind: "file" }),
});

export type LiveDocument = z.infer<typeof liveSchema>;
export type TrainedQualityDocument = z.infer<typeof trainedQualitySchema>;
