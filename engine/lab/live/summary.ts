/** A live run in one line: how far it is, and how long it will take. */
import type { LiveRunStatus, LiveRunSummary } from "../../contract/live.ts";
import type { KeptLiveRun } from "../../core/live/run-store.ts";
import type { Follower } from "./follower.ts";

export function summaryOf(
  { chronicle, question }: Follower,
  kept: KeptLiveRun,
  interrupted: boolean,
): LiveRunSummary {
  const { machine } = chronicle;
  const { world, timeScale } = question;
  const { requests } = machine.state.timeline;
  const nowMs = Math.min(Math.max(kept.nowMs, machine.nowMs), world.period.toMs);
  const waits = requests.some(
    ({ startedAtMs, outcome }) => startedAtMs === undefined && outcome === "unfinished",
  );
  const status: LiveRunStatus = interrupted ? "interrupted" : kept.status;
  return {
    id: String(kept.id),
    scenario: kept.scenario,
    title: kept.title,
    policy: kept.policy,
    policyTitle: machine.context.spec.title,
    status,
    message: kept.message,
    createdAt: kept.createdAt,
    fromMs: world.period.fromMs,
    toMs: world.period.toMs,
    nowMs,
    timeScale,
    requests: {
      ended: requests.filter(({ outcome }) => outcome !== "unfinished").length,
      total: requests.length,
    },
    running: machine.open.length,
    // Once all requests have begun, it ends when they do: scenario time does not tell when.
    etaMs: status === "running" && waits ? etaMs(chronicle, world.period, nowMs) : null,
  };
}

/** By the share of scenario time that passed in the real time so far; null before it can be told. */
function etaMs(
  { firstWallMs, lastWallMs }: Follower["chronicle"],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  nowMs: number,
): number | null {
  if (firstWallMs === undefined || lastWallMs === undefined || nowMs <= fromMs) return null;
  const tookMs = lastWallMs - firstWallMs;
  return tookMs <= 0 ? null : Math.round((tookMs * (toMs - nowMs)) / (nowMs - fromMs));
}
