/** What can happen to a replay or a live run, and what it asks the driver to do. */
import type { PodWork } from "../profile/pod.ts";
import type { DurationMs, InstantMs } from "../units/units.ts";
import type { WorkflowEvent } from "../workflow/event.ts";
import type { NodeOutputs } from "../workflow/state.ts";

/** Order of different things at the same instant: data first, then what ends, then what begins. */
export const RANK = {
  batchArrived: 0,
  podFinished: 1,
  podCut: 1,
  podSuspended: 1,
  nodeEvicted: 1,
  workflow: 2,
  nodeReady: 2,
  requested: 3,
  dataTransferred: 3,
  reconsidered: 4,
  nodeExpired: 5,
  autoscalerScan: 6,
} as const;

export type ReplayEvent =
  /** New data is there; the serving model is scored on it. */
  | { readonly type: "batchArrived"; readonly atMs: InstantMs; readonly batch: number }
  /** The workload is asked for. */
  | { readonly type: "requested"; readonly atMs: InstantMs; readonly request: number }
  /** A run's data is where it goes: it begins. */
  | {
      readonly type: "dataTransferred";
      readonly atMs: InstantMs;
      readonly request: number;
      readonly site: number;
    }
  /** A watch came true: the policy is asked again, about the run or about one of its pods. */
  | {
      readonly type: "reconsidered";
      readonly atMs: InstantMs;
      readonly request: number;
      readonly pod?: number;
      readonly answers?: number;
    }
  | { readonly type: "nodeReady"; readonly atMs: InstantMs; readonly node: number }
  /** A node has been idle for the scale-down time. */
  | {
      readonly type: "nodeExpired";
      readonly atMs: InstantMs;
      readonly node: number;
      readonly idleSpell: number;
    }
  /** The provider takes a spot node back. */
  | { readonly type: "nodeEvicted"; readonly atMs: InstantMs; readonly node: number }
  /** The autoscaler looks at pods that wait for room. */
  | { readonly type: "autoscalerScan"; readonly atMs: InstantMs }
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
      /** How often it was suspended before; 0 when left out. */
      readonly segment?: number;
    }
  /** The pod has saved its state and ended; it will go on from there. */
  | {
      readonly type: "podSuspended";
      readonly atMs: InstantMs;
      readonly request: number;
      readonly pod: number;
      /** Work done in all of its segments, as time on one replica. */
      readonly progressMs: DurationMs;
      readonly work: PodWork;
    }
  /** What a workflow waited for: an instant, or somebody who resumes it. */
  | {
      readonly type: "workflow";
      readonly atMs: InstantMs;
      readonly request: number;
      readonly event: WorkflowEvent;
    }
  /** The pod was stopped or evicted, or the period ended; `work` covers what it has done. */
  | {
      readonly type: "podCut";
      readonly atMs: InstantMs;
      readonly request: number;
      readonly pod: number;
      readonly work: PodWork;
      /** Its node was taken from it: the workflow is told. */
      readonly evicted?: true;
    };

/** The part of a pod's work that is still to be done, and by how many replicas. */
export interface PodPart {
  readonly segment: number;
  /** Work done before, as time on one replica. */
  readonly progressMs: DurationMs;
  readonly replicas: number;
}

export type ReplayEffect =
  /** Ask again at `untilMs`, or as soon as the grid is under the limit. */
  | {
      readonly type: "watch";
      readonly request: number;
      /** A step of the run; absent: the run. */
      readonly pod?: number;
      readonly untilMs: InstantMs;
      readonly belowGPerKwh?: number;
      /** Given back with the event, so that a watch that something else overtook is ignored. */
      readonly answers?: number;
    }
  | {
      readonly type: "startPod";
      readonly request: number;
      readonly pod: number;
      readonly template: string;
      readonly cpu: number;
      /** Of a pod that goes on, or runs in several replicas. */
      readonly part?: PodPart;
    }
  /** The pod saves its state and ends, to go on later. */
  | { readonly type: "suspendPod"; readonly request: number; readonly pod: number }
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
  /** The run's data is to be brought to another region; the run begins when it is there. */
  | { readonly type: "transferData"; readonly request: number; readonly site: number }
  | ({ readonly type: "provisionNode"; readonly node: number } & NodePlace)
  /** The provider may take the node back; it says when. */
  | ({ readonly type: "leaseSpot"; readonly node: number } & NodePlace)
  | ({
      readonly type: "scaleDown";
      readonly node: number;
      readonly idleSpell: number;
      /** Absent: after the pool's own time. */
      readonly atMs?: InstantMs;
    } & NodePlace)
  /** The node of a pod is gone, or is needed no longer: what has it done until now? */
  | { readonly type: "evictPod"; readonly request: number; readonly pod: number }
  /** The autoscaler is to look at the cluster. */
  | { readonly type: "scanLater"; readonly atMs: InstantMs };

/** Region and pool of a node by position, where they are not the first. */
export interface NodePlace {
  readonly site?: number;
  readonly pool?: number;
}
