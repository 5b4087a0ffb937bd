/** The state of one workflow run: Argo's node tree as plain data, serialisable at any moment. */
import type { InstantMs } from "../units/units.ts";

export type NodePhase =
  | "Pending"
  | "Running"
  | "Succeeded"
  | "Failed"
  | "Error"
  | "Skipped"
  | "Omitted";

export type NodeType = "Pod" | "Steps" | "StepGroup" | "DAG" | "Skipped";

export interface NodeOutputs {
  /** Standard output. */
  readonly result?: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface WorkflowNode {
  readonly index: number;
  /** Argo's node name: `wf[0].train`, `wf.task`. */
  readonly name: string;
  /** Name of the step or task; the workflow's name for the root. */
  readonly displayName: string;
  readonly type: NodeType;
  /** Position in the plan; -1 for step groups. */
  readonly template: number;
  /** Index of the node whose template created this one; -1 for the root. */
  readonly boundary: number;
  readonly depth: number;
  readonly inputs: Readonly<Record<string, string>>;
  phase: NodePhase;
  message: string;
  startedAtMs: InstantMs;
  finishedAtMs: InstantMs | null;
  outputs: NodeOutputs | null;
  /** Steps and dag nodes: children by step or task name, in order of creation. */
  children: Record<string, number>;
  /** Steps and dag nodes: children that are not fulfilled yet. */
  open: number;
  /** Steps nodes: the group that runs; dag nodes: how many tasks have been decided. */
  progress: number;
}

export interface WorkflowRun {
  phase: NodePhase;
  message: string;
  nodes: WorkflowNode[];
}

export type WorkflowEvent =
  | { readonly type: "submit"; readonly atMs: InstantMs }
  | { readonly type: "podStarted"; readonly atMs: InstantMs; readonly node: number }
  | {
      readonly type: "podFinished";
      readonly atMs: InstantMs;
      readonly node: number;
      readonly exitCode: number;
      readonly outputs: NodeOutputs;
    };

export type WorkflowEffect =
  | { readonly type: "startPod"; readonly node: number }
  | { readonly type: "completed"; readonly phase: NodePhase; readonly message: string };

export function newRun(): WorkflowRun {
  return { phase: "Pending", message: "", nodes: [] };
}

/** True when nothing more will happen to the node. */
export function isFulfilled(phase: NodePhase): boolean {
  return phase !== "Pending" && phase !== "Running";
}

/** True when the node counts as gone wrong for its parent. */
export function isBad(phase: NodePhase): boolean {
  return phase === "Failed" || phase === "Error";
}
