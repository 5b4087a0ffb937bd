/** One attempt at a pod in a live run: what an executor is given, what it says back, and the port itself. */
import type { PodRequests } from "../pod.ts";
import type { CpuSeconds, DurationMs } from "../units/units.ts";
import type { NodeOutputs } from "../workflow/state.ts";
import type { StageRequest } from "./stage-request.ts";

/** How an artifact's files are kept: as they are, as `.tgz`, as `.zip`. */
export type Archive = "none" | "tar" | "zip";

/** A file or folder that lies at its path before the program starts. */
export interface InputFile {
  readonly name: string;
  /** As the template declares it: absolute, inside the pod. */
  readonly path: string;
  /** Where it comes from: the content store's key, or text in the manifest (`raw`). */
  readonly from: { readonly key: string } | { readonly raw: string };
}

export interface OutputFile {
  readonly name: string;
  readonly path: string;
  readonly archive: Archive;
  readonly optional: boolean;
}

export interface OutputParameter {
  readonly name: string;
  readonly path: string;
  /** The value when the file is not there; without one that is an error. */
  readonly default?: string;
}

/** A folder of the run that several pods share, in the place of a volume. */
export interface Mount {
  /** Inside the pod. */
  readonly path: string;
  /** Name of the volume's claim: a folder of the live run. */
  readonly claim: string;
}

/** Everything that an executor needs to start a program once; all tags are filled in. */
export interface AttemptSpec {
  /** Unique over all runs of the data folder, and safe as a file name. */
  readonly id: string;
  /** The live run that it belongs to. */
  readonly run: string;
  /** Argo's pod name, for people. */
  readonly podName: string;
  /** The program and its arguments; nothing stands between, no shell. */
  readonly argv: readonly string[];
  /**
   * So many leading elements of `argv` name things of this machine: declared paths in them are not
   * rewritten. Absent: the program alone.
   */
  readonly hostArguments?: number;
  /** Whether an earlier end of the same stage may stand in; absent: it always runs. */
  readonly stage?: StageRequest;
  /** Script templates: written to a file whose path is the last argument. */
  readonly script?: string;
  /** Declared by the template; beside it the program sees an allow-list of the user's own. */
  readonly env: Readonly<Record<string, string>>;
  /** Inside the pod; absent: a folder of its own. */
  readonly workingDir?: string;
  readonly mounts: readonly Mount[];
  readonly inputs: readonly InputFile[];
  readonly outputs: {
    /** Standard output is the result. */
    readonly result: boolean;
    readonly parameters: readonly OutputParameter[];
    readonly artifacts: readonly OutputFile[];
  };
  readonly requests: PodRequests;
  /** `activeDeadlineSeconds`, counted from the start; real time. */
  readonly deadlineMs?: DurationMs;
  /** Between SIGTERM and SIGKILL; Kubernetes' default is 30 s. */
  readonly graceMs: DurationMs;
}

/** What an attempt used, in real time. */
export interface AttemptUsage {
  readonly wallMs: DurationMs;
  /** User and system time of the program and all of its children; null: the system gives no account. */
  readonly cpuSeconds: CpuSeconds | null;
  /** Null as well where the system gives no account. */
  readonly peakMemoryBytes: number | null;
  /** Most processes at once; null as above. */
  readonly processes: number | null;
  readonly logBytes: number;
  readonly logTruncated: boolean;
}

export interface AttemptEnd {
  /** 128 + n after signal n. */
  readonly exitCode: number;
  readonly signal?: string;
  /** `Error`: the pod, not its program, went wrong. */
  readonly phase: "Succeeded" | "Failed" | "Error";
  /** Argo's words where it has some; empty: those for the exit code. */
  readonly message: string;
  /** As they were read: the workflow's own rules trim the line break at their end. */
  readonly outputs: NodeOutputs;
  readonly usage: AttemptUsage;
}

export interface Attempt {
  readonly id: string;
  readonly processId: number;
  /** Never rejects: whatever goes wrong is an end. */
  readonly ended: Promise<AttemptEnd>;
  /** SIGTERM, and SIGKILL when the grace is over, to the program and all of its children. */
  stop(graceMs: DurationMs): void;
}

/** Runs programs; one adapter for local processes, later one for Kubernetes. */
export interface Executor {
  /**
   * Starts a program as soon as its requests have room. Resolves when it runs and will be ended should
   * this program die; what cannot be started resolves too, with its end.
   */
  start(attempt: AttemptSpec): Promise<Attempt>;
  /** What still waits for room is not started: its `start` resolves with an end. Others go on. */
  withdraw(id: string): void;
  /** Ends what programs that died left running of a run; resolves when nothing of it runs any more. */
  endLeftovers(run: string): Promise<void>;
  /** Ends everything that runs, and gives back what is held. */
  close(): Promise<void>;
}
