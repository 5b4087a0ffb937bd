/** Sweeps over the contract: what can vary, what is asked, how far it is, and what came out. */
import { z } from "zod";
import type { Issue } from "../core/issue.ts";
import { MAX_AXES, MAX_AXIS_VALUES, MAX_POLICIES } from "../core/limits.ts";
import type { JudgedCombination } from "../core/sweep/combine.ts";
import type { Candidate } from "../core/sweep/frontier.ts";
import { METRIC_NAMES, METRICS, type MetricName } from "../core/sweep/metrics.ts";

export type { Change } from "../core/sweep/axes.ts";
export type { JudgedCombination, PolicySpread } from "../core/sweep/combine.ts";
export type { Candidate } from "../core/sweep/frontier.ts";
export type { Spread } from "../core/sweep/quantile.ts";
export { METRICS, type MetricName };

const parameterName = z.string().min(1).max(300);
/** Numbers for numbers; durations (`6h`), dates (`2024-01-31`), files, zones and choices are texts. */
const parameterValue = z.union([z.number(), z.string().max(500)]);

/** Values of one parameter: listed, or from-to in steps, or evenly spaced. Dates step by `1mo`, `7d`. */
export const sweepAxis = z.union([
  z.strictObject({
    parameter: parameterName,
    values: z.array(parameterValue).min(1).max(MAX_AXIS_VALUES),
  }),
  z.strictObject({
    parameter: parameterName,
    from: parameterValue,
    to: parameterValue,
    step: parameterValue,
  }),
  z.strictObject({
    parameter: parameterName,
    from: parameterValue,
    to: parameterValue,
    count: z.int().min(2).max(MAX_AXIS_VALUES),
  }),
]);

/** A value put in the place of the scenario's own before it is answered. */
export const change = z.strictObject({ parameter: parameterName, value: parameterValue });
/** A folder with `grid/ZONE_hourly_*.csv`, for the parameter `zone`. */
export const gridFolder = z.string().min(1).max(1_000);

export const startSweepInput = z.strictObject({
  scenario: z.string().max(200),
  axes: z.array(sweepAxis).min(1).max(MAX_AXES),
  /** Names of policies; all when left out. The baseline always runs. */
  policies: z.array(z.string().max(200)).max(MAX_POLICIES).optional(),
  data: gridFolder.optional(),
  /** As many as there are cores when left out. */
  workers: z.int().min(1).max(64).optional(),
});

const metricName = z.enum(METRIC_NAMES as [MetricName, ...MetricName[]]);
const sweepId = z.strictObject({ id: z.string().max(40) });

/** A bound that a policy must keep at a combination, on the median over the uncertain points. */
const limit = z.strictObject({
  metric: metricName,
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

export const sweepInputs = {
  sweepParameters: z.tuple([z.strictObject({ scenario: z.string().max(200) })]),
  startSweep: z.tuple([startSweepInput]),
  listSweeps: z.tuple([]),
  readSweep: z.tuple([
    z.strictObject({
      id: z.string().max(40),
      /** Rows in the order in which they were finished, from here on: `next` of the last answer. */
      fromRow: z.int().min(0).optional(),
      /** All metrics when left out. */
      metrics: z.array(metricName).optional(),
    }),
  ]),
  analyseSweep: z.tuple([
    z.strictObject({
      id: z.string().max(40),
      metric: metricName,
      /** Each in its own better direction. */
      frontier: z.array(metricName).min(2).max(4).optional(),
      limits: z.array(limit).max(METRIC_NAMES.length).optional(),
    }),
  ]),
  cancelSweep: z.tuple([sweepId]),
  resumeSweep: z.tuple([sweepId]),
  deleteSweep: z.tuple([sweepId]),
} as const;

export type SweepAxisInput = z.infer<typeof sweepAxis>;
export type StartSweepInput = z.infer<typeof startSweepInput>;
export type ParameterValue = z.infer<typeof parameterValue>;
export type ScenarioChange = z.infer<typeof change>;
export type MetricLimit = z.infer<typeof limit>;

/** Something of a scenario that can vary. */
export interface SweepParameter {
  /** As an axis or a change names it: `threshold.limitGPerKwh`, `workload.deadline`, `seed`. */
  readonly parameter: string;
  /** For people: `Threshold < 240 g: limit, g CO2e/kWh`. */
  readonly title: string;
  readonly description: string;
  /** Name of the policy whose parameter it is; absent for what concerns all of them. */
  readonly policy?: string;
  readonly kind: "number" | "integer" | "duration" | "date" | "choice" | "file" | "text";
  readonly unit?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Of kind `choice`. */
  readonly choices?: readonly string[];
  /** What the scenario says; null when it says nothing. */
  readonly current: ParameterValue | null;
  /** Values to begin with; empty where none can be guessed. */
  readonly suggested: readonly ParameterValue[];
  /**
   * Nobody chooses it (seed, start, year, zone, grid): distributions are taken over these, and policies
   * compared at each of their points.
   */
  readonly uncertain: boolean;
}

export interface SweepParameters {
  readonly parameters: readonly SweepParameter[];
  readonly policies: readonly { readonly name: string; readonly title: string }[];
  readonly baseline: string;
}

/** `interrupted`: the program ended before it did; it can be resumed, like a cancelled one. */
export type SweepStatus = "running" | "finished" | "cancelled" | "interrupted";

export interface SweepAxis {
  readonly parameter: string;
  readonly title: string;
  readonly unit?: string;
  readonly policy?: string;
  readonly uncertain: boolean;
  readonly values: readonly ParameterValue[];
}

export interface SweepSummary {
  readonly id: string;
  /** What `openScenario` takes. */
  readonly scenario: string;
  readonly title: string;
  readonly createdAt: string;
  readonly status: SweepStatus;
  /** Whether any grid history was generated rather than measured. */
  readonly synthetic: boolean;
  /**
   * Point `p` has value `floor(p / stride) % count` on each axis, where the last axis has stride 1
   * (`valuesOfPoint` does it).
   */
  readonly axes: readonly SweepAxis[];
  readonly policies: readonly { readonly name: string; readonly title: string }[];
  readonly baseline: string;
  readonly functionalUnit: string;
  readonly currency: string;
  readonly data?: string;
  /** Points: all, replayed, and failed; a point is one replay for each policy. */
  readonly total: number;
  readonly finished: number;
  readonly failed: number;
  readonly workers: number;
  /** While it runs. */
  readonly etaMs: number | null;
  readonly replaysPerS: number | null;
  /** SHA-256 over all rows in point order, once finished: the same at any number of workers. */
  readonly rowsSha256: string | null;
}

/** One point: figures by policy (order of `policies`), then by metric (order of `metrics`). */
export interface SweepRow {
  readonly point: number;
  readonly figures: readonly (readonly (number | null)[])[];
}

/** A point that could not be answered, and why. */
export interface FailedPoint {
  readonly point: number;
  readonly issues: readonly Issue[];
}

export interface SweepRows {
  readonly summary: SweepSummary;
  readonly metrics: readonly MetricName[];
  /** At most `MAX_SWEEP_ROWS_READ`, in the order in which they were finished. */
  readonly rows: readonly SweepRow[];
  /** `fromRow` of the next call; there are more now when `more`. */
  readonly next: number;
  readonly more: boolean;
  /** The first ones, in point order; `summary.failed` counts all. */
  readonly failures: readonly FailedPoint[];
}

export interface SweepAnalysis {
  readonly metric: MetricName;
  /** Of the axes that are not uncertain, in the order of the points. */
  readonly combinations: readonly JudgedCombination[];
  readonly objectives: readonly MetricName[];
  readonly candidates: readonly Candidate[];
}

export interface SweepOutputs {
  sweepParameters: SweepParameters;
  startSweep: SweepSummary;
  listSweeps: readonly SweepSummary[];
  readSweep: SweepRows;
  analyseSweep: SweepAnalysis;
  cancelSweep: SweepSummary;
  resumeSweep: SweepSummary;
  deleteSweep: null;
}
