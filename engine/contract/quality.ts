/** Quality surfaces over the contract: what one was measured with, and how far its computation is. */
import { z } from "zod";
import type { Issue } from "../core/issue.ts";
import type { BatchFeatures, SurfaceDocument } from "../core/scenario/surface-schema.ts";
import type { LiveCommands } from "./live.ts";

export type { BatchFeatures } from "../core/scenario/surface-schema.ts";
export type { LiveCommands } from "./live.ts";

const scenario = z.string().max(200);

export const qualityInputs = {
  readQuality: z.tuple([z.strictObject({ scenario })]),
  startQuality: z.tuple([
    z.strictObject({
      scenario,
      /** The hash of the commands: the user has read them and said yes. */
      trust: z.string().max(64).optional(),
      /** As many as there are cores when left out. */
      workers: z.int().min(1).max(64).optional(),
    }),
  ]),
  cancelQuality: z.tuple([z.strictObject({ scenario })]),
} as const;

/** The head of a surface file, without its table. */
export type SurfaceFacts = Pick<
  SurfaceDocument,
  "program" | "seed" | "batches" | "computedAt" | "version" | "models" | "rows"
>;

export interface QualityFailure {
  /** Batch that the model was to be trained up to. */
  readonly trainedOn: number;
  readonly issue: Issue;
}

export interface QualityRun {
  readonly status: "running" | "complete" | "cancelled" | "failed";
  /** Models on batches: known before it began, known now, and all. */
  readonly before: number;
  readonly done: number;
  readonly total: number;
  readonly workers: number;
  /** While it runs and one model is done. */
  readonly etaMs: number | null;
  readonly failures: readonly QualityFailure[];
  /** Why it ended before its time: what was measured could not be kept. */
  readonly issues: readonly Issue[];
  /** What is measured so far, one entry a model; empty where there are too many to follow. */
  readonly measured: readonly {
    readonly trainedOn: number;
    readonly accuracy: readonly (number | null)[];
  }[];
}

export interface QualityView {
  readonly scenario: string;
  readonly title: string;
  readonly kind: "observed" | "synthetic" | "trained";
  /** What a computation would start; null where there is nothing to train. */
  readonly commands: LiveCommands | null;
  /** Batches of the period; null where the quality is not trained. */
  readonly batches: number | null;
  readonly surface: SurfaceFacts | null;
  /** By batch; null where the surface carries none. */
  readonly features: readonly BatchFeatures[] | null;
  /** Why the surface is missing, cannot be used, or is not of this program. */
  readonly issues: readonly Issue[];
  /** The computation that runs or ran last in this program. */
  readonly run: QualityRun | null;
}

export type StartedQuality =
  | { readonly kind: "started"; readonly run: QualityRun }
  /** Nothing was started: the user has to read these first. */
  | { readonly kind: "consent"; readonly commands: LiveCommands };

export interface QualityOutputs {
  readQuality: QualityView;
  startQuality: StartedQuality;
  cancelQuality: QualityRun | null;
}
