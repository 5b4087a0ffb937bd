/**
 * The waist of the hourglass: what happened, whoever made it happen. Accounting reads nothing else, so
 * a replay, a local run and a cluster run are judged by the same code.
 */
import type { CpuSeconds, GramsPerKwh, InstantMs, Kwh } from "../units/units.ts";

/**
 * `start` opens a run or a step, `wait` puts the decision off, `skip` ends the request without a run.
 * What runs may be told to `continue`, to `suspend` itself and to `resume`, or to `scale`.
 */
export type DecisionAction =
  | "start"
  | "wait"
  | "skip"
  | "continue"
  | "suspend"
  | "resume"
  | "scale";

/** A forecast by its model and the instant it was issued, at or before the decision. */
export interface ForecastSeen {
  readonly model: string;
  readonly issuedAtMs: InstantMs;
}

/** What the policy knew when it decided. */
export interface DecisionInputs {
  readonly intensityGPerKwh: GramsPerKwh;
  /** Mean intensity that the forecast promised for the chosen window, where a forecast was used. */
  readonly forecastGPerKwh?: GramsPerKwh;
  /** Which forecast that was; left out for `same-hour-yesterday`, issued at the decision. */
  readonly forecast?: ForecastSeen;
  /** Accuracy lost since training, where there is a model. */
  readonly accuracyLoss?: number;
}

export interface Decision {
  readonly request: number;
  readonly atMs: InstantMs;
  readonly action: DecisionAction;
  /** The instant at which the policy is asked again. */
  readonly untilMs?: InstantMs;
  readonly reason: string;
  readonly inputs: DecisionInputs;
  /** Display name of the step that it is about; absent: the run. */
  readonly step?: string;
  /** The region that it starts in, where it is not home. */
  readonly region?: string;
  /** How many replicas it starts or goes on with; 1 when left out. */
  readonly replicas?: number;
}

export type RequestOutcome = "succeeded" | "failed" | "skipped" | "unfinished";

/** Work asked for, and what came of it. */
export interface RequestRecord {
  readonly index: number;
  /** Whose it is, where teams share the workload. */
  readonly team?: string;
  readonly askedAtMs: InstantMs;
  readonly deadlineMs: InstantMs;
  outcome: RequestOutcome;
  /** When the run was submitted and when it ended; absent when there was none. */
  startedAtMs?: InstantMs;
  finishedAtMs?: InstantMs;
}

/** One pod's stay on a node; a pod that was suspended has several, and so has one with replicas. */
export interface PodRecord {
  readonly request: number;
  readonly templateName: string;
  readonly displayName: string;
  readonly node: number;
  /** Position of the region, where it is not home. */
  readonly site?: number;
  readonly startedAtMs: InstantMs;
  finishedAtMs: InstantMs;
  /** Position among the node pools of its region, where it is not the first. */
  readonly pool?: number;
  /** CPUs that it reserves. */
  readonly cpu: number;
  /** Busy share of the requested CPU, 0 to 1. */
  readonly utilisation: number;
  /** Accelerators that it reserves, and their busy share; absent: none. */
  readonly gpus?: number;
  readonly gpuUtilisation?: number;
  /** Only when measured. */
  readonly cpuSeconds?: CpuSeconds;
  /** Only when measured: what it drew beyond the node's idle power, without PUE; stands above the model. */
  readonly measuredKwh?: Kwh;
  /** Its node was taken away. */
  readonly evicted?: true;
}

/** A node's paid life, from the asking to the removal. */
export interface NodeRecord {
  readonly node: number;
  /** Position of the region, where it is not home. */
  readonly site?: number;
  /** Position among the node pools of its region, where it is not the first. */
  readonly pool?: number;
  readonly fromMs: InstantMs;
  toMs: InstantMs;
  /** The provider took it back. */
  evicted?: true;
}

/** A run's data on its way to another region. */
export interface TransferRecord {
  readonly request: number;
  readonly site: number;
  readonly fromMs: InstantMs;
  readonly toMs: InstantMs;
}

/** The accuracy with which one batch of data was served. */
export interface QualityRecord {
  readonly batch: number;
  readonly atMs: InstantMs;
  accuracy: number;
  /** True when the accuracy was carried over from another measurement of the same model. */
  carried: boolean;
  /** Batch that the serving model was trained on; -1 before the first training. */
  trainedOn: number;
}

export interface Timeline {
  readonly policy: string;
  readonly fromMs: InstantMs;
  /** End of the period; what runs then is cut and counted as unfinished. */
  toMs: InstantMs;
  readonly requests: RequestRecord[];
  readonly decisions: Decision[];
  readonly pods: PodRecord[];
  readonly nodes: NodeRecord[];
  readonly transfers: TransferRecord[];
  readonly quality: QualityRecord[];
}
