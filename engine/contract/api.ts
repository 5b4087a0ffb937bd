/** Everything the app may ask of the engine: one table of procedures, validated at the door. */
import { z } from "zod";
import type { PolicyResult } from "../core/compare/result.ts";
import type { Issue } from "../core/issue.ts";
import { MAX_CHANGES } from "../core/limits.ts";
import type { ComparisonSummary } from "../core/ports.ts";
import type { World } from "../core/scenario/world.ts";
import { type LiveOutputs, liveInputs } from "./live.ts";
import { type QualityOutputs, qualityInputs } from "./quality.ts";
import { change, gridFolder, type SweepOutputs, sweepInputs } from "./sweep.ts";
import { runWorkflowInput, type WorkflowRunResult, type WorkflowSummary } from "./workflow.ts";

export interface AppInfo {
  readonly version: string;
  /** Where everything is stored; shown in the app. */
  readonly dataFolder: string;
  readonly runtime: string;
}

export interface ScenarioSummary {
  /** Folder name, e.g. `nightly-retrain`. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Opened on the first start. */
  readonly demo: boolean;
}

/** A scenario ready to be answered, and its answer. */
export interface OpenedScenario {
  readonly id: string;
  readonly world: World;
  /** Stated repairs and limits met while reading. */
  readonly warnings: readonly Issue[];
  readonly results: readonly PolicyResult[];
  readonly logSha256: string;
}

/** An answer that is kept, as it is listed. */
export type StoredResult = ComparisonSummary;

/** Input schemas by procedure; a call that does not fit is refused before it reaches the lab. */
export const inputs = {
  info: z.tuple([]),
  listScenarios: z.tuple([]),
  openScenario: z.tuple([
    z.strictObject({
      id: z.string().max(200),
      /** A grid history of the user's own, instead of the scenario's. */
      grid: z
        .strictObject({ file: z.string().max(500), text: z.string().max(134_217_728) })
        .optional(),
      seed: z.int().min(0).max(0xffffffff).optional(),
      /** A point of a sweep: put in place of what the scenario says. */
      changes: z.array(change).max(MAX_CHANGES).optional(),
      /** For a change of `zone`. */
      data: gridFolder.optional(),
    }),
  ]),
  listResults: z.tuple([]),
  listWorkflows: z.tuple([]),
  runWorkflow: z.tuple([runWorkflowInput]),
  ...sweepInputs,
  ...liveInputs,
  ...qualityInputs,
} as const;

export type Procedure = keyof typeof inputs;

/** An answer, or what is wrong and what to do about it; a procedure never throws over the wire. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

type Input<P extends Procedure> = z.infer<(typeof inputs)[P]>;

interface Outputs extends SweepOutputs, LiveOutputs, QualityOutputs {
  info: AppInfo;
  listScenarios: readonly ScenarioSummary[];
  openScenario: OpenedScenario;
  listResults: readonly StoredResult[];
  listWorkflows: readonly WorkflowSummary[];
  runWorkflow: WorkflowRunResult;
}

/** The functions that the host serves and the renderer calls. */
export type Api = {
  [P in Procedure]: (...args: Input<P>) => Promise<Answer<Outputs[P]>>;
};
