/** What is known of a pod when it starts, and what it has done when it ends. */
import type { CpuSeconds, DurationMs } from "../units/units.ts";
import type { DrawTable } from "./draws.ts";

/** An output that a template declares. */
export interface DeclaredOutput {
  readonly name: string;
  /** `valueFrom.default`. */
  readonly default?: string;
}

/** A pod or a suspended node. */
export interface ProfiledPod {
  /** Argo's node name without that of the workflow, so that two runs draw alike: `[0].train(1:x)`. */
  readonly nodeName: string;
  /** Which pod of its template this is in the run, from 0. */
  readonly occurrence: number;
  /** Number of the retry, from 0. */
  readonly attempt: number;
  /** Values of the input parameters. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: readonly DeclaredOutput[];
  /** Index of the request in a scenario; 0 for a single run. */
  readonly request: number;
  /** Name of the policy, for work that was measured policy by policy. */
  readonly policy?: string | undefined;
  /** CPUs that it reserves; measured work of a pod without any runs on one. */
  readonly cpuRequest: number;
  readonly draws: DrawTable;
}

/** How long, and how busy. */
export interface PodWork {
  readonly durationMs: DurationMs;
  /** Busy share of the requested CPU, 0 to 1. */
  readonly utilisation: number;
  /** Busy share of the requested GPUs; absent: all of it. */
  readonly gpuUtilisation?: number;
  /** Set when CPU time was measured rather than modelled. */
  readonly cpuSeconds?: CpuSeconds;
}

/** What one pod did: the outcome that a real executor would report. */
export interface PodOutcome extends PodWork {
  readonly phase: "Succeeded" | "Failed" | "Error";
  readonly exitCode: number;
  /** Empty when there is nothing to say beyond the exit code. */
  readonly message: string;
  /** Standard output; absent when the profile says nothing of it. */
  readonly result?: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** How a suspended node goes on. */
export interface Resumption {
  readonly afterMs: DurationMs;
  /** Values of the outputs that are supplied. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Not empty: the node cannot be resumed, for this reason. */
  readonly message: string;
}
