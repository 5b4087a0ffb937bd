/** What a policy may see, and what it may answer. Nothing else reaches a policy. */
import type { Forecast } from "../carbon/forecast.ts";
import type { DurationMs, GramsPerKwh, InstantMs } from "../units/units.ts";

export interface PolicyInput {
  readonly nowMs: InstantMs;
  readonly askedAtMs: InstantMs;
  /** When the workload is asked for next; undefined for the last request. */
  readonly nextAskedAtMs: InstantMs | undefined;
  /** The run must be finished by then. */
  readonly deadlineMs: InstantMs;
  /** Mean duration of the run on an empty cluster, a node's start-up included. */
  readonly expectedDurationMs: DurationMs;
  /** Time kept in hand before the deadline, because durations vary. */
  readonly marginMs: DurationMs;
  /** The grid's reading at `nowMs`. */
  readonly intensityGPerKwh: GramsPerKwh;
  /** The newest forecast at `nowMs`. */
  readonly forecast: () => Forecast;
  /** Accuracy at training minus accuracy on the newest batch; undefined before the first training. */
  readonly accuracyLoss: number | undefined;
  /** The instant that this policy's earlier `wait` aimed at; undefined at the first question. */
  readonly plannedMs: InstantMs | undefined;
}

export type PolicyAnswer =
  | { readonly action: "start"; readonly reason: string; readonly forecastGPerKwh?: GramsPerKwh }
  | { readonly action: "skip"; readonly reason: string }
  | {
      readonly action: "wait";
      readonly reason: string;
      readonly untilMs: InstantMs;
      /** Ask again earlier, as soon as the grid is under this. */
      readonly orBelowGPerKwh?: GramsPerKwh;
      readonly forecastGPerKwh?: GramsPerKwh;
    };

/** The last instant at which a run can start and still be expected to meet its deadline. */
export function latestStartMs(input: PolicyInput): InstantMs {
  const latest = input.deadlineMs - input.marginMs - input.expectedDurationMs;
  return Math.max(input.askedAtMs, latest);
}
