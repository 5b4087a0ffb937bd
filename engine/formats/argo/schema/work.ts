/** Templates that are no containers of the user's: resource, http, data, suspend. */
import { z } from "zod";
import { artifactFields, artifactSchema } from "./artifacts.ts";
import { count, flag, keySelector, open, text, texts } from "./values.ts";

export const resourceSchema = z
  .strictObject({
    action: text.optional().describe("get, create, apply, delete, replace or patch"),
    mergeStrategy: text.optional(),
    manifest: text.optional(),
    manifestFrom: z.strictObject({ artifact: artifactSchema.optional() }).optional(),
    setOwnerReference: flag.optional(),
    successCondition: text.optional(),
    failureCondition: text.optional(),
    flags: texts.optional(),
  })
  .meta({ id: "Resource", description: "Something done to a Kubernetes object" });
export type ResourceBody = z.infer<typeof resourceSchema>;

const header = z.strictObject({
  name: text,
  value: text.optional(),
  valueFrom: z.strictObject({ secretKeyRef: keySelector.optional() }).optional(),
});

export const httpSchema = z
  .strictObject({
    url: text,
    method: text.optional(),
    headers: z.array(header).optional(),
    timeoutSeconds: count.optional(),
    successCondition: text.optional(),
    body: text.optional(),
    bodyFrom: z.strictObject({ bytes: text.optional() }).optional(),
    insecureSkipVerify: flag.optional(),
  })
  .meta({ id: "HTTP", description: "A request over HTTP" });

export const dataSchema = z
  .strictObject({
    source: z.strictObject({
      artifactPaths: z.strictObject({ name: text.optional(), ...artifactFields }).optional(),
    }),
    transformation: z.array(z.strictObject({ expression: text })),
  })
  .meta({ id: "Data", description: "A list of files, filtered and transformed" });

export const suspendSchema = z
  .strictObject({
    duration: text.optional().describe("Seconds, or a duration; else until resumed"),
  })
  .meta({ id: "Suspend", description: "Waits for a time, or until a person resumes it" });

/** One key: the name of the plugin. */
export const pluginSchema = open.describe("Work of an executor plugin");

export const memoizeSchema = z
  .strictObject({
    key: text.optional(),
    maxAge: text.optional(),
    cache: z.strictObject({ configMap: open.optional() }).optional(),
  })
  .meta({ id: "Memoize", description: "Outputs that are kept and used again" });
