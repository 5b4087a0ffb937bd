/** A live run as the screen shows it: what happened beside what the replay says. */
import type {
  ExpectedPod,
  LiveDecision,
  LiveRunSummary,
  LiveRunView,
} from "../../contract/live.ts";
import { account } from "../../core/account/account.ts";
import { decidedAlike, type PairedDecision, pairDecisions } from "../../core/live/decisions.ts";
import { timelineSoFar } from "../../core/live/timeline-so-far.ts";
import type { ActiveRun } from "../../core/simulate/state.ts";
import type { Decision } from "../../core/timeline/timeline.ts";
import { workflowStatus } from "../../core/workflow/status/status-of.ts";
import type { Follower } from "./follower.ts";

/** Timers carry the instant that they were set for, so decisions that agree do so exactly. */
export const TICK_MS = 1_000;

export function viewOf(follower: Follower, summary: LiveRunSummary): LiveRunView {
  const { chronicle, replay } = follower;
  const { context, state } = chronicle.machine;
  const { world } = context;
  const { trace } = world.grid;
  return {
    summary,
    requests: state.timeline.requests,
    decisions: pairDecisions(state.timeline.decisions, replay.timeline.decisions).map(compared),
    attempts: chronicle.attempts,
    expected: expectedPods(follower),
    quality: state.timeline.quality,
    models: chronicle.models,
    workflows: [...entries(state.runs), ...entries(state.ended ?? {})]
      .sort(([a], [b]) => a - b)
      .map(([request, { run }]) => ({ request, status: workflowStatus(context.plan, run) })),
    grid: {
      fromMs: trace.startMs,
      stepMs: trace.stepMs,
      gPerKwh: trace.gPerKwh,
      synthetic: trace.about.synthetic,
      zone: trace.about.zone,
    },
    timeZone: world.period.zone,
    account: accountSoFar(follower, summary.nowMs),
  };
}

function entries(runs: Readonly<Record<number, ActiveRun>>): [number, ActiveRun][] {
  return Object.entries(runs).map(([request, run]) => [Number(request), run]);
}

function compared(pair: PairedDecision): LiveDecision {
  return { ...pair.live, differs: decidedAlike(pair, TICK_MS) ? null : otherwise(pair.replayed) };
}

function otherwise(replayed: Decision | undefined): string {
  if (replayed === undefined) return "the replay decides nothing here";
  const { action, atMs, reason } = replayed;
  return `the replay decides to ${action} at ${new Date(atMs).toISOString()}: ${reason}`;
}

function expectedPods({ replay }: Follower): ExpectedPod[] {
  return replay.timeline.pods.map(({ request, displayName, startedAtMs, finishedAtMs }) => ({
    request,
    displayName,
    startedAtMs,
    finishedAtMs,
  }));
}

function accountSoFar({ chronicle, replay }: Follower, nowMs: number): LiveRunView["account"] {
  const { context, state } = chronicle.machine;
  const soFar = account(timelineSoFar(context, state, nowMs), context.world, context.sites);
  return {
    carbonG: soFar.carbonG,
    energyKwh: soFar.energyKwh,
    expectedCarbonG: replay.account.carbonG,
    expectedEnergyKwh: replay.account.energyKwh,
  };
}
