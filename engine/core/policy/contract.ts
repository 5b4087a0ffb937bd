/** What a policy may see, and what it may answer. Nothing else reaches a policy. */
import type { Forecast } from "../carbon/forecast.ts";
import type { IntensityView } from "../carbon/window.ts";
import type { Checkpoint } from "../profile/profile.ts";
import type { Transfer } from "../site/site.ts";
import type { DurationMs, GramsCo2e, GramsPerKwh, InstantMs, Kwh } from "../units/units.ts";

/** What a decision is about: a whole run, or one of its steps that is due. */
export type Subject =
  | { readonly kind: "run" }
  | {
      readonly kind: "step";
      readonly template: string;
      /** Longest way from here to the end of the run over the longest way of all, 0 to 1. */
      readonly importance: number;
    };

/** Room on the nodes at `nowMs`, in CPUs. */
export interface Room {
  /** What the subject asks for at once; the most of any pod, for a run. */
  readonly requestedCpu: number;
  /** On nodes that run in any case: those that the pool always keeps. */
  readonly freeReservedCpu: number;
  /** Of pods that run or hold room. */
  readonly usedCpu: number;
  /** Of the whole pool, with all nodes that it may have. */
  readonly maxCpu: number;
}

/** The price of a node by the hour, as published: tariffs are known in advance. */
export interface PriceView extends IntensityView {
  at(instantMs: InstantMs): number;
}

/** A place where the run may go, seen from now. */
export interface RegionView {
  readonly name: string;
  readonly intensityGPerKwh: GramsPerKwh;
  readonly forecast: () => Forecast;
  readonly price: PriceView;
  /** What bringing the run's data there takes; all 0 at home. */
  readonly transfer: Transfer;
  /** Expected energy of the run there, PUE included. */
  readonly expectedEnergyKwh: Kwh;
  /** Mean duration there, a node's start-up included, the transfer not. */
  readonly expectedDurationMs: DurationMs;
}

export interface PolicyInput {
  readonly nowMs: InstantMs;
  readonly subject: Subject;
  /** When the run was asked for, or the step became due. */
  readonly askedAtMs: InstantMs;
  /** When the workload is asked for next; undefined for the last request. */
  readonly nextAskedAtMs: InstantMs | undefined;
  /** The run must be finished by then. */
  readonly deadlineMs: InstantMs;
  /** Mean duration of what is left of the subject on an empty cluster, `startUpMs` included. */
  readonly expectedDurationMs: DurationMs;
  /** The part of it before work is done: a node's start-up, and restoring what was suspended. */
  readonly startUpMs: DurationMs;
  /** Mean duration of what follows the step until the run's end; 0 for a run. */
  readonly followingMs: DurationMs;
  /** Expected energy of what is left of the subject, PUE included. */
  readonly expectedEnergyKwh: Kwh;
  /** Time kept in hand before the deadline, because durations vary. */
  readonly marginMs: DurationMs;
  /** How long the subject has run so far; 0 before its first start. */
  readonly ranMs: DurationMs;
  /** True when it runs, and is asked about because an earlier `start` named an end. */
  readonly running: boolean;
  /** Undefined when it cannot be suspended; a node's start-up counts as restoring. */
  readonly checkpoint: Checkpoint | undefined;
  /** Work done in a unit of time with 1, 2, ... replicas, over that with one; `[1]` when not elastic. */
  readonly throughput: readonly number[];
  readonly room: () => Room;
  /** The grid's reading at `nowMs`. */
  readonly intensityGPerKwh: GramsPerKwh;
  /** The newest forecast at `nowMs`. */
  readonly forecast: () => Forecast;
  readonly price: PriceView;
  /** Where the run may go, home first. */
  readonly regions: () => readonly RegionView[];
  /** Operational carbon of all pods of this replay from an instant until now. */
  readonly spentG: (sinceMs: InstantMs) => GramsCo2e;
  /** Accuracy at training minus accuracy on the newest batch; undefined before the first training. */
  readonly accuracyLoss: number | undefined;
  /** The instant that this policy's earlier answer named; undefined at the first question. */
  readonly plannedMs: InstantMs | undefined;
  /** What this policy's earlier answers gave to be kept; undefined when none did. */
  readonly memo: readonly number[] | undefined;
}

export type PolicyAnswer =
  | {
      /** Start, go on, or run with so many replicas from now. */
      readonly action: "start";
      readonly reason: string;
      /** Ask again then, while it runs; absent: it runs to its end. */
      readonly untilMs?: InstantMs;
      /** 1 when left out. */
      readonly replicas?: number;
      /** Name of the region that the run goes to; home when left out. */
      readonly region?: string;
      /** Given back at later questions; absent: an earlier one stays. */
      readonly memo?: readonly number[];
      readonly forecastGPerKwh?: GramsPerKwh;
    }
  | { readonly action: "skip"; readonly reason: string }
  | {
      /** Not now; what runs is suspended, which only subjects with a checkpoint can be. */
      readonly action: "wait";
      readonly reason: string;
      readonly untilMs: InstantMs;
      /** Ask again earlier, as soon as the grid is under this. */
      readonly orBelowGPerKwh?: GramsPerKwh;
      /** Ask again earlier, as soon as so many CPUs are free on nodes that run in any case. */
      readonly orFreeReservedCpu?: number;
      /** Given back at later questions; absent: an earlier one stays. */
      readonly memo?: readonly number[];
      readonly forecastGPerKwh?: GramsPerKwh;
    };

/** The last instant at which the subject can start and its run still be expected to meet the deadline. */
export function latestStartMs(input: PolicyInput): InstantMs {
  const { deadlineMs, marginMs, expectedDurationMs, followingMs, askedAtMs } = input;
  return Math.max(askedAtMs, deadlineMs - marginMs - expectedDurationMs - followingMs);
}

/** The same, and no longer after the asking than a policy's own limit. */
export function latestWithinMs(input: PolicyInput, maxWaitMs: DurationMs | undefined): InstantMs {
  const latestMs = latestStartMs(input);
  return maxWaitMs === undefined ? latestMs : Math.min(latestMs, input.askedAtMs + maxWaitMs);
}
