/**
 * A scenario with everything it names resolved: the whole input of a replay, as plain data. Files are
 * read, zones and cron schedules are instants, so any runtime replays it to the same bits.
 */

import type { AiTerms } from "../account/ai-views.ts";
import type { FunctionalUnit } from "../account/coefficients.ts";
import type { ExtraCosts } from "../account/extra-costs.ts";
import type { ForecastSpec } from "../carbon/forecast.ts";
import type { TraceData } from "../carbon/trace.ts";
import type { ZoneOffsets } from "../clock/civil.ts";
import type { Autoscaler, Quotas, SchedulerStrategy } from "../cluster/autoscaler.ts";
import type { NodePool } from "../cluster/node-pool.ts";
import type { QualityModel } from "../model/quality.ts";
import type { PolicySpec } from "../policy/spec.ts";
import type { Profile } from "../profile/profile.ts";
import type { Region } from "../site/site.ts";
import type { DurationMs, InstantMs } from "../units/units.ts";
import type { Workflow } from "../workflow/manifest.ts";
import type { ReportFields } from "./report-schema.ts";

export interface World {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly seed: number;
  readonly period: {
    readonly fromMs: InstantMs;
    readonly toMs: InstantMs;
    readonly zone: ZoneOffsets;
  };
  readonly grid: {
    /** What policies decide on. */
    readonly trace: TraceData;
    readonly forecast: ForecastSpec;
    /** What they are scored with; absent: `trace`. */
    readonly scoring?: TraceData;
  };
  readonly workload: {
    readonly name: string;
    readonly workflow: Workflow;
    /** When the work is asked for, ascending; with teams, once for each of them in turn. */
    readonly requestedAtMs: readonly InstantMs[];
    /** Who asks: request i is that of team i modulo their number. */
    readonly teams?: readonly string[];
    /** A run must be finished this long after it was asked for. */
    readonly deadlineMs: DurationMs;
    /** Policies plan to be done this much before the deadline, because durations vary. */
    readonly marginMs: DurationMs;
  };
  /** When new data arrives, ascending; batch 0 is the data of the first training. */
  readonly batchesAtMs: readonly InstantMs[];
  readonly quality: QualityModel;
  /** The first node pool: what a run is expected to use. */
  readonly pool: NodePool;
  /** Others of the same region. */
  readonly morePools?: readonly NodePool[];
  /** Absent: nodes are asked for at once and removed after their pool's time, one by one. */
  readonly autoscaler?: Autoscaler;
  /** Absent: `MostAllocated`. */
  readonly scheduler?: SchedulerStrategy;
  /** Absent: none. */
  readonly quotas?: Quotas;
  /** Values of the priority classes that the workflow names; those not listed count as 0. */
  readonly priorityClasses?: Readonly<Record<string, number>>;
  /** Other regions where runs may go; their data lies at home. */
  readonly regions?: readonly Region[];
  /** By template name, or by `<WorkflowTemplate>/<template>`. */
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly functionalUnit: FunctionalUnit;
  /** Lines of the bill besides nodes; absent: none. */
  readonly costs?: ExtraCosts;
  /** Stages of SCI for AI; absent: no template has one. */
  readonly ai?: AiTerms;
  /** Who reports the score; absent: not stated. */
  readonly report?: ReportFields;
  readonly policies: readonly PolicySpec[];
  /** Name of the policy that the others are compared with. */
  readonly baseline: string;
  /** What is assumed rather than measured, one sentence each; printed with every result. */
  readonly assumptions: readonly string[];
}
