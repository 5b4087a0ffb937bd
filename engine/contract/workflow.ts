/** Workflows over the contract: which there are, what is run, and what comes back. */
import { z } from "zod";
import type { Issue } from "../core/issue.ts";
import { MAX_PARAMETER_LENGTH } from "../core/limits.ts";
import type { JsonObject } from "../core/workflow/manifest.ts";
import type { NodeStatus, WorkflowStatus } from "../core/workflow/status/status.ts";
import {
  MAX_SET_PARAMETERS,
  MAX_WORKFLOW_FILE_LENGTH,
  MAX_WORKFLOW_FILES,
} from "./workflow-limits.ts";

export type { JsonObject, NodeStatus, WorkflowStatus };

const textFile = z.strictObject({
  file: z.string().max(500),
  text: z.string().max(MAX_WORKFLOW_FILE_LENGTH),
});

/** The first runnable document of the first file is run; all other documents are its library. */
export const workflowSource = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("bundled"), id: z.string().max(200) }),
  z.strictObject({
    kind: z.literal("files"),
    files: z.array(textFile).min(1).max(MAX_WORKFLOW_FILES),
  }),
]);

export const runWorkflowInput = z.strictObject({
  source: workflowSource,
  /** Arguments by name; the others keep the values that the workflow gives them. */
  parameters: z
    .record(z.string().max(500), z.string().max(MAX_PARAMETER_LENGTH))
    .refine((given) => Object.keys(given).length <= MAX_SET_PARAMETERS, "too many parameters"),
  /** How long each template takes and what comes out; stated defaults without it. */
  profile: textFile.optional(),
  seed: z.int().min(0).max(0xffffffff).optional(),
});

export type WorkflowSource = z.infer<typeof workflowSource>;
export type RunWorkflowInput = z.infer<typeof runWorkflowInput>;

export interface WorkflowSummary {
  /** What `runWorkflow` takes, e.g. `nightly-retrain/workflow.yaml`. */
  readonly id: string;
  readonly title: string;
  readonly file: string;
}

/** A parameter of the workflow, for a form. */
export interface WorkflowParameter {
  readonly name: string;
  /** What this run used. */
  readonly value?: string;
  /** What it is when nobody gives it: the value in the document, or its default there. */
  readonly default?: string;
  readonly enum?: readonly string[];
  readonly description?: string;
}

/** One run of a workflow on the virtual clock. */
export interface WorkflowRunResult {
  readonly name: string;
  /** Of the document that was run: `Workflow`, `WorkflowTemplate`, `CronWorkflow` … */
  readonly kind: string;
  readonly namespace: string;
  readonly parameters: readonly WorkflowParameter[];
  readonly warnings: readonly Issue[];
  readonly status: WorkflowStatus;
  /** Virtual time of the submission and of the end. */
  readonly startMs: number;
  readonly endMs: number;
  /** Of everything that was drawn at random. */
  readonly seed: number;
  /** Whose profiles said how long pods took: the caller's, the scenario's, or nobody's. */
  readonly profiles: "given" | "scenario" | "defaults";
  /** Templates as written, by `<scope>/<name>`: `local/<workflow>/train`, `namespaced/<name>/train`. */
  readonly templates: Readonly<Record<string, JsonObject>>;
}
