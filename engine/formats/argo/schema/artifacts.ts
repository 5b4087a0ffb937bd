/** Artifacts: files that are passed between templates. */
import { z } from "zod";
import { locationFields } from "./locations.ts";
import { count, flag, open, opens, text, textMap } from "./values.ts";

const metadata = z.strictObject({ labels: textMap.optional(), annotations: textMap.optional() });

const collectionFields = {
  strategy: z.enum(["", "OnWorkflowCompletion", "OnWorkflowDeletion", "Never"]).optional(),
  podMetadata: metadata.optional(),
  serviceAccountName: text.optional(),
  env: opens.optional(),
  volumes: opens.optional(),
  volumeMounts: opens.optional(),
};

/** `spec.artifactGC`. */
export const artifactCollection = z.strictObject({
  ...collectionFields,
  forceFinalizerRemoval: flag.optional(),
  podSpecPatch: text.optional(),
});

export const artifactFields = {
  path: text.optional().describe("Where the file is in the container"),
  mode: count.optional(),
  from: text.optional().describe("A reference: {{steps.a.outputs.artifacts.b}}"),
  ...locationFields,
  globalName: text.optional(),
  archive: z
    .strictObject({ none: open.optional(), tar: open.optional(), zip: open.optional() })
    .optional(),
  optional: flag.optional(),
  subPath: text.optional(),
  recurseMode: flag.optional(),
  fromExpression: text.optional(),
  artifactGC: z.strictObject(collectionFields).optional(),
  deleted: flag.optional(),
};

export const artifactSchema = z
  .strictObject({ name: text, ...artifactFields })
  .meta({ id: "Artifact", description: "A file that is passed between templates" });
export type ArtifactBody = z.infer<typeof artifactSchema>;
