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
  const ended = requests.filter(({ outcome }) => outcome !== "unfinished").length;
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
    requests: { ended, total: requests.length },
    running: machine.open.length,
    // Once all requests have begun, it ends when they do: scenario time does not tell when.
    etaMs: status === "running" && waits ? etaMs(chronicle, ended, requests.length) : null,
  };
}

/**
 * By the real time that the requests so far took; null before the first has ended. The share of scenario time would
 * say little: it hardly passes while programs run.
 */
function etaMs(
  { firstWallMs, lastWallMs }: Follower["chronicle"],
  ended: number,
  total: number,
): number | null {
  if (firstWallMs === undefined || lastWallMs === undefined || ended === 0) return null;
  return Math.round(((lastWallMs - firstWallMs) * (total - ended)) / ended);
}
