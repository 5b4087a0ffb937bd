/** Live runs over the contract: what can be started, how far each is, what happened, and what to do with it. */
import { z } from "zod";
import type { ZoneOffsets } from "../core/clock/civil.ts";
import type { AttemptUsage } from "../core/live/attempt.ts";
import type { Decision, QualityRecord, RequestRecord } from "../core/timeline/timeline.ts";
import type { WorkflowStatus } from "../core/workflow/status/status.ts";

const scenarioId = z.string().max(200);
const runId = z.string().max(40);
const name = z.string().max(300);

export const liveInputs = {
  /** What a run of the scenario would start on this machine, and whether the user has trusted it. */
  liveCommands: z.tuple([z.strictObject({ scenario: scenarioId })]),
  startLiveRun: z.tuple([
    z.strictObject({
      scenario: scenarioId,
      policy: name,
      /** Seconds of scenario time in a second while nothing runs, null: it never waits; the scenario's when left out. */
      timeScale: z.number().positive().max(1e9).nullable().optional(),
      /** The hash that `liveCommands` gave: the user has read the commands and said yes. */
      trust: z.string().max(64).optional(),
    }),
  ]),
  listLiveRuns: z.tuple([]),
  readLiveRun: z.tuple([z.strictObject({ id: runId })]),
  readLiveLog: z.tuple([
    z.strictObject({
      id: runId,
      attempt: name,
      /** In bytes: `next` of the last answer; negative: so many from the end. */
      from: z.int().optional(),
      limit: z.int().min(1).max(1_048_576).optional(),
      /** Only lines that hold this text, upper and lower case alike. */
      search: z.string().max(200).optional(),
    }),
  ]),
  controlLiveRun: z.tuple([
    z.strictObject({
      id: runId,
      operation: z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.enum(["pause", "resume", "cancel"]) }),
        z.strictObject({
          kind: z.literal("workflow"),
          request: z.int().min(0),
          action: z.enum(["suspend", "resume", "stop", "terminate", "retry"]),
          node: name.optional(),
          outputs: z.record(z.string().max(200), z.string().max(10_000)).optional(),
        }),
      ]),
    }),
  ]),
  deleteLiveRun: z.tuple([z.strictObject({ id: runId })]),
} as const;

/** A program that a run would start, for the user to read. */
export interface LiveCommand {
  /** `image lowtide/training:1`, `service model-api`, `script of template check`. */
  readonly what: string;
  /** As it would be started, arguments and all; tags stand as they are. A script's source is the last. */
  readonly argv: readonly string[];
  /** Variables that it declares; absent: none. */
  readonly env?: Readonly<Record<string, string>>;
  /** Templates that use it; empty for services. */
  readonly templates: readonly string[];
}

export interface LiveCommands {
  readonly commands: readonly LiveCommand[];
  /** SHA-256 over the commands and the files of the scenario that they name. */
  readonly hash: string;
  /** The user has said yes to this very content. */
  readonly trusted: boolean;
}

export type LiveRunStatus =
  | "running"
  | "paused"
  /** Its program ended before it did; `resume` goes on. */
  | "interrupted"
  | "succeeded"
  | "failed"
  | "cancelled";

export interface LiveRunSummary {
  readonly id: string;
  readonly scenario: string;
  readonly title: string;
  readonly policy: string;
  readonly policyTitle: string;
  readonly status: LiveRunStatus;
  readonly message: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** How far scenario time has come. */
  readonly nowMs: number;
  /** Null: it never waits. */
  readonly timeScale: number | null;
  readonly requests: { readonly ended: number; readonly total: number };
  /** Attempts that run now. */
  readonly running: number;
  /** Real time until the end, by how it went so far; null when nobody can say. */
  readonly etaMs: number | null;
}

/** One attempt at a pod; times are scenario time. */
export interface LiveAttempt {
  readonly id: string;
  readonly request: number;
  readonly template: string;
  readonly displayName: string;
  /** Name of the workflow's node. */
  readonly node: string;
  readonly phase: "Running" | "Succeeded" | "Failed" | "Error";
  readonly message: string;
  readonly startedAtMs: number;
  /** Null while it runs. */
  readonly finishedAtMs: number | null;
  /** Null while it runs, and for one that was lost with its program. */
  readonly usage: AttemptUsage | null;
}

/** What the replay says of the same pod. */
export interface ExpectedPod {
  readonly request: number;
  readonly displayName: string;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
}

/** A decision of the run beside that of the replay for the same request. */
export interface LiveDecision extends Decision {
  /** Null when the replay decided the same at the same time; else what it decided. */
  readonly differs: string | null;
}

export interface LiveModel {
  /** Position of the batch that it was trained on. */
  readonly trainedOn: number;
  readonly inServiceAtMs: number;
  /** What the run's own steps measured: their output parameter `accuracy`; null when there is none. */
  readonly accuracy: number | null;
}

export interface LiveRunView {
  readonly summary: LiveRunSummary;
  readonly requests: readonly RequestRecord[];
  readonly decisions: readonly LiveDecision[];
  readonly attempts: readonly LiveAttempt[];
  readonly expected: readonly ExpectedPod[];
  readonly quality: readonly QualityRecord[];
  readonly models: readonly LiveModel[];
  /** By request: the workflow as Argo's status shows it. */
  readonly workflows: readonly { readonly request: number; readonly status: WorkflowStatus }[];
  /** Grid intensity of the period, g/kWh, in equal steps. */
  readonly grid: {
    readonly fromMs: number;
    readonly stepMs: number;
    readonly gPerKwh: readonly number[];
    readonly synthetic: boolean;
    readonly zone: string;
  };
  /** That of the scenario, with its changes between summer and winter. */
  readonly timeZone: ZoneOffsets;
  /** Carbon and energy so far, by the same account as a replay's, and the replay's at its end. */
  readonly account: {
    readonly carbonG: number;
    readonly energyKwh: number;
    readonly expectedCarbonG: number;
    readonly expectedEnergyKwh: number;
  };
}

export interface LiveLog {
  readonly text: string;
  /** Where to go on; equal to `from` when nothing more is there. */
  readonly next: number;
  readonly totalBytes: number;
  readonly truncated: boolean;
  /** Nothing more will be written. */
  readonly ended: boolean;
}

export type StartedLiveRun =
  | { readonly kind: "started"; readonly id: string }
  /** Nothing was started: the user has to read these first. */
  | { readonly kind: "consent"; readonly commands: LiveCommands };

export interface LiveOutputs {
  liveCommands: LiveCommands;
  startLiveRun: StartedLiveRun;
  listLiveRuns: readonly LiveRunSummary[];
  readLiveRun: LiveRunView;
  readLiveLog: LiveLog;
  controlLiveRun: LiveRunSummary;
  deleteLiveRun: null;
}
