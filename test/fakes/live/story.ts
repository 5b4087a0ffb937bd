/**
 * A live run to look at, made from real replays: what is expected is the scenario's own replay, what happens
 * is one with other durations and another limit, cut at any instant.
 */
import type {
  LiveAttempt,
  LiveDecision,
  LiveRunSummary,
  LiveRunView,
} from "../../../engine/contract/live.ts";
import { account } from "../../../engine/core/account/account.ts";
import { unwrap } from "../../../engine/core/issue.ts";
import type { PolicySpec } from "../../../engine/core/policy/spec.ts";
import type { World } from "../../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../../engine/core/simulate/context.ts";
import { replay } from "../../../engine/core/simulate/replay.ts";
import type { ActiveRun } from "../../../engine/core/simulate/state.ts";
import type { PodRecord, Timeline } from "../../../engine/core/timeline/timeline.ts";
import type { WorkflowStatus } from "../../../engine/core/workflow/status/status.ts";
import { workflowStatus } from "../../../engine/core/workflow/status/status-of.ts";
import { findScenario, openWorld } from "../../../engine/lab/scenario/open.ts";

interface Moment {
  readonly atMs: number;
  readonly request: number;
  readonly status: WorkflowStatus;
}

interface Played {
  readonly timeline: Timeline;
  readonly moments: readonly Moment[];
  readonly carbonG: number;
  readonly energyKwh: number;
}

export interface Story {
  readonly world: World;
  readonly spec: PolicySpec;
  /** The run as it stands at an instant. */
  viewAt(summary: LiveRunSummary): LiveRunView;
  requestsAt(nowMs: number): LiveRunSummary["requests"];
}

/** A bundled scenario under one of its policies. */
export function storyOf(scenario: string, policy: string): Story {
  return tell(unwrap(openWorld(unwrap(findScenario(scenario)), {})), policy);
}

/** Any world; `actual` is what happens in the place of its replay. */
export function tell(world: World, policy: string, actual = otherwise(world)): Story {
  const expected = play(world, policy);
  const real = play(actual, policy);
  const spec = specOf(world, policy);
  const attempts = attemptsOf(real);
  const decisions = decisionsOf(real.timeline, expected.timeline);
  const requestsAt = (nowMs: number) => ({
    ended: real.timeline.requests.filter((each) => endOf(each, real.timeline) <= nowMs).length,
    total: real.timeline.requests.length,
  });
  return {
    world,
    spec,
    requestsAt,
    viewAt: (summary) => viewAt(summary, { world, expected, real, attempts, decisions }),
  };
}

/** Other durations, and a limit somewhat below the scenario's. */
function otherwise(world: World): World {
  const policies = world.policies.map((spec) =>
    "limitGPerKwh" in spec ? { ...spec, limitGPerKwh: spec.limitGPerKwh * 0.93 } : spec,
  );
  return { ...world, seed: world.seed + 1, policies } as World;
}

function specOf(world: World, policy: string): PolicySpec {
  const spec = world.policies.find(({ name }) => name === policy);
  if (spec === undefined) throw new Error(`no policy ${policy}`);
  return spec;
}

function play(world: World, policy: string): Played {
  const prepared = prepareWorld(world);
  const runs = new Map<number, ActiveRun>();
  const moments: Moment[] = [];
  const timeline = replay({ ...prepared, spec: specOf(world, policy) }, (event, _, state) => {
    for (const [request, active] of Object.entries(state.runs)) runs.set(Number(request), active);
    const asked = "request" in event ? [event.request] : Object.keys(state.runs).map(Number);
    for (const request of asked) {
      const active = runs.get(request);
      if (active === undefined) continue;
      moments.push({
        atMs: event.atMs,
        request,
        status: workflowStatus(prepared.plan, active.run),
      });
    }
  });
  const { carbonG, energyKwh } = account(timeline, world, prepared.sites);
  return { timeline, moments, carbonG, energyKwh };
}

type Asked = Timeline["requests"][number];

/** When a request was over: at its end, or with the decision to skip it. */
function endOf(request: Asked, { decisions }: Timeline): number {
  if (request.finishedAtMs !== undefined) return request.finishedAtMs;
  const skip = decisions.find((each) => each.request === request.index && each.action === "skip");
  return skip?.atMs ?? Number.POSITIVE_INFINITY;
}

function decisionsOf(real: Timeline, expected: Timeline): readonly LiveDecision[] {
  return real.decisions.map((decision): LiveDecision => {
    const theirs = expected.decisions.filter(({ request }) => request === decision.request);
    const ours = real.decisions.filter(({ request }) => request === decision.request);
    const other = theirs[ours.indexOf(decision)];
    const same = other?.action === decision.action && other.atMs === decision.atMs;
    const differs = same ? null : other === undefined ? "nothing more" : differenceText(other);
    return { ...decision, differs };
  });
}

function differenceText({ action, atMs, reason }: Timeline["decisions"][number]): string {
  return `${action} at ${new Date(atMs).toISOString().slice(0, 16).replace("T", " ")}: ${reason}`;
}

function attemptsOf({ timeline, moments }: Played): readonly LiveAttempt[] {
  const last = new Map(moments.map(({ request, status }) => [request, status]));
  return timeline.pods.map((pod, position) => {
    const nodes = last.get(pod.request)?.nodes ?? [];
    const node = nodes.find(
      ({ displayName, type }) => displayName === pod.displayName && type === "Pod",
    );
    const phase = node?.phase === "Failed" || node?.phase === "Error" ? node.phase : "Succeeded";
    return {
      id: `1-${pod.request}-${position}`,
      request: pod.request,
      template: pod.templateName,
      displayName: pod.displayName,
      node: node?.name ?? pod.displayName,
      phase,
      message: node?.message ?? "",
      startedAtMs: pod.startedAtMs,
      finishedAtMs: pod.finishedAtMs,
      usage: usageOf(pod),
    };
  });
}

function usageOf({ startedAtMs, finishedAtMs, utilisation, cpu }: PodRecord) {
  const wallMs = finishedAtMs - startedAtMs;
  return {
    wallMs,
    cpuSeconds: (wallMs / 1_000) * utilisation * cpu,
    peakMemoryBytes: 48 * 1_048_576 + Math.round(utilisation * 400) * 1_048_576,
    processes: 1,
    logBytes: 12_000,
    logTruncated: false,
  };
}

interface Parts {
  readonly world: World;
  readonly expected: Played;
  readonly real: Played;
  readonly attempts: readonly LiveAttempt[];
  readonly decisions: readonly LiveDecision[];
}

function viewAt(summary: LiveRunSummary, parts: Parts): LiveRunView {
  const { nowMs } = summary;
  const { world, expected, real } = parts;
  const { trace } = world.grid;
  const share = Math.min(1, (nowMs - summary.fromMs) / (summary.toMs - summary.fromMs));
  const latest = new Map<number, WorkflowStatus>();
  for (const { atMs, request, status } of real.moments)
    if (atMs <= nowMs) latest.set(request, status);
  return {
    summary,
    requests: real.timeline.requests.map((request) => requestAt(request, real.timeline, nowMs)),
    decisions: parts.decisions.filter(({ atMs }) => atMs <= nowMs),
    attempts: parts.attempts
      .filter(({ startedAtMs }) => startedAtMs <= nowMs)
      .map((attempt) =>
        (attempt.finishedAtMs ?? 0) <= nowMs
          ? attempt
          : { ...attempt, phase: "Running", message: "", finishedAtMs: null, usage: null },
      ),
    expected: expected.timeline.pods.map(({ request, displayName, startedAtMs, finishedAtMs }) => ({
      ...{ request, displayName, startedAtMs, finishedAtMs },
    })),
    quality: real.timeline.quality.filter(({ atMs }) => atMs <= nowMs),
    models: real.timeline.requests.flatMap(({ outcome, startedAtMs = 0, finishedAtMs = 0 }) => {
      if (outcome !== "succeeded" || finishedAtMs > nowMs) return [];
      const trainedOn = world.batchesAtMs.filter((at) => at <= startedAtMs).length - 1;
      const accuracy = real.timeline.quality[trainedOn]?.accuracy ?? null;
      return [{ trainedOn, inServiceAtMs: finishedAtMs, accuracy }];
    }),
    workflows: [...latest].map(([request, status]) => ({ request, status })),
    grid: {
      fromMs: trace.startMs,
      stepMs: trace.stepMs,
      gPerKwh: trace.gPerKwh,
      synthetic: trace.about.synthetic,
      zone: trace.about.zone,
    },
    timeZone: world.period.zone,
    account: {
      carbonG: real.carbonG * share,
      energyKwh: real.energyKwh * share,
      expectedCarbonG: expected.carbonG,
      expectedEnergyKwh: expected.energyKwh,
    },
  };
}

function requestAt(request: Asked, timeline: Timeline, nowMs: number): Asked {
  if (endOf(request, timeline) <= nowMs) return request;
  const { startedAtMs, finishedAtMs: _, ...rest } = request;
  const started = startedAtMs !== undefined && startedAtMs <= nowMs;
  return { ...rest, outcome: "unfinished", ...(started && { startedAtMs }) };
}
