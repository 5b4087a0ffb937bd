/** The Explore screen as plain data: lanes, intensity, accuracy, from an answer and a visible window. */
import type { AccuracyPoint } from "../../charts/accuracy.ts";
import type { LaneRequest } from "../../charts/lanes.ts";
import { type Bin, binBy, stepsBetween } from "../../charts/series.ts";
import type { VisibleWindow } from "../../charts/visible-window.ts";
import { type CalendarDay, DAY_MS, daysBetween, HOUR_MS } from "../../preview/calendar.ts";
import type { PreviewAnswer } from "../../preview/protocol.ts";
import type { PolicyResult, PolicySpec, Timeline, World } from "../../preview/types.ts";

type RequestRecord = Timeline["requests"][number];

export interface Lane {
  readonly policy: string;
  readonly title: string;
  readonly baseline: boolean;
  readonly result: PolicyResult;
  /** Those that touch the visible window. */
  readonly requests: readonly LaneRequest[];
}

export interface Picture {
  readonly window: VisibleWindow;
  readonly days: readonly CalendarDay[];
  /** Steps of the trace, or days where steps would be thinner than a pixel. */
  readonly bins: readonly Bin[];
  readonly binned: "step" | "day";
  /** Lanes show time from left to right, or a column a request. */
  readonly lanesAs: "time" | "raster";
  readonly lanes: readonly Lane[];
  /** The highest intensity of the period: one scale for every window. */
  readonly mostGPerKwh: number;
  readonly accuracy: readonly AccuracyPoint[];
  readonly ghostAccuracy: readonly AccuracyPoint[];
}

/** Longest window in which an hour is wide enough to be seen. */
const TIME_LANES_MAX_MS = 12 * DAY_MS;
const STEP_BINS_MAX = 1_500;

export function picture(answer: PreviewAnswer, window: VisibleWindow, selected: string): Picture {
  const { world, timelines, results } = answer;
  const trace = world.grid.trace;
  const days = daysBetween(window.fromMs, window.toMs, world.period.zone);
  const byDay = (window.toMs - window.fromMs) / trace.stepMs > STEP_BINS_MAX;
  const baseline = timelines.find((each) => each.policy === world.baseline) as Timeline;
  return {
    window,
    days,
    bins: byDay ? binBy(trace, days) : stepsBetween(trace, window.fromMs, window.toMs),
    binned: byDay ? "day" : "step",
    lanesAs: window.toMs - window.fromMs > TIME_LANES_MAX_MS ? "raster" : "time",
    lanes: timelines.map((timeline, index) => {
      const result = results[index] as PolicyResult;
      return {
        policy: timeline.policy,
        title: result.title,
        baseline: timeline === baseline,
        result,
        requests: laneRequests(timeline, baseline, world, window),
      };
    }),
    mostGPerKwh: mostBetween(world),
    accuracy: accuracyPoints(
      timelines.find((each) => each.policy === selected),
      window,
    ),
    ghostAccuracy: selected === world.baseline ? [] : accuracyPoints(baseline, window),
  };
}

function mostBetween(world: World): number {
  return stepsBetween(world.grid.trace, world.period.fromMs, world.period.toMs).reduce(
    (most, bin) => Math.max(most, bin.max),
    0,
  );
}

function laneRequests(
  timeline: Timeline,
  baseline: Timeline,
  world: World,
  window: VisibleWindow,
): LaneRequest[] {
  return timeline.requests
    .filter((each) => beginOf(each) < window.toMs && endOf(each) > window.fromMs)
    .map((each) => laneRequest(each, baseline.requests[each.index], world));
}

function beginOf({ askedAtMs, startedAtMs = askedAtMs }: RequestRecord): number {
  return Math.min(askedAtMs, startedAtMs);
}

function endOf(request: RequestRecord): number {
  return request.finishedAtMs ?? request.deadlineMs;
}

function laneRequest(
  request: RequestRecord,
  baseline: RequestRecord | undefined,
  world: World,
): LaneRequest {
  const { startedAtMs, finishedAtMs } = request;
  const ran = startedAtMs !== undefined && finishedAtMs !== undefined;
  return {
    index: request.index,
    ...(request.team === undefined ? {} : { team: request.team }),
    askedAtMs: request.askedAtMs,
    deadlineMs: request.deadlineMs,
    ...(ran ? { startedAtMs, finishedAtMs } : {}),
    skipped: request.outcome === "skipped",
    missed: isMissed(request),
    used: ran ? stepsBetween(world.grid.trace, startedAtMs, finishedAtMs) : [],
    ...ghostOf(request, baseline),
  };
}

/** Late, or never finished: the same rule as the account's. */
export function isMissed(request: RequestRecord): boolean {
  if (request.outcome === "unfinished") return true;
  return request.finishedAtMs !== undefined && request.finishedAtMs > request.deadlineMs;
}

function ghostOf(
  request: RequestRecord,
  baseline: RequestRecord | undefined,
): Pick<LaneRequest, "ghost"> {
  if (baseline?.startedAtMs === undefined || baseline.finishedAtMs === undefined) return {};
  if (baseline.startedAtMs === request.startedAtMs) return {};
  return { ghost: { startedAtMs: baseline.startedAtMs, finishedAtMs: baseline.finishedAtMs } };
}

function accuracyPoints(timeline: Timeline | undefined, window: VisibleWindow): AccuracyPoint[] {
  const all = timeline?.quality ?? [];
  const points = all.map((record, index) => ({
    atMs: record.atMs,
    accuracy: record.accuracy,
    carried: record.carried,
    trained: index > 0 && record.trainedOn !== all[index - 1]?.trainedOn,
  }));
  const first = points.findIndex((point) => point.atMs > window.fromMs);
  const from = first === -1 ? Math.max(0, points.length - 1) : Math.max(0, first - 1);
  return points.slice(from).filter((point) => point.atMs < window.toMs);
}

/** The policy that the screen opens with: one that can be dragged, and of those the best. */
export function firstPolicy(answer: PreviewAnswer): string {
  const draggable = answer.results.filter((_, index) =>
    hasLimit(answer.world.policies[index] as PolicySpec),
  );
  const others = answer.results.filter((each) => each.policy !== answer.world.baseline);
  const from = draggable.length > 0 ? draggable : others;
  const best = from.reduce<PolicyResult | undefined>(
    (least, each) => (least === undefined || each.carbonG < least.carbonG ? each : least),
    undefined,
  );
  return best?.policy ?? answer.world.baseline;
}

export type LimitSpec = PolicySpec & { readonly limitGPerKwh: number };

/** True for policies with an intensity limit that can be dragged. */
export function hasLimit(spec: PolicySpec): spec is LimitSpec {
  return "limitGPerKwh" in spec && typeof spec.limitGPerKwh === "number";
}

/** How far the deadline may be dragged: to where the trace ends after the last request. */
export function longestDeadlineMs(world: World): number {
  const { trace } = world.grid;
  const traceEndMs = trace.startMs + trace.stepMs * trace.gPerKwh.length;
  const last = world.workload.requestedAtMs.at(-1) ?? world.period.fromMs;
  return Math.max(world.workload.deadlineMs, Math.min(2 * DAY_MS, traceEndMs - last));
}

/** The request whose deadline carries the handle: the selected one, or the first that can be seen. */
export function handleRequest(lane: Lane, selected: number | null, window: VisibleWindow) {
  const chosen = lane.requests.find((each) => each.index === selected);
  const isSeen = (each: LaneRequest) =>
    each.deadlineMs > window.fromMs + HOUR_MS && each.deadlineMs <= window.toMs;
  return chosen !== undefined && isSeen(chosen) ? chosen : lane.requests.find(isSeen);
}
