/** Live runs as people read them in a terminal. */
import type { LiveRunSummary, LiveRunView } from "../../contract/live.ts";
import { formatDuration } from "../../core/units/duration.ts";
import { clock } from "./sweep-progress.ts";
import { formatTable } from "./table.ts";

const TERMINAL_MS = 200;
const LOG_MS = 3_000;

/** How far a run is, on stderr: one line that is written over on a terminal, a line now and then elsewhere. */
export function liveRunProgress(): (summary: LiveRunSummary) => void {
  const terminal = process.stderr.isTTY;
  const everyMs = terminal ? TERMINAL_MS : LOG_MS;
  let shownMs = performance.now();
  return (summary) => {
    const ended = summary.status !== "running" && summary.status !== "paused";
    if (!ended && performance.now() - shownMs < everyMs) return;
    shownMs = performance.now();
    if (terminal) process.stderr.write(`\r\u001b[K${ended ? "" : runProgressText(summary)}`);
    else if (!ended) process.stderr.write(`${runProgressText(summary)}\n`);
  };
}

/** `Run 3: 2024-06-04 12:00:00 UTC, 1 of 3 requests, 2 pods run or wait for a slot, 0:12 left` */
export function runProgressText(summary: LiveRunSummary): string {
  const { id, nowMs, requests, running, etaMs, status } = summary;
  const parts = [`Run ${id}: ${instant(nowMs)}`, `${requests.ended} of ${requests.total} requests`];
  if (status === "paused") parts.push("paused");
  if (running > 0) parts.push(`${running} pods run or wait for a slot`);
  if (etaMs !== null) parts.push(`${clock(etaMs)} left`);
  return parts.join(", ");
}

const LIST = ["Run", "Scenario", "Policy", "Begun at", "Status", "Requests", "Scenario time"];

export function formatRunList(runs: readonly LiveRunSummary[]): string {
  const rows = runs.map(({ id, title, policy, createdAt, status, requests, nowMs }) => [
    id,
    title,
    policy,
    createdAt,
    status,
    `${requests.ended} of ${requests.total}`,
    instant(nowMs),
  ]);
  return formatTable(LIST, rows);
}

/** Header, requests, attempts with what they used, and the replay beside it. */
export function formatRun(view: LiveRunView): string {
  const { summary, account, decisions } = view;
  const differing = decisions.filter(({ differs }) => differs !== null);
  return [
    `${summary.title}: live run ${summary.id} under ${summary.policyTitle}`,
    `Status: ${summary.status}${summary.message === "" ? "" : `, ${summary.message}`}`,
    `Scenario time: ${instant(summary.fromMs)} to ${instant(summary.toMs)}, now ${instant(summary.nowMs)}`,
    `Decisions: ${decisions.length}, ${differing.length} other than the replay's`,
    ...differing.map(
      ({ request, atMs, action, differs }) =>
        `  request ${request} at ${instant(atMs)}: ${action}; ${differs}`,
    ),
    `Energy: ${figure(account.energyKwh)} kWh measured and modelled, the replay ends at ${figure(account.expectedEnergyKwh)} kWh`,
    `Carbon: ${figure(account.carbonG)} g, the replay ends at ${figure(account.expectedCarbonG)} g`,
    "",
    requestTable(view),
    "",
    attemptTable(view),
  ].join("\n");
}

function requestTable({ requests, decisions }: LiveRunView): string {
  const rows = requests.map(({ index, askedAtMs, startedAtMs, finishedAtMs, outcome }) => [
    String(index),
    instant(askedAtMs),
    startedAtMs === undefined ? "-" : instant(startedAtMs),
    finishedAtMs === undefined ? "-" : instant(finishedAtMs),
    outcome,
    decisions.filter(({ request }) => request === index).at(-1)?.reason ?? "",
  ]);
  return formatTable(["Request", "Asked", "Started", "Ended", "Outcome", "Decided last"], rows);
}

const ATTEMPTS = ["Attempt", "Step", "Phase", "Took", "CPU s", "Memory MiB", "Message"];

function attemptTable({ attempts }: LiveRunView): string {
  if (attempts.length === 0) return "No program has been started.";
  const rows = attempts.map(
    ({ id, displayName, phase, startedAtMs, finishedAtMs, usage, message }) => [
      id,
      displayName,
      phase,
      finishedAtMs === null ? "-" : tookText(finishedAtMs - startedAtMs),
      usage?.cpuSeconds == null ? "-" : usage.cpuSeconds.toFixed(2),
      usage?.peakMemoryBytes == null ? "-" : (usage.peakMemoryBytes / 1_048_576).toFixed(0),
      message,
    ],
  );
  return formatTable(ATTEMPTS, rows);
}

/** `0.21 s`: programs may be quicker than the seconds that durations are written in. */
export function tookText(durationMs: number): string {
  return durationMs < 10_000 ? `${(durationMs / 1_000).toFixed(2)} s` : formatDuration(durationMs);
}

/** `2024-06-04 12:00:00 UTC` */
function instant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

function figure(value: number): string {
  return value.toPrecision(4);
}
