/** The state of one workflow run: Argo's node tree as plain data, serialisable at any moment. */
import type { InstantMs } from "../units/units.ts";
import type { Json, JsonObject } from "./manifest.ts";

export type NodePhase =
  | "Pending"
  | "Running"
  | "Succeeded"
  | "Failed"
  | "Error"
  | "Skipped"
  | "Omitted";

export type NodeType =
  | "Pod"
  | "Container"
  | "Steps"
  | "StepGroup"
  | "DAG"
  | "TaskGroup"
  | "Retry"
  | "Skipped"
  | "Suspend"
  | "HTTP"
  | "Plugin";

/** Values by parameter name, and artifacts as Argo's status writes them by name. */
export interface NodeInputs {
  readonly parameters: Readonly<Record<string, string>>;
  readonly artifacts: Readonly<Record<string, JsonObject>>;
}

export interface NodeOutputs {
  /** Standard output. */
  readonly result?: string;
  readonly exitCode?: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly artifacts?: Readonly<Record<string, JsonObject>>;
}

/** What a hook or a retry made of the node; such nodes are left out of loop results. */
export interface NodeFlag {
  readonly hooked: boolean;
  readonly retried: boolean;
}

/** A call with its arguments filled in: what opening a node takes. */
export interface Opening {
  readonly name: string;
  /** Position in the plan's calls; -1 for the entrypoint and for hooks of the workflow. */
  readonly call: number;
  /** Position of the template; -1 when there is none of that name. */
  readonly template: number;
  /** Node whose template holds the call; -1 for the root, `onExit` and hooks of the workflow. */
  readonly boundary: number;
  /** Node that waits for this one; -1 for the same as above. */
  readonly parent: number;
  /** Nodes that get this one as a child in Argo's graph. */
  readonly after: readonly number[];
  readonly arguments: OpeningArguments;
  /** The loop's item, for those that a loop expanded. */
  readonly item?: Json;
  /** Hooks: the event they run for, `exit` or the hook's name. */
  readonly hook?: string;
  /** Below an exit handler: runs although the workflow is stopped, and has no deadline. */
  readonly onExit: boolean;
}

export interface OpeningArguments {
  /** `null`: refers to an output that a skipped node did not give; the input's default holds. */
  readonly parameters: Readonly<Record<string, string | null>>;
  readonly artifacts: Readonly<Record<string, JsonObject>>;
  /** What could not be resolved; the node ends in Error with it. */
  readonly problem?: string;
}

export const NO_ARGUMENTS: OpeningArguments = { parameters: {}, artifacts: {} };

/** What a composite node still has to do. */
export type Frame =
  /** `group`: the StepGroup node that runs; `next`: position of the next group. */
  | {
      readonly kind: "steps";
      group: number;
      next: number;
      /** Nodes by step name; those of a loop in a list. */
      readonly named: Record<string, number | number[]>;
    }
  | {
      readonly kind: "dag";
      /** Nodes by position of the task; -1 without one. */
      readonly tasks: number[];
      /** How many tasks each one still waits for; -1 when it is not needed. */
      readonly waitsFor: number[];
      /** Positions that can be decided, and how many are not decided yet. */
      ready: number[];
      undecided: number;
      /** Positions of `dag.target`; absent: the leaf tasks. */
      readonly targets?: readonly number[];
    }
  | { readonly kind: "retry"; attempts: number[]; waiting: boolean };

export interface WorkflowNode {
  readonly index: number;
  /** Argo's node name: `wf[0].train`, `wf.task(0:x)`. */
  readonly name: string;
  displayName: string;
  type: NodeType;
  /** Position in the plan; -1 for groups and for templates that do not exist. */
  readonly template: number;
  /** Position of the step or task in the plan's calls; -1 for none. */
  readonly call: number;
  /** Index of the node whose template created this one; -1 for the root. */
  readonly boundary: number;
  /** Index of the node that waits for this one; -1 for the root, `onExit` and hooks of the workflow. */
  readonly parent: number;
  readonly depth: number;
  flag?: NodeFlag;
  hook?: string;
  item?: Json;
  readonly onExit: boolean;
  inputs: NodeInputs;
  phase: NodePhase;
  message: string;
  startedAtMs: InstantMs | null;
  finishedAtMs: InstantMs | null;
  outputs: NodeOutputs | null;
  /** Argo's edges: indices of the nodes that follow. */
  children: number[];
  /** Indices of the last nodes inside; set when a steps or dag node ends. */
  outbound: readonly number[];
  /** Nodes it waits for that are not done; a node is done when its hooks are, too. */
  open: number;
  /** Hooks of this node that are not fulfilled. */
  openHooks: number;
  /** Nodes of its template that run (`active`) or went wrong (`bad`), as parallelism counts them. */
  active: number;
  bad: number;
  frame?: Frame;
  /** Its end is known to those behind it: nothing more is to be done. */
  reported: boolean;
  /** Its pod is asked for and has not ended. */
  running: boolean;
  /** A daemon that runs: those behind it go on. */
  daemoned?: true;
  podIp?: string;
  hostNodeName?: string;
  /** The lock it waits for. */
  waitingFor?: string;
  /** It has locks to give back. */
  holdsLocks?: true;
  memoization?: { readonly hit: boolean; readonly key: string; readonly cacheName: string };
  /** Step groups: what went wrong with a step before it could run. */
  problem?: string;
  /** Openings that wait for room under `parallelism`, first come first served. */
  waiting?: Opening[];
  /** Names of the hooks that have fired. */
  fired?: string[];
  /** Suspended for a time: when it goes on by itself. */
  resumesAtMs?: InstantMs;
  /** The instant after which its pods are cut short. */
  deadlineMs?: InstantMs;
}

/** What a retried or resubmitted run takes over from the one before. */
export interface KeptNode {
  phase: NodePhase;
  readonly outputs: NodeOutputs | null;
  readonly message: string;
  readonly startedAtMs: InstantMs | null;
  readonly finishedAtMs: InstantMs | null;
}

export interface WorkflowRun {
  phase: NodePhase;
  message: string;
  readonly uid: string;
  startedAtMs: InstantMs | null;
  finishedAtMs: InstantMs | null;
  nodes: WorkflowNode[];
  /** Composite nodes to look at again; kept while the run is suspended. */
  agenda: number[];
  /** `workflow.outputs.*` and what else changes while it runs. */
  globals: Record<string, string>;
  globalArtifacts: Record<string, JsonObject>;
  /** Pods that count for `spec.parallelism`. */
  activePods: number;
  /** Daemons that run, and retried nodes whose attempt is one. */
  daemons: number;
  /** Nodes with `waiting` openings, and nodes with hooks that have not fired. */
  throttled: number[];
  watched: number[];
  /** Nodes that are open and would start their pod, had `spec.parallelism` room for it. */
  held: number[];
  suspended: boolean;
  shutdown: "" | "Stop" | "Terminate";
  /** Nodes of the workflow's own hooks. */
  hooks: number[];
  /** Node of the exit handler; -1 before it runs. */
  exitNode: number;
  holdsLocks: boolean;
  waitingFor?: string;
  /** `activeDeadlineSeconds` of the workflow has passed. */
  pastDeadline?: true;
  /** By node name without the workflow's. */
  kept?: Record<string, KeptNode>;
}

/** A run that was not submitted yet. */
export function newRun(uid = ""): WorkflowRun {
  return {
    phase: "Pending",
    message: "",
    uid,
    startedAtMs: null,
    finishedAtMs: null,
    nodes: [],
    agenda: [],
    globals: {},
    globalArtifacts: {},
    activePods: 0,
    daemons: 0,
    throttled: [],
    watched: [],
    held: [],
    suspended: false,
    shutdown: "",
    hooks: [],
    exitNode: -1,
    holdsLocks: false,
  };
}

/** True when nothing more will happen to a node of this phase. */
export function isFulfilledPhase(phase: NodePhase): boolean {
  return phase !== "Pending" && phase !== "Running";
}

/** True when those behind the node may go on: it has ended, or is a daemon that runs. */
export function isFulfilled(node: WorkflowNode): boolean {
  return isFulfilledPhase(node.phase) || (node.daemoned === true && node.phase !== "Pending");
}

/** True when the node ran to its end, well or not. */
export function isCompleted(node: WorkflowNode): boolean {
  return node.phase === "Succeeded" || node.phase === "Failed" || node.phase === "Error";
}

/** True when the phase counts as gone wrong for the parent. */
export function isBad(phase: NodePhase): boolean {
  return phase === "Failed" || phase === "Error";
}
