/** What can happen to a replay or a live run, and what it asks the driver to do. */
import type { PodWork } from "../profile/pod.ts";
import type { InstantMs } from "../units/units.ts";
import type { WorkflowEvent } from "../workflow/event.ts";
import type { NodeOutputs } from "../workflow/state.ts";

/** Order of different things at the same instant: data first, then what ends, then what begins. */
export const RANK = {
  batchArrived: 0,
  podFinished: 1,
  podCut: 1,
  workflow: 2,
  nodeReady: 2,
  requested: 3,
  reconsidered: 4,
  nodeExpired: 5,
} as const;

export type ReplayEvent =
  /** New data is there; the serving model is scored on it. */
  | { readonly type: "batchArrived"; readonly atMs: InstantMs; readonly batch: number }
  /** The workload is asked for. */
  | { readonly type: "requested"; readonly atMs: InstantMs; readonly request: number }
  /** A watch came true: the policy is asked again. */
  | { readonly type: "reconsidered"; readonly atMs: InstantMs; readonly request: number }
  | { readonly type: "nodeReady"; readonly atMs: InstantMs; readonly node: number }
  /** A node has been idle for the scale-down time. */
  | {
      readonly type: "nodeExpired";
      readonly atMs: InstantMs;
      readonly node: number;
      readonly idleSpell: number;
    }
  | {
      readonly type: "podFinished";
      readonly atMs: InstantMs;
      readonly request: number;
      /** Index of the workflow node. */
      readonly pod: number;
      readonly exitCode: number;
      /** The pod, not its program, went wrong; else the exit code decides. */
      readonly phase?: "Error" | undefined;
      /** Absent: Argo's text for the exit code. */
      readonly message?: string | undefined;
      readonly outputs: NodeOutputs;
      readonly work: PodWork;
    }
  /** What a workflow waited for: an instant, or somebody who resumes it. */
  | {
      readonly type: "workflow";
      readonly atMs: InstantMs;
      readonly request: number;
      readonly event: WorkflowEvent;
    }
  /** The pod was stopped, or the period ended; `work` covers what it has done. */
  | {
      readonly type: "podCut";
      readonly atMs: InstantMs;
      readonly request: number;
      readonly pod: number;
      readonly work: PodWork;
    };

export type ReplayEffect =
  /** Ask again at `untilMs`, or as soon as the grid is under the limit. */
  | {
      readonly type: "watch";
      readonly request: number;
      readonly untilMs: InstantMs;
      readonly belowGPerKwh?: number;
    }
  | {
      readonly type: "startPod";
      readonly request: number;
      readonly pod: number;
      readonly template: string;
      readonly cpu: number;
    }
  /** The workflow needs the pod no longer. */
  | { readonly type: "stopPod"; readonly request: number; readonly pod: number }
  /** A suspended node waits for somebody; at `untilMs` it goes on by itself. */
  | {
      readonly type: "awaitResume";
      readonly request: number;
      /** Index of the workflow node. */
      readonly suspended: number;
      /** Which one of its template it is in the run, from 0. */
      readonly occurrence: number;
      readonly untilMs?: InstantMs;
    }
  /** Bring the event at its instant. */
  | { readonly type: "schedule"; readonly request: number; readonly event: WorkflowEvent }
  | { readonly type: "provisionNode"; readonly node: number }
  | { readonly type: "scaleDown"; readonly node: number; readonly idleSpell: number };
