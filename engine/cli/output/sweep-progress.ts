/** How far a sweep is, on stderr: one line that is written over on a terminal, a line now and then elsewhere. */
import type { SweepSummary } from "../../contract/sweep.ts";

const TERMINAL_MS = 200;
const LOG_MS = 3_000;

export function sweepProgress(): (summary: SweepSummary) => void {
  const terminal = process.stderr.isTTY;
  const everyMs = terminal ? TERMINAL_MS : LOG_MS;
  let shownMs = performance.now();
  return (summary) => {
    const ended = summary.status !== "running";
    if (!ended && performance.now() - shownMs < everyMs) return;
    shownMs = performance.now();
    if (terminal) process.stderr.write(`\r\u001b[K${ended ? "" : progressText(summary)}`);
    else if (!ended) process.stderr.write(`${progressText(summary)}\n`);
  };
}

/** `1200 of 2000 points, 1640 replays/s, 0:12 left` */
export function progressText({
  finished,
  failed,
  total,
  replaysPerS,
  etaMs,
}: SweepSummary): string {
  const parts = [`${finished + failed} of ${total} points`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (replaysPerS !== null) parts.push(`${Math.round(replaysPerS)} replays/s`);
  if (etaMs !== null) parts.push(`${clock(etaMs)} left`);
  return parts.join(", ");
}

export function clock(durationMs: number): string {
  const seconds = Math.ceil(durationMs / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  const two = (value: number) => String(value).padStart(2, "0");
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
