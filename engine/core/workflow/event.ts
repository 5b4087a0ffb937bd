/** What happens to a run, and what it asks its driver to do. */
import type { DurationMs, InstantMs } from "../units/units.ts";
import type { NodeOutputs, NodePhase } from "./state.ts";

/** Which nodes an operation is for; none: all that are suspended. */
export interface NodeSelector {
  readonly displayName?: string;
  readonly name?: string;
  readonly templateName?: string;
  readonly id?: string;
  /** Values of input parameters by name. */
  readonly inputs?: Readonly<Record<string, string>>;
}

export type WorkflowEvent =
  /** The run begins; `scheduledTime` is what a CronWorkflow planned (RFC 3339). */
  | { readonly type: "submit"; readonly atMs: InstantMs; readonly scheduledTime?: string }
  | {
      readonly type: "podStarted";
      readonly atMs: InstantMs;
      readonly node: number;
      readonly podIp?: string;
      /** The machine that it runs on. */
      readonly hostNodeName?: string;
    }
  | {
      readonly type: "podFinished";
      readonly atMs: InstantMs;
      readonly node: number;
      readonly exitCode: number;
      /** `Error` when the pod, not its program, went wrong; else the exit code decides. */
      readonly phase?: "Succeeded" | "Failed" | "Error";
      readonly message?: string;
      readonly outputs: NodeOutputs;
    }
  /** The instant that a `wake` effect named has come. */
  | { readonly type: "wake"; readonly atMs: InstantMs; readonly node: number }
  | { readonly type: "locksGranted"; readonly atMs: InstantMs; readonly node: number }
  | {
      readonly type: "locksWaiting";
      readonly atMs: InstantMs;
      readonly node: number;
      readonly lock: string;
      readonly message: string;
    }
  /** The answer to `readCache`; without outputs nothing was found. */
  | {
      readonly type: "cacheRead";
      readonly atMs: InstantMs;
      readonly node: number;
      readonly outputs?: NodeOutputs;
    }
  /** The driver has nothing more to bring, and the run has not ended. */
  | { readonly type: "stalled"; readonly atMs: InstantMs }
  /** `argo suspend`: nothing new starts. */
  | { readonly type: "suspend"; readonly atMs: InstantMs }
  /** `argo resume`: of the run, or of suspended nodes with values for their outputs. */
  | {
      readonly type: "resume";
      readonly atMs: InstantMs;
      readonly selector?: NodeSelector;
      readonly outputs?: Readonly<Record<string, string>>;
    }
  /** `argo stop`: exit handlers still run; with a selector, suspended nodes fail. */
  | {
      readonly type: "stop";
      readonly atMs: InstantMs;
      readonly selector?: NodeSelector;
      readonly message?: string;
    }
  /** `argo terminate`: nothing more runs. */
  | { readonly type: "terminate"; readonly atMs: InstantMs }
  /** `argo retry`: a failed run goes on; what succeeded is kept, unless it is selected. */
  | {
      readonly type: "retry";
      readonly atMs: InstantMs;
      readonly restartSuccessful?: boolean;
      readonly selector?: NodeSelector;
    };

/** The run itself, where an effect or event names a node. */
export const RUN = -1;

export interface LockRequest {
  readonly kind: "mutex" | "semaphore";
  /** `<namespace>/Mutex/<name>` or `<namespace>/ConfigMap/<name>/<key>`, as Argo writes them. */
  readonly key: string;
  readonly size: number;
}

export type WorkflowEffect =
  | { readonly type: "startPod"; readonly node: number }
  /** The pod is not needed any more; no `podFinished` is expected of it. */
  | { readonly type: "stopPod"; readonly node: number }
  | { readonly type: "wake"; readonly node: number; readonly atMs: InstantMs }
  /** A suspended node waits until somebody resumes it; at `untilMs` it goes on by itself. */
  | { readonly type: "awaitResume"; readonly node: number; readonly untilMs?: InstantMs }
  | {
      readonly type: "acquireLocks";
      /** A node, or `RUN`. */
      readonly node: number;
      readonly locks: readonly LockRequest[];
      readonly priority: number;
    }
  | { readonly type: "releaseLocks"; readonly node: number }
  | {
      readonly type: "readCache";
      readonly node: number;
      readonly cache: string;
      readonly key: string;
      /** Older entries do not count; absent: all do. */
      readonly maxAgeMs?: DurationMs;
    }
  | {
      readonly type: "writeCache";
      readonly node: number;
      readonly cache: string;
      readonly key: string;
      readonly outputs: NodeOutputs;
    }
  | { readonly type: "completed"; readonly phase: NodePhase; readonly message: string };
