/** How templates behave on the virtual clock, as plain data: how long, how busy, what comes out. */
import { MAX_PERIOD_DAYS } from "../limits.ts";
import { DAY_MS, type DurationMs, MINUTE_MS } from "../units/units.ts";

/** Longest pod: the longest period that is simulated. */
export const MAX_POD_MS = MAX_PERIOD_DAYS * DAY_MS;

/** An expr-lang expression over `inputs.parameters.<name>`. */
export interface Formula {
  readonly kind: "formula";
  readonly expression: string;
}

/** What durations are drawn from; the mean is that of the distribution before it is cut at 0. */
export type Distribution =
  | {
      readonly kind: "lognormal" | "normal";
      readonly meanMs: DurationMs;
      /** Standard deviation over mean; at most 1 for a normal distribution. */
      readonly coefficientOfVariation: number;
    }
  | { readonly kind: "exponential"; readonly meanMs: DurationMs }
  | { readonly kind: "uniform"; readonly minMs: DurationMs; readonly maxMs: DurationMs }
  | {
      readonly kind: "triangular";
      readonly minMs: DurationMs;
      readonly modeMs: DurationMs;
      readonly maxMs: DurationMs;
    }
  /** One of the observed durations, each as likely as the others. */
  | { readonly kind: "empirical"; readonly valuesMs: readonly DurationMs[] };

export type Duration =
  | { readonly kind: "constant"; readonly durationMs: DurationMs }
  | Distribution
  | Formula;

export interface ModelledWork {
  readonly kind: "modelled";
  readonly duration: Duration;
  /** Busy share of the requested CPU, 0 to 1. */
  readonly utilisation: number;
  /** Busy share of the requested GPUs; absent: all of it. */
  readonly gpuUtilisation?: number;
}

/** CPU-seconds measured in an experiment, one for each request; the pod is busy all of its time. */
export interface MeasuredWork {
  readonly kind: "measured";
  /** By request index. */
  readonly cpuSeconds: readonly number[];
  /** Measurements made under a policy of that name; `null` where that policy did not run. */
  readonly byPolicy: Readonly<Record<string, readonly (number | null)[]>>;
}

/** One value after another; behind the end the last one stays, unless they come round again. */
export interface Sequence<T> {
  readonly kind: "sequence";
  readonly values: readonly T[];
  readonly cycle: boolean;
  /** What counts: the template's pods in a run, or the attempts of one node. */
  readonly by: "occurrence" | "attempt";
}

/** What comes out of a pod under one name. */
export type OutputValue =
  | { readonly kind: "constant"; readonly text: string }
  | Sequence<string>
  /** One of the values, by weight. */
  | {
      readonly kind: "choice";
      readonly values: readonly string[];
      readonly weights: readonly number[];
    }
  /** A whole number from `min` to `max`, both included, each as likely as the others. */
  | { readonly kind: "integer"; readonly min: number; readonly max: number }
  | Formula;

/** Failing by chance. */
export interface Failure {
  /** Of one pod, 0 to 1. */
  readonly probability: number;
  readonly exitCode: number;
  /** The pod, not its program, went wrong: phase Error instead of Failed. */
  readonly error: boolean;
  /** Only the first attempts of a node fail; absent: all may. */
  readonly attempts?: number;
}

/** How a suspend template is resumed. */
export interface Suspension {
  /** Absent: the template's own duration, or `DEFAULT_RESUME_MS`. */
  readonly resumeAfter?: Duration;
  /** Values of outputs that are `valueFrom.supplied`. */
  readonly parameters: Readonly<Record<string, OutputValue>>;
}

/** What suspending a pod costs; it keeps its room meanwhile, and does no work. */
export interface Checkpoint {
  readonly saveMs: DurationMs;
  readonly restoreMs: DurationMs;
}

export interface Profile {
  readonly work: ModelledWork | MeasuredWork;
  readonly exitCode: number | Sequence<number>;
  readonly failure?: Failure;
  /** What a pod that did not succeed says. */
  readonly message?: string;
  /** Standard output, when something reads `outputs.result`. */
  readonly result?: OutputValue;
  readonly parameters: Readonly<Record<string, OutputValue>>;
  readonly suspend?: Suspension;
  /** Absent: the pod cannot be suspended. */
  readonly checkpoint?: Checkpoint;
  /** Pods of a multi-node job, which start and end together; absent: 1. */
  readonly replicas?: number;
  /** Work done in a unit of time with 1, 2, ... replicas, over that with one; absent: not elastic. */
  readonly throughput?: readonly number[];
}

/** Profiles of the templates of one or more workflows. */
export interface Profiles {
  readonly seed?: number;
  /** For templates that are not named. */
  readonly default: Profile;
  /** By template name, or by `<WorkflowTemplate>/<template>`. */
  readonly templates: Readonly<Record<string, Profile>>;
}

/** A profile without a duration. */
export const DEFAULT_DURATION: Duration = { kind: "constant", durationMs: MINUTE_MS };

/** A template without a profile: stated default of one minute at full use of its request. */
export const DEFAULT_PROFILE: Profile = {
  work: { kind: "modelled", duration: DEFAULT_DURATION, utilisation: 1 },
  exitCode: 0,
  parameters: {},
};

/** A suspend template that states no duration is resumed after this time. */
export const DEFAULT_RESUME_MS: DurationMs = MINUTE_MS;

export const NO_PROFILES: Profiles = { default: DEFAULT_PROFILE, templates: {} };
