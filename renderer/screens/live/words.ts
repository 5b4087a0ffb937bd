/** A live run in words: how it stands, how far it is, and what its time scale means. */
import type { LiveDecision, LiveRunStatus, LiveRunSummary } from "../../../engine/contract/live.ts";
import type { LiveRow, RowState, Stretch } from "../../charts/live/rows.ts";
import { clockText, dateText, momentText, type ZoneOffsets } from "../../preview/calendar.ts";
import { duration, fixed, short } from "../../widgets/format.ts";

export const STATUS: Readonly<Record<LiveRunStatus, string>> = {
  running: "Running",
  paused: "Paused",
  interrupted: "Interrupted",
  succeeded: "Succeeded",
  failed: "Failed",
  cancelled: "Cancelled",
};

export const STATUSES = Object.keys(STATUS) as readonly LiveRunStatus[];

/** What the word means, for whoever points at it. */
export const STATUS_ABOUT: Readonly<Record<LiveRunStatus, string>> = {
  running: "Its clock goes and its programs run.",
  paused: "Its clock stands still. Programs that run go on to their end; nothing new starts.",
  interrupted: "Lowtide ended before the run did. It goes on where it was.",
  succeeded: "All of its requests came to their end, and none failed.",
  failed: "Requests failed or were left unfinished; the message says which.",
  cancelled: "It was ended before its period was over.",
};

/** Whether something of it may still happen by itself. */
export function isUnderWay(status: LiveRunStatus): boolean {
  return status === "running" || status === "paused";
}

/** For the tooltip of the rail. */
export function runLine({ title, status, requests }: LiveRunSummary): string {
  return `${title} · ${STATUS[status]} · ${requestsText(requests)}`;
}

export function requestsText({ ended, total }: LiveRunSummary["requests"]): string {
  return `${fixed(ended)} of ${fixed(total)} requests`;
}

/** `3 of 7 requests · 2 run now · about 40 s left`. */
export function progressText({ requests, running, etaMs, status }: LiveRunSummary): string {
  const parts = [requestsText(requests)];
  if (running > 0)
    parts.push(`${fixed(running)} ${running === 1 ? "program runs" : "programs run"}`);
  if (etaMs !== null && status === "running") parts.push(`about ${duration(etaMs)} left`);
  return parts.join(" · ");
}

/** How far scenario time has come, 0 to 1; all of it when nothing more was to come. */
export function shareOf({ fromMs, toMs, nowMs, status }: LiveRunSummary): number {
  if (status === "succeeded") return 1;
  return Math.min(1, Math.max(0, (nowMs - fromMs) / Math.max(1, toMs - fromMs)));
}

const HOUR_S = 3_600;
const SPANS = [
  ["an hour", HOUR_S],
  ["a day", 24 * HOUR_S],
  ["a week", 168 * HOUR_S],
] as const;

/** `an hour takes 1 s, a day 24 s, a week 2 min 48 s`, in real time while nothing runs. */
export function scaleText(timeScale: number): string {
  const [first, ...others] = SPANS.map(([name, seconds]) => [name, realText(seconds / timeScale)]);
  const rest = others.map(([name, text]) => `, ${name} ${text}`).join("");
  return `${first?.[0]} takes ${first?.[1]}${rest}`;
}

/** Real time to the second, and finer when there is less of it: `2 min 48 s`, `0.24 s`. */
export function realText(seconds: number): string {
  if (seconds < 10) return `${short(seconds)}\u00a0s`;
  const whole = Math.round(seconds);
  if (whole >= 2 * HOUR_S) return duration(whole * 1_000);
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  if (minutes === 0) return `${rest}\u00a0s`;
  return rest === 0 ? `${minutes}\u00a0min` : `${minutes}\u00a0min ${rest}\u00a0s`;
}

/** `1 s = 1 h while nothing runs`; null: it never waits. */
export function paceText(timeScale: number | null): string {
  if (timeScale === null) return "never waits while nothing runs";
  return `1 s = ${duration(timeScale * 1_000)} while nothing runs`;
}

/** A request by the day on which it was asked for, with its number where a day has several. */
export function requestName(askedAtMs: number, index: number, zone: ZoneOffsets): string {
  return `${dateText(askedAtMs, zone)}, request ${fixed(index + 1)}`;
}

export function bytesText(bytes: number): string {
  if (bytes < 1_024) return `${fixed(bytes)}\u00a0B`;
  if (bytes < 1_048_576) return `${short(bytes / 1_024)}\u00a0KiB`;
  return bytes < 1_073_741_824
    ? `${short(bytes / 1_048_576)}\u00a0MiB`
    : `${short(bytes / 1_073_741_824)}\u00a0GiB`;
}

/** `+5 %` of what was expected; nothing when nothing was. */
export function againstText(actual: number, expected: number | undefined): string {
  if (expected === undefined || expected <= 0) return "";
  const pct = Math.round((actual / expected - 1) * 100);
  const sign = pct > 0 ? "+" : pct < 0 ? "\u2212" : "±";
  return `${sign}${fixed(Math.abs(pct))}\u00a0%`;
}

/** For where the time zone of the scenario is not known. */
export const UTC: ZoneOffsets = { timeZone: "UTC", fromMs: [0], offsetMs: [0] };

export const STATE: Readonly<Record<RowState, string>> = {
  later: "still to come",
  waiting: "waiting",
  running: "running",
  succeeded: "succeeded",
  failed: "failed",
  skipped: "skipped",
  cut: "cut short",
};

/** A request for those who do not see its row: what happened, what was foreseen, and where they differ. */
export function rowLabel(row: LiveRow, zone: ZoneOffsets): string {
  const { askedAtMs, actual, expected, decisions, team, state } = row;
  const by = team === undefined ? "" : ` by ${team}`;
  const different = decisions.filter(({ differs }) => differs !== null).length;
  const count = decisions.length === 1 ? "1 decision" : `${decisions.length} decisions`;
  return [
    `Asked for${by} ${momentText(askedAtMs, zone)}`,
    STATE[state],
    actual === undefined ? "" : `ran ${stretchText(actual, zone)}`,
    expected === undefined
      ? "not run in the replay"
      : `in the replay ${stretchText(expected, zone)}`,
    decisions.length === 0
      ? ""
      : different === 0
        ? `${count} as in the replay`
        : `${count}, ${different} not as in the replay`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** `02:00 to 05:10`, with the day where it is another. */
export function stretchText({ fromMs, toMs }: Stretch, zone: ZoneOffsets): string {
  if (toMs === null) return `since ${momentText(fromMs, zone)}`;
  const sameDay = dateText(fromMs, zone) === dateText(toMs, zone);
  return `${momentText(fromMs, zone)} to ${sameDay ? clockText(toMs, zone) : momentText(toMs, zone)}`;
}

export const ACTIONS: Readonly<Record<LiveDecision["action"], string>> = {
  start: "Start",
  wait: "Wait",
  skip: "Skip",
  continue: "Go on",
  suspend: "Suspend",
  resume: "Resume",
  scale: "Scale",
};
