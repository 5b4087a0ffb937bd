/** Why one run was where it was: what was known, what came true, what it would have been otherwise. */
import { podOperationalG } from "../account/attribute.ts";
import { type Forecast, issueForecast } from "../carbon/forecast.ts";
import type { CarbonTrace } from "../carbon/trace.ts";
import { podPowerW } from "../cluster/power.ts";
import { sumOf } from "../math/sum.ts";
import type { PreparedWorld } from "../simulate/context.ts";
import { poolOf, type Site, siteOf } from "../site/site.ts";
import type { Decision, PodRecord, RequestRecord, Timeline } from "../timeline/timeline.ts";
import {
  energyKwh,
  type GramsCo2e,
  type GramsPerKwh,
  type InstantMs,
  type Kwh,
} from "../units/units.ts";

export interface StepFigures {
  readonly displayName: string;
  readonly templateName: string;
  readonly startedAtMs: InstantMs;
  readonly finishedAtMs: InstantMs;
  readonly energyKwh: Kwh;
  /** Operational, PUE included. */
  readonly carbonG: GramsCo2e;
}

export interface ForecastStep {
  readonly fromMs: InstantMs;
  readonly toMs: InstantMs;
  readonly gPerKwh: GramsPerKwh;
}

export interface RequestExplanation {
  readonly request: RequestRecord;
  readonly decisions: readonly Decision[];
  readonly decidedAtMs: InstantMs;
  /** What the forecast promised for the chosen window; null when none was used. */
  readonly forecastGPerKwh: GramsPerKwh | null;
  /** Mean intensity while it ran; null when it did not. */
  readonly cameTrueGPerKwh: GramsPerKwh | null;
  /** The same for the baseline's run of this request. */
  readonly wouldHaveBeenGPerKwh: GramsPerKwh | null;
  /** Operational carbon of the run's steps. */
  readonly carbonG: GramsCo2e;
  readonly baselineCarbonG: GramsCo2e;
  readonly steps: readonly StepFigures[];
  /** The forecast seen at the first decision, up to its horizon or the deadline; empty when none was used. */
  readonly forecast: readonly ForecastStep[];
}

/** Explains one request under a policy, next to the baseline's answer to the same request. */
export function explainRequest(
  prepared: PreparedWorld,
  timeline: Timeline,
  baseline: Timeline,
  request: number,
): RequestExplanation {
  const { world, sites } = prepared;
  const { trace, forecast } = siteOfRun(sites, timeline, request);
  const record = timeline.requests[request] as RequestRecord;
  const decisions = timeline.decisions.filter((each) => each.request === request);
  const steps = stepsOf(timeline, request, sites);
  const baselineSteps = stepsOf(baseline, request, sites);
  const planned = decisions.find((each) => each.inputs.forecastGPerKwh !== undefined);
  const decidedAtMs = decisions[0]?.atMs ?? record.askedAtMs;
  return {
    request: record,
    decisions,
    decidedAtMs,
    forecastGPerKwh: planned?.inputs.forecastGPerKwh ?? null,
    cameTrueGPerKwh: meanIntensity(record, trace),
    wouldHaveBeenGPerKwh: meanIntensity(
      baseline.requests[request],
      siteOfRun(sites, baseline, request).trace,
    ),
    carbonG: sumOf(steps.map((each) => each.carbonG)),
    baselineCarbonG: sumOf(baselineSteps.map((each) => each.carbonG)),
    steps,
    forecast:
      planned === undefined
        ? []
        : forecastSteps(
            issueForecast(forecast, trace, planned.atMs, world.seed),
            planned.atMs,
            Math.min(record.deadlineMs, trace.endMs),
          ),
  };
}

/** Where a run was; home, where it had no pod. */
function siteOfRun(sites: readonly Site[], { pods }: Timeline, request: number): Site {
  return siteOf(sites, pods.find((pod) => pod.request === request) ?? {});
}

function meanIntensity(record: RequestRecord | undefined, trace: CarbonTrace): number | null {
  if (record?.startedAtMs === undefined || record.finishedAtMs === undefined) return null;
  return trace.mean(record.startedAtMs, record.finishedAtMs);
}

function stepsOf(timeline: Timeline, request: number, sites: readonly Site[]): StepFigures[] {
  const pods = timeline.pods.filter((pod) => pod.request === request);
  return pods.map((pod) => stepFigures(pod, sites));
}

function stepFigures(pod: PodRecord, sites: readonly Site[]): StepFigures {
  const { displayName, templateName, startedAtMs, finishedAtMs } = pod;
  const powerW = podPowerW(pod, poolOf(sites, pod));
  return {
    displayName,
    templateName,
    startedAtMs,
    finishedAtMs,
    energyKwh: energyKwh(powerW, finishedAtMs - startedAtMs),
    carbonG: podOperationalG(pod, sites),
  };
}

function forecastSteps(forecast: Forecast, fromMs: InstantMs, toMs: InstantMs): ForecastStep[] {
  const endMs = Math.min(toMs, forecast.untilMs);
  const edges = [fromMs, ...forecast.changes(fromMs, endMs), endMs];
  return edges.slice(1).map((toMs, index) => {
    const fromMs = edges[index] as number;
    return { fromMs, toMs, gPerKwh: forecast.at(fromMs) };
  });
}
